"""One drawing in a process of its own: DOT on standard input, SVG on standard output, within limits it cannot lift again.

Started as `python -I dot_process.py CPU_SECONDS MEMORY_BYTES OUTPUT_BYTES`. A process limits itself here, and Graphviz
inherits that, because limits set between fork and exec are not safe in a program with threads.
"""

from __future__ import annotations

import resource
import sys
from enum import IntEnum


class Outcome(IntEnum):
    DRAWN = 0
    FAILED = 64
    NOT_INSTALLED = 65
    TOO_LARGE = 66


def draw(cpu_seconds: int, memory_bytes: int, output_bytes: int) -> Outcome:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import graphviz  # here, so that it too is loaded within the limits

    try:
        svg = graphviz.pipe("dot", "svg", sys.stdin.buffer.read(), quiet=True)
    except graphviz.ExecutableNotFound:
        return Outcome.NOT_INSTALLED
    except (graphviz.CalledProcessError, MemoryError):
        return Outcome.FAILED
    if len(svg) > output_bytes:
        return Outcome.TOO_LARGE
    sys.stdout.buffer.write(svg)
    return Outcome.DRAWN


if __name__ == "__main__":
    sys.exit(draw(*(int(argument) for argument in sys.argv[1:])))
