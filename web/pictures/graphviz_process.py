"""Subprocess that renders one drawing under resource limits: DOT on standard input, the picture on standard output.

Started as `python -I graphviz_process.py svg CPU_SECONDS MEMORY_BYTES OUTPUT_BYTES`. The process limits itself and
Graphviz inherits the limits, because setting them between fork and exec is not safe in a program with threads.
"""

from __future__ import annotations

import resource
import sys
from enum import IntEnum


class Outcome(IntEnum):
    """Exit status of the process."""

    DRAWN = 0
    FAILED = 64
    NOT_INSTALLED = 65
    TOO_LARGE = 66


def draw(picture_format: str, cpu_seconds: int, memory_bytes: int, output_bytes: int) -> Outcome:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import graphviz  # after the limits are set, so that they cover its import

    try:
        picture = graphviz.pipe("dot", picture_format, sys.stdin.buffer.read(), quiet=True)
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
