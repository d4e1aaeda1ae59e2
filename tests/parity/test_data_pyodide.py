"""Tests of the lab's data sets in Pyodide: the same numbers as in CPython."""

from __future__ import annotations

import json

from autograd_playground.engine.lab.data import GENERATED, rows_of
from autograd_playground.engine.lab.settings import Data
from tests.support.pyodide import RunInPyodide

WANTED = [Data(kind, count, noise, seed) for kind in GENERATED for count, noise, seed in ((100, 0.1, 1), (31, 0.0, 7))]


def test_the_browsers_python_makes_the_same_numbers(run_in_pyodide: RunInPyodide) -> None:
    program = (
        "import json\nfrom autograd_playground.engine.lab.data import rows_of\n"
        "from autograd_playground.engine.lab.settings import Data\n"
        f"json.dumps([rows_of(Data(*given)) for given in {[(d.kind, d.count, d.noise, d.seed) for d in WANTED]!r}])"
    )
    theirs = json.loads(run_in_pyodide(program))
    assert theirs == [[list(row) for row in rows_of(data)] for data in WANTED]
