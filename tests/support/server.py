"""Server process for the tests that need a real socket."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVE = (sys.executable, "server.py", "--port", "0", "--no-browser")


@contextmanager
def running(
    command: Sequence[str] = SERVE, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run the server and yield its origin, which it prints when it is ready; stop it afterwards."""
    with process(command, folder, environment) as (origin, _):
        yield origin


@contextmanager
def process(
    command: Sequence[str] = SERVE, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same, with its process."""
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        line = server.stdout.readline()
        origin = re.search(r"http://[\w.:\[\]]+", line)
        assert origin, f"{' '.join(command)} printed {line!r} where its address should be"
        yield origin.group(), server
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stdout.close()
