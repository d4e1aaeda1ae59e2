"""Tests of backward(create_graph=True): gradients that are Values, and their own gradients."""

from __future__ import annotations

import copy
import gc
import pickle
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given

from autograd_playground import Value
from autograd_playground.engine import gradcheck, gradient_graph
from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language.custom import operation, unregister
from autograd_playground.engine.ops import BUILT_IN, OPS
from tests.support.cases import close
from tests.support.operations import POINTS, ROWS
from tests.support.random_expressions import EXPRESSIONS, LEAVES, Expression
from tests.support.value_scope import SCOPE


def derivatives(expression: str, at: float, count: int) -> list[float]:
    """The first `count` derivatives by x. `eval` is safe: the expressions are those of this file."""
    x = Value(at)
    root = eval(expression, {**SCOPE, "x": x})
    found = []
    for _ in range(count):
        root.backward(create_graph=True)
        root = x.grad if isinstance(x.grad, Value) else Value(x.grad)
        found.append(root.data)
        x.grad = 0.0
    return found


@pytest.mark.parametrize(
    ("expression", "at", "expected"),
    [
        ("x**4", 2.0, [32.0, 48.0, 48.0, 24.0, 0.0]),
        ("x**4", 0.0, [0.0, 0.0, 0.0, 24.0, 0.0]),
        ("x**0.5", 4.0, [0.25, -0.03125, 0.01171875]),
        ("x*x*x*x", 2.0, [32.0, 48.0, 48.0, 24.0]),
        ("exp(-x)", 0.0, [-1.0, 1.0, -1.0]),
        ("sin(x)", 0.0, [1.0, 0.0, -1.0]),
        ("1 / (1 - x)", 0.0, [1.0, 2.0, 6.0, 24.0]),
        ("-x", 2.0, [-1.0, 0.0]),
        ("x", 2.0, [1.0, 0.0]),
        ("x + 3", 2.0, [1.0, 0.0]),
        ("2 - 3*x", 2.0, [-3.0, 0.0]),
    ],
)
def test_derivatives_of_higher_order(expression: str, at: float, expected: list[float]) -> None:
    assert derivatives(expression, at, len(expected)) == pytest.approx(expected, rel=1e-15, abs=1e-15)


@pytest.mark.parametrize("at", [-1.5, 0.0, 1.5])
@pytest.mark.parametrize("expression", ["relu(x)", "abs(x)", "max(x, 0)", "min(x, 0)", "max(x, x)", "x**1", "x**0"])
def test_what_is_straight_beside_a_kink_has_the_second_derivative_0(expression: str, at: float) -> None:
    assert derivatives(expression, at, 2)[1] == 0.0


@pytest.mark.parametrize(("name", "point"), POINTS, ids=[f"{name} at {point}" for name, point in POINTS])
def test_an_operations_gradients_are_those_of_numbers_and_their_slopes_are_measured(
    name: str, point: tuple[float, ...]
) -> None:
    root, leaves = ROWS[name].values(point)
    assert_slopes_of_gradients_are_measured(root, leaves)


@given(EXPRESSIONS)
def test_random_gradients_are_those_of_numbers_and_their_slopes_are_measured(expression: Expression) -> None:
    values = expression.values()
    assert_slopes_of_gradients_are_measured(values["L"], [values[name] for name in LEAVES])


def assert_slopes_of_gradients_are_measured(root: Value, leaves: Sequence[Value]) -> None:
    """After root.backward(): the gradients are the same as Values, and those of their graphs agree with differences."""
    numbers = [leaf.grad for leaf in leaves]
    start_again(leaves)
    root.backward(create_graph=True)
    slopes = [leaf.grad for leaf in leaves]
    for slope, number in zip(slopes, numbers, strict=True):
        assert (slope.data if isinstance(slope, Value) else slope) == number
    for slope in slopes:
        if isinstance(slope, Value):
            start_again(leaves)
            slope.backward()
            checks = gradcheck.check(slope, [leaf for leaf in leaves if isinstance(leaf.grad, float)])
            assert not [each for each in checks if each.verdict == "differs"]


def start_again(leaves: Sequence[Value]) -> None:
    for leaf in leaves:
        leaf.grad = 0.0


def test_gradients_accumulate_as_numbers_do() -> None:
    x = Value(2.0)
    y = x**4
    y.backward()
    y.backward(create_graph=True)
    assert x.grad.data == 64.0
    slope = x.grad
    slope.backward(create_graph=True)
    assert (slope.data, x.grad.data) == (64.0, 64.0 + 48.0)
    x.grad.backward()
    assert x.grad == 112.0 + 48.0 + 48.0


def test_a_plain_backward_makes_a_number_of_the_gradient_and_leaves_its_graph_alone() -> None:
    x = Value(2.0)
    y = x**4
    y.backward(create_graph=True)
    slope = x.grad
    y.backward()
    assert (x.grad, slope.data) == (64.0, 32.0)
    x.backward(create_graph=True)
    x.backward()
    assert x.grad == 66.0


def test_every_value_has_its_gradient_as_a_value() -> None:
    a, b = Value(2.0), Value(-3.0)
    c = a * b
    d = c.tanh()
    d.backward(create_graph=True)
    assert d.grad.data == 1.0
    assert c.grad.data == 1.0 - d.data * d.data
    assert (a.grad.data, b.grad.data) == (c.grad.data * -3.0, c.grad.data * 2.0)


def test_the_graph_of_a_choice_holds_the_side_that_is_taken() -> None:
    """The other side of x**y at 0 would be 0 times infinity."""
    x, y = Value(0.0), Value(2.0)
    (x**y).backward(create_graph=True)
    assert (x.grad.data, y.grad.data) == (0.0, 0.0)
    slope = x.grad
    x.grad = y.grad = 0.0
    slope.backward()
    assert (x.grad, y.grad) == (2.0, 0.0)


def test_it_prints_the_number_of_a_gradient() -> None:
    x = Value(2.0)
    (x**4).backward(create_graph=True)
    assert repr(x) == "Value(data=2.0, grad=32.0)"


def test_the_graph_is_always_kept() -> None:
    x = Value(2.0)
    y = x**4
    y.backward(retain_graph=True)
    y.backward(retain_graph=False)
    y.backward()
    assert x.grad == 96.0


def test_the_gradient_is_no_argument() -> None:
    backward: Any = Value(2.0).backward
    with pytest.raises(TypeError):
        backward(1.0)


def test_a_registered_operation_has_no_second_derivative_and_nothing_is_changed() -> None:
    op = operation("cube", lambda a: a**3, lambda a, out: 3 * a * a)
    try:
        x = Value(2.0)
        y = x.cube() * 2
        y.backward()
        with pytest.raises(PlaygroundError, match="cube has no second derivative here: its derivative is a function"):
            y.backward(create_graph=True)
        assert (x.grad, y.grad) == (24.0, 1.0)
    finally:
        unregister(op)


def test_no_graph_of_gradients_is_too_deep() -> None:
    x = Value(0.5)
    y = x
    for _ in range(50_000):
        y = y * 1.0001
    y.backward(create_graph=True)
    slope = x.grad
    x.grad = 0.0
    slope.backward()
    assert close(slope.data, y.data / 0.5, relative=1e-9)
    y.backward(create_graph=True)
    del x, y, slope
    assert gc.collect() > 50_000  # a gradient and its value refer to each other


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_a_copy_has_the_number_of_a_gradient(copied: Any) -> None:
    x = Value(2.0)
    y = x**4 + x
    y.backward(create_graph=True)
    (power, leaf) = copied(y).operands
    assert (power.grad, leaf.grad) == (1.0, 33.0)
    assert copied(x).grad == 33.0
    slope = copied(x.grad)
    slope.backward()
    assert slope.data == 33.0


def test_exactly_the_operations_with_a_kink_choose_their_slope_by_a_side() -> None:
    assert {name for name in BUILT_IN if gradient_graph.chooses(OPS[name])} == {"relu", "abs", "max", "min"}
