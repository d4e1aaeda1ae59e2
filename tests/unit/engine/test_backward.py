"""Tests of backward(): leaves accumulate, results start at zero, and no graph is too deep."""

from __future__ import annotations

import gc
import sys
from typing import Any

import pytest

from autograd_playground.engine.value import Value
from tests.support.cases import ONE_PASS, Case
from tests.support.value_scope import values_of

MILLION = 1_000_000


@pytest.mark.parametrize("case", ONE_PASS, ids=lambda case: case.name)
def test_a_second_call_doubles_the_leaves_exactly(case: Case) -> None:
    names = values_of(case)
    once = {leaf: names[leaf].grad for leaf in case.grads}
    root = names[case.root]
    before = [value.grad for value in root.order()]
    root.backward()
    for leaf, grad in once.items():
        assert names[leaf].grad == 2 * grad or names[leaf].grad != names[leaf].grad
    assert repr([value.grad for value in root.order()]) == repr(before)


def test_gradients_of_two_roots_add_up_in_the_leaves() -> None:
    a = Value(2.0)
    b = a * 3
    (b + a).backward()
    assert (a.grad, b.grad) == (4.0, 1.0)
    (b * b).backward()
    assert (a.grad, b.grad) == (4.0 + 36.0, 12.0)


def test_a_value_used_at_two_depths_passes_on_only_when_all_has_arrived() -> None:
    a = Value(2.0)
    b = a * 3
    c = b * b
    d = c * c
    y = d + b
    y.backward()
    assert [value.grad for value in (a, b, c, d, y)] == [2595.0, 865.0, 72.0, 1.0, 1.0]


def test_zeroed_leaves_start_again() -> None:
    a = Value(2.0)
    out = a**3
    out.backward()
    a.grad = 0.0
    out.backward()
    assert a.grad == 12.0


def test_a_leaf_has_gradient_one_and_accumulates_too() -> None:
    a = Value(2.0)
    a.backward()
    a.backward()
    assert a.grad == 2.0


def test_a_graph_extended_after_backward_goes_on() -> None:
    x = Value(1.0)
    y = x
    for _ in range(3):
        for _ in range(1000):
            y = y + x
        x.grad = 0.0
        y.backward()
    assert (y.data, x.grad) == (3001.0, 3001.0)


def test_data_that_changes_before_backward_is_what_backward_reads() -> None:
    a, b = Value(2.0), Value(3.0)
    c = a * b
    a.data = 10.0
    c.backward()
    assert (c.data, a.grad, b.grad) == (6.0, 3.0, 10.0)


def test_a_tower_of_sixty_doublings_is_sixty_values() -> None:
    x = Value(1.0)
    y = x
    for _ in range(60):
        y = y + y
    y.backward()
    assert (y.data, x.grad, len(y.order())) == (2.0**60, 2.0**60, 60)


def test_the_order_is_the_lectures_depth_first_search() -> None:
    a, b = Value(2.0), Value(3.0)
    c = a * b
    d = c + a
    e = d * c
    assert e.order() == [c, d, e]
    f = (a + b) * (a - b)
    assert [value.symbol for value in f.order()] == ["+", "-", "*"]


def chain(length: int) -> tuple[Value, Value]:
    x = Value(1.0)
    y = x
    for _ in range(length):
        y = y + x
    return x, y


def test_a_million_additions_are_built_run_backward_and_freed() -> None:
    """Runs with a stack of a thousand frames: neither backward() nor the release of the graph recurses."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    gc.disable()  # only reference counting frees, at the moment the last reference is dropped
    try:
        x, y = chain(MILLION)
        y.backward()
        assert (y.data, x.grad) == (MILLION + 1, MILLION + 1)
        count = sys.getrefcount(x)
        del y
        assert sys.getrefcount(x) == count - MILLION - 1
    finally:
        gc.enable()
        sys.setrecursionlimit(limit)


def test_a_graph_is_freed_the_moment_it_is_dropped() -> None:
    gc.disable()
    try:
        x = Value(1.0)
        count = sys.getrefcount(x)
        y = (x * 2 + x).tanh() ** 2 + x.exp()
        y.backward()
        assert sys.getrefcount(x) > count
        del y
        assert sys.getrefcount(x) == count
    finally:
        gc.enable()


def test_a_wide_and_deep_lattice_is_freed_too() -> None:
    x = Value(1.0)
    count = sys.getrefcount(x)
    a, b = x, x
    for _ in range(20_000):
        a, b = a * 0.5 + b * 0.5, b - a * 1e-9
    (a + b).backward()
    del a, b
    assert sys.getrefcount(x) == count


@pytest.mark.parametrize("data", [3, True, "1.5", 2.0])
def test_data_is_always_a_float(data: Any) -> None:
    assert type(Value(data).data) is float


def test_a_value_prints_its_data_and_gradient() -> None:
    assert repr(Value(2)) == "Value(data=2.0, grad=0.0)"
