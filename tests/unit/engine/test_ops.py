"""Tests of the table of operations, with one row here for each row there."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from operator import methodcaller
from types import SimpleNamespace
from typing import Any

import pytest

from autograd_playground.engine import elementary
from autograd_playground.engine.ops import NAMED, OPS
from autograd_playground.engine.value import Value

# name -> points, and the expression with Values
TABLE: dict[str, tuple[list[tuple[float, ...]], Callable[..., Value]]] = {
    "+": ([(1.5, -0.25), (0.1, 0.2)], operator.add),
    "-": ([(1.5, -0.25), (0.1, 0.3)], operator.sub),
    "*": ([(1.5, -0.25), (0.1, 3.0)], operator.mul),
    "/": ([(1.5, -0.25), (1.0, 3.0)], operator.truediv),
    "neg": ([(1.5,), (-0.3,)], operator.neg),
    "**": ([(1.5, -0.25), (0.3, 3.0), (2.0, 0.5)], operator.pow),
    "**number": ([(1.5, -0.25), (-0.3, 3.0), (-2.0, 2.0), (0.4, -1.0), (0.4, 0.5), (0.4, 0.0)], lambda a, b: a**b.data),
    "exp": ([(1.5,), (-3.0,), (0.0,)], methodcaller("exp")),
    "log": ([(1.5,), (0.01,)], methodcaller("log")),
    "tanh": ([(1.5,), (-0.3,), (0.0,)], methodcaller("tanh")),
    "relu": ([(1.5,), (-0.3,)], methodcaller("relu")),
    "sigmoid": ([(1.5,), (-0.3,), (0.0,)], methodcaller("sigmoid")),
    "sin": ([(1.5,), (-9.0,)], methodcaller("sin")),
    "cos": ([(1.5,), (-9.0,)], methodcaller("cos")),
    "sqrt": ([(1.5,), (0.01,)], methodcaller("sqrt")),
    "abs": ([(1.5,), (-0.3,)], operator.abs),
    "max": ([(1.5, -0.25), (0.1, 0.2)], lambda a, b: a.max(b)),
    "min": ([(1.5, -0.25), (0.1, 0.2)], lambda a, b: a.min(b)),
    "softplus": ([(1.5,), (-3.0,), (40.0,)], methodcaller("softplus")),
}
POINTS = [(name, point) for name, (points, _) in TABLE.items() for point in points]
H = 1e-6


def test_every_operation_has_its_row() -> None:
    assert list(TABLE) == list(OPS)


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_the_derivatives_are_the_central_differences(name: str, point: tuple[float, ...]) -> None:
    op = OPS[name]
    a, b = (*point, 0.0)[:2]
    out = op.forward(*point)
    for k, derivative in enumerate(op.derivatives):
        up, down = list(point), list(point)
        up[k] += H
        down[k] -= H
        numeric = (op.forward(*up) - op.forward(*down)) / (up[k] - down[k])
        assert derivative(a, b, out) == pytest.approx(numeric, rel=1e-7, abs=1e-8)


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_values_compute_what_the_row_says_to_the_bit(name: str, point: tuple[float, ...]) -> None:
    op = OPS[name]
    leaves = [Value(x) for x in point]
    result = TABLE[name][1](*leaves)
    assert result.op is op
    assert result.data == op.forward(*point)
    result.backward()
    a, b = (*point, 0.0)[:2]
    for leaf, derivative in zip(leaves, op.derivatives, strict=False):
        assert leaf.grad == derivative(a, b, result.data)


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_the_rule_is_the_backward_line_and_runs(name: str, point: tuple[float, ...]) -> None:
    """The line that the page shows, run as Python, gives the local derivative."""
    op = OPS[name]
    out = SimpleNamespace(data=op.forward(*point))
    scope: dict[str, Any] = {
        "self": SimpleNamespace(data=point[0]),
        "other": point[-1] if name == "**number" else SimpleNamespace(data=point[-1]),
        "out": out,
        "math": math,
        "sigmoid": elementary.sigmoid,
        "sign": lambda x: (x > 0) - (x < 0),
    }
    for slope, derivative in zip(op.local_derivatives, op.derivatives, strict=True):
        expected = derivative(*(*point, 0.0)[:2], out.data)
        assert float(eval(slope.python, scope)) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("name", ["max", "min"])
def test_the_rule_is_true_at_a_tie_too(name: str) -> None:
    both = {"self": SimpleNamespace(data=1.5), "other": SimpleNamespace(data=1.5)}
    assert [eval(slope.python, dict(both)) for slope in OPS[name].local_derivatives] == [0.5, 0.5]


@pytest.mark.parametrize(("name", "sign"), [("+", "+"), ("-", "-"), ("*", "*"), ("/", "/"), ("**", "**")])
def test_a_plain_number_on_either_side_is_a_value_without_a_name(name: str, sign: str) -> None:
    left, right = 3.0, 0.7
    operate = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow}[sign]
    assert operate(left, Value(right)).data == OPS[name].forward(left, right)
    assert operate(Value(left), right).data == OPS[name].forward(left, right)
    assert operate(Value(left), int(right)).data == OPS[name].forward(left, 0.0)


def test_named_operations_are_methods_and_the_others_operators() -> None:
    assert set(OPS) - set(NAMED) == {"+", "-", "*", "/", "**", "**number", "neg"}
    assert all(callable(getattr(Value, name)) for name in NAMED)


def test_symbols_are_what_is_drawn() -> None:
    a, b = Value(2.0), Value(3.0)
    drawn = [a + b, a - b, a * b, a / b, -a, a**b, a**3, a**-1, a**0.5, a.tanh(), abs(a), a.max(b)]
    assert [v.symbol for v in drawn] == ["+", "-", "*", "/", "-", "**", "**3", "**-1", "**0.5", "tanh", "abs", "max"]
    assert (a.symbol, a.operands, (a + a).operands, (a**3).operands) == ("", (), (a, a), (a,))
    assert ((a**3).exponent, (a**b).exponent) == (3.0, None)
