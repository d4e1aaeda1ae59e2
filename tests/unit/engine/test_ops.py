"""Tests of the table of operations, with one row here for each row there."""

from __future__ import annotations

import operator

import pytest

from autograd_playground.engine.ops import NAMED, OPS
from autograd_playground.engine.value import Value
from tests.support.operations import POINTS, ROWS

H = 1e-6


def test_every_operation_has_its_row() -> None:
    assert list(ROWS) == list(OPS)
    assert all(len(row.slopes) == OPS[name].arity for name, row in ROWS.items())


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
    result, leaves = ROWS[name].values(point)
    assert result.op is op
    assert result.data == op.forward(*point)
    a, b = (*point, 0.0)[:2]
    for leaf, derivative in zip(leaves, op.derivatives, strict=True):
        assert leaf.grad == derivative(a, b, result.data)


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
