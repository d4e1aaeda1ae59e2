"""Tests of the elementary functions in Pyodide: the same bits as in CPython."""

from __future__ import annotations

from tests.support.make_elementary_golden import digests
from tests.support.pyodide import RunInPyodide


def test_pyodide_gives_the_golden_bits(run_in_pyodide: RunInPyodide) -> None:
    program = "from tests.support.make_elementary_golden import differences, load; differences(load())"
    assert run_in_pyodide(program) == "[]"


def test_pyodide_gives_the_same_bits_at_thousands_of_points(run_in_pyodide: RunInPyodide) -> None:
    program = "from tests.support.make_elementary_golden import digests; digests(3000, seed=4)"
    assert run_in_pyodide(program) == str(digests(3000, seed=4))
