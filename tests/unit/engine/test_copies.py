"""Tests of copies of Values: `copy`, `deepcopy` and `pickle` keep a graph's operations, numbers and shape."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from autograd_playground import Value, nn
from autograd_playground.engine.language.custom import operation, unregister
from autograd_playground.engine.value import _Deep
from tests.support.cases import CASES, Case
from tests.support.value_scope import values_of

Copy = Callable[[Any], Any]


def pickled(thing: object) -> Any:
    return pickle.loads(pickle.dumps(thing))


DEEP = pytest.mark.parametrize("copied", [copy.deepcopy, pickled], ids=["deepcopy", "pickle"])
EVERY = pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled], ids=["copy", "deepcopy", "pickle"])


@EVERY
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_copy_is_drawn_and_differentiated_as_the_original(case: Case, copied: Copy) -> None:
    root = values_of(case)[case.root]
    twin = copied(root)
    assert twin is not root
    assert [value.symbol for value in twin.order()] == [value.symbol for value in root.order()]
    for one in (root, twin):
        for value in one.order():
            for leaf in value.operands:
                leaf.grad = 0.0
        one.backward()
    assert repr([(v.data, v.grad) for v in twin.order()]) == repr([(v.data, v.grad) for v in root.order()])


@EVERY
def test_a_power_keeps_its_exponent(copied: Copy) -> None:
    cube = copied(Value(2.0) ** 3)
    assert (cube.symbol, cube.exponent, len(cube.operands)) == ("**3", 3.0, 1)


@EVERY
def test_a_leaf_keeps_its_label_its_gradient_and_what_was_assigned(copied: Copy) -> None:
    leaf = Value(2.0, label="w")
    leaf.data, leaf.grad = 3, 0.5
    twin = copied(leaf)
    assert (twin.data, twin.grad, twin.label, twin.op) == (3, 0.5, "w", None)


@DEEP
def test_a_chain_of_any_length_is_copied_and_freed(copied: Copy) -> None:
    x = Value(1.0)
    y = x
    for _ in range(50_000):
        y = y + 1.0
    twin = copied(y)
    twin.backward()
    assert (twin.data, x.grad) == (50_001.0, 0.0)
    assert any(type(value) is _Deep for value in twin.order())


@DEEP
def test_a_copy_shares_nothing_with_the_original_and_its_leaves_among_its_roots(copied: Copy) -> None:
    w = Value(3.0)
    squared, doubled, leaf = copied([w * w, w * 2, w])
    squared.backward()
    doubled.backward()
    assert (leaf.grad, w.grad) == (8.0, 0.0)


def test_a_deep_copy_shares_its_results_among_its_roots() -> None:
    w = Value(3.0)
    e = w * w
    twin_of_e, loss = copy.deepcopy((e, e * 2))
    assert loss.a is twin_of_e


def test_a_shallow_copy_has_the_operands_of_the_original() -> None:
    a, b = Value(2.0), Value(3.0)
    assert copy.copy(a * b).operands == (a, b)


@DEEP
def test_a_network_is_copied_with_its_parameters(copied: Copy) -> None:
    network = nn.MLP(2, [3, 1])
    twin = copied(network)
    assert [p.data for p in twin.parameters()] == [p.data for p in network.parameters()]
    twin([1.0, 2.0]).backward()
    assert any(p.grad for p in twin.parameters())
    assert not any(p.grad for p in network.parameters())


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol_of_pickle_will_do(protocol: int) -> None:
    assert pickle.loads(pickle.dumps(Value(2.0) ** 3, protocol)).symbol == "**3"


def test_a_pickled_operation_that_is_not_registered_is_named() -> None:
    op = operation("thrice", lambda a: 3 * a, lambda a, out: 3.0)
    try:
        stored = pickle.dumps(Value(2.0).thrice())
        assert pickle.loads(stored).symbol == "thrice"
    finally:
        unregister(op)
    with pytest.raises(LookupError, match=r"The operation 'thrice' is not registered here; call operation\(...\)"):
        pickle.loads(stored)
