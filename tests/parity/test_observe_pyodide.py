"""Verdicts on the corpus in Pyodide, whose Python is newer: the same as in CPython."""

from __future__ import annotations

import json

import pytest

from tests.support.pyodide import RunInPyodide
from tests.unit.observe.faults import CELL, FAULTS, Wrong, right_class, right_names
from tests.unit.observe.judged import summaries

PROGRAM = """
import json
from tests.unit.observe.judged import summaries
json.dumps(summaries({text!r}))
"""


@pytest.mark.parametrize("name", right_names())
def test_a_right_class_is_judged_alike_in_the_browsers_python(run_in_pyodide: RunInPyodide, name: str) -> None:
    _assert_same(run_in_pyodide, CELL.join(right_class(name)))


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda wrong: wrong.name)
def test_a_wrong_class_is_judged_alike_in_the_browsers_python(run_in_pyodide: RunInPyodide, wrong: Wrong) -> None:
    _assert_same(run_in_pyodide, wrong.text)


def _assert_same(run_in_pyodide: RunInPyodide, text: str) -> None:
    assert json.loads(run_in_pyodide(PROGRAM.format(text=text))) == json.loads(json.dumps(summaries(text)))
