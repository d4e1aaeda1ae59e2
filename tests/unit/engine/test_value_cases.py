"""Tests of the table of cases on `Value` directly, as a Python program uses it."""

from __future__ import annotations

import pytest

from tests.support.cases import CASES, FACTS, Case, close
from tests.support.value_scope import values_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_value_and_gradients_are_those_of_the_table(case: Case) -> None:
    names = values_of(case)
    assert close(names[case.root].data, case.data), names[case.root]
    for leaf, grad in case.grads.items():
        assert close(names[leaf].grad, grad), (leaf, names[leaf])


def test_readme_prints_the_digits_that_micrograd_prints() -> None:
    names = values_of(FACTS[0])
    printed = [f"{names['g'].data:.4f}", f"{names['a'].grad:.4f}", f"{names['b'].grad:.4f}"]
    assert printed == ["24.7041", "138.8338", "645.5773"]


def test_every_gradient_of_the_lectures_graph() -> None:
    names = values_of(FACTS[1])
    grads = {name: names[name].grad for name in "Ldfceab"}
    assert grads == {"L": 1.0, "d": -2.0, "f": 4.0, "c": -2.0, "e": -2.0, "a": 6.0, "b": -4.0}


def test_a_step_along_the_gradient_raises_the_lectures_root() -> None:
    names = values_of(FACTS[1])
    a, b, c, f = (names[name] for name in "abcf")
    for leaf in (a, b, c, f):
        leaf.data += 0.01 * leaf.grad
    assert f"{((a * b + c) * f).data:.6f}" == "-7.286496"
