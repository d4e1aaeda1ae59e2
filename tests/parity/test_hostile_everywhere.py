"""Tests of hostile input in other processes: the same replies on a small stack, in any Python, in Pyodide."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.support.pyodide import RunInPyodide
from tests.support.pythons import pythons
from tests.support.replies import all_replies
from tests.support.server import ROOT


@pytest.fixture(scope="module")
def replies_here() -> list[list[object]]:
    replies: list[list[object]] = json.loads(json.dumps(all_replies()))
    return replies


def assert_same(theirs: str, ours: list[list[object]]) -> None:
    for their_reply, our_reply in zip(json.loads(theirs), ours, strict=True):
        assert their_reply == our_reply


def test_a_small_stack_is_enough(replies_here: list[list[object]]) -> None:
    """In a process of its own: a parser that recursed too deeply would end the process of the tests."""
    assert_same(replies_of(sys.executable), replies_here)


@pytest.mark.parametrize("executable", pythons().values(), ids=pythons().keys())
def test_every_python_of_this_machine_gives_the_same_replies(executable: str, replies_here: list[list[object]]) -> None:
    assert_same(replies_of(executable), replies_here)


def test_pyodide_gives_the_same_replies(replies_here: list[list[object]], run_in_pyodide: RunInPyodide) -> None:
    program = "import json\nfrom tests.support.replies import all_replies\njson.dumps(all_replies())"
    assert_same(run_in_pyodide(program), replies_here)


def replies_of(executable: str) -> str:
    command = [executable, "-W", "error", "-m", "tests.support.replies"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "build/links")}  # the package is not installed there
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
