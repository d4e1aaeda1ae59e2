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
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        origin = re.search(r"http://[\w.:\[\]]+", line)
        assert origin, f"{' '.join(command)} printed {line!r} where its address should be"
        yield origin.group()
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()
