"""Tests of the gradient checker: central differences agree with backward(), and wrong gradients are found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from autograd_playground.engine import ops
from autograd_playground.engine.gradcheck import CURVE_STEPS, check, error_curve
from autograd_playground.engine.service import api
from autograd_playground.engine.value import Value
from tests.support.cases import FACTS, OPERATIONS, Case
from tests.support.random_expressions import EXPRESSIONS, LEAVES, Expression
from tests.support.value_scope import values_of


@given(EXPRESSIONS)
def test_random_expressions_agree_with_central_differences(expression: Expression) -> None:
    values = expression.values()
    wrong = [result for result in check(values["L"], [values[name] for name in LEAVES]) if not result.agrees]
    assert wrong == []


@pytest.mark.parametrize("case", FACTS + OPERATIONS, ids=lambda case: case.name)
def test_the_table_agrees_with_central_differences(case: Case) -> None:
    values = values_of(case)
    assert [result for result in check(values[case.root]) if not result.agrees] == []


def _with_derivative(name: str, slope: Callable[[float], float]) -> Value:
    """x.name() at 0.7 after a backward pass with `slope` as its derivative."""
    row = ops.OPS[name]
    planted = ops.Op(name, row.text, row.latex, ops.LocalDerivative("slope(a)", ""), scope={"slope": slope})
    x = Value(0.7)
    out = getattr(x, name)()
    out.op = planted
    out.backward()
    return out  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("tanh", lambda a: 1.0 - a * a),
        ("exp", lambda a: a),
        ("sin", lambda a: -0.7648421872844885),
        ("sqrt", lambda a: 0.0),
        ("log", lambda a: 1.0 / a + 1e-3),
        ("sigmoid", lambda a: float("nan")),
    ],
)
def test_a_planted_wrong_derivative_is_found(name: str, slope: Callable[[float], float]) -> None:
    (result,) = check(_with_derivative(name, slope))
    assert not result.agrees
    assert not result.difference <= 1e-4


def test_a_wrong_derivative_of_a_small_gradient_is_found_too() -> None:
    x = Value(1.0)
    out = x * 1e-5
    out.backward()
    x.grad *= 2
    assert [result.agrees for result in check(out, [x])] == [False]


def test_a_gradient_that_was_never_added_up_is_found() -> None:
    a = Value(3.0)
    b = a + a
    b.grad = 1.0
    a.grad = b.grad  # the `=` that should be `+=`
    assert [result.agrees for result in check(b, [a])] == [False]


def test_the_graph_is_left_as_it_was() -> None:
    values: dict[str, Any] = values_of(FACTS[0])
    before = [(value.data, value.grad) for value in values["g"].order()]
    check(values["g"])
    error_curve(values["g"], [values["a"], values["b"]])
    assert [(value.data, value.grad) for value in values["g"].order()] == before


def test_the_error_is_smallest_near_the_cube_root_of_the_rounding_error() -> None:
    x = Value(1.0)
    out = x.exp()
    out.backward()
    points = error_curve(out, [x])
    assert [h for h, _ in points] == list(CURVE_STEPS)
    best = min(points, key=lambda point: point[1])
    assert 1e-8 < best[0] < 1e-4


def test_a_root_that_is_a_leaf_has_slope_one() -> None:
    a = Value(2.0)
    a.backward()
    assert [(result.leaf, result.grad, result.agrees) for result in check(a)] == [(a, 1.0, True)]


def test_a_gradient_left_over_from_an_earlier_pass_is_no_part_of_the_derivative() -> None:
    params = {"source": "w = Value(2.0)\nfor i in range(3):\n    L = w**2\n    L.backward()\n"}
    (leaf,) = api.handle({"method": "check", "params": params})["leaves"]
    assert (leaf["grad"], leaf["agrees"]) == (4.0, True)
    axis = {"leaf": 0, "from": 0.0, "to": 4.0, "count": 3}
    assert api.handle({"method": "plot", "params": {**params, "x": axis}})["slope"] == 4.0
