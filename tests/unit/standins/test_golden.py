"""The stand-ins give, digit by digit and in the same words, what the libraries gave (tests/data/standins.json)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.data.make_moons import read as read_moons
from tests.data.make_standins import read

from .conftest import Run

CASES = read()


@pytest.mark.parametrize("case", CASES, ids=[case["results"][0][0][:40] for case in CASES])
def test_a_program_gives_what_the_library_gives(case: dict[str, Any], run: Run) -> None:
    run(case["program"])
    for expression, expected in case["results"]:
        assert (expression, repr(run("", expression))) == (expression, expected)


def test_the_moons_of_micrograds_demo_are_the_labs(run: Run) -> None:
    run("import numpy as np\nfrom sklearn.datasets import make_moons\nnp.random.seed(1337)")
    run("X, y = make_moons(n_samples=100, noise=0.1)\ny = y*2 - 1")
    assert (run("", "X.tolist()"), run("", "y.tolist()")) == read_moons()
