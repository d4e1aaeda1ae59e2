"""One drawing in a process of its own: DOT on standard input, the picture on standard output, within limits that stay.

Started as `python -I dot_process.py svg CPU_SECONDS MEMORY_BYTES OUTPUT_BYTES`. A process limits itself here, and Graphviz
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


def draw(form: str, cpu_seconds: int, memory_bytes: int, output_bytes: int) -> Outcome:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import graphviz  # here, so that it too is loaded within the limits

    try:
        picture = graphviz.pipe("dot", form, sys.stdin.buffer.read(), quiet=True)
    except graphviz.ExecutableNotFound:
        return Outcome.NOT_INSTALLED
    except (graphviz.CalledProcessError, MemoryError):
        return Outcome.FAILED
    if len(picture) > output_bytes:
        return Outcome.TOO_LARGE
    sys.stdout.buffer.write(picture)
    return Outcome.DRAWN


if __name__ == "__main__":
    sys.exit(draw(sys.argv[1], *(int(argument) for argument in sys.argv[2:])))
