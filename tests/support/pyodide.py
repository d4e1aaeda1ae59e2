"""Pyodide fixture without a browser: Python programs run in Node on the project's folder, in one shared Pyodide."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.support.server import ROOT

RunInPyodide = Callable[[str], str]
TIMEOUT = 120.0


@pytest.fixture(scope="session")
def run_in_pyodide() -> Iterator[RunInPyodide]:
    """Run a program; returns the text of its last expression. An error fails the test with Pyodide's message."""
    with subprocess.Popen(
        ["node", "tests/support/pyodide.mjs", str(ROOT)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        requests, replies = process.stdin, process.stdout

        def run(program: str) -> str:
            limit = threading.Timer(TIMEOUT, process.kill)
            limit.start()
            requests.write(json.dumps(program) + "\n")
            requests.flush()
            line = replies.readline()
            limit.cancel()
            assert line, f"Pyodide ended, or did not answer within {TIMEOUT:.0f} seconds"
            reply: dict[str, str] = json.loads(line)
            assert "error" not in reply, reply["error"]
            return reply["value"]

        yield run
        requests.close()
