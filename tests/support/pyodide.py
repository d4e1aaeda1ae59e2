"""Pyodide without a browser: Python programs run in Node, on the project's own folder."""

from __future__ import annotations

import subprocess

from tests.support.server import ROOT


def run_in_pyodide(program: str) -> str:
    """The text of the program's last expression; a program that fails fails the test with Pyodide's own words."""
    done = subprocess.run(
        ["node", "tests/support/pyodide.mjs", str(ROOT)],
        cwd=ROOT,
        input=program,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
