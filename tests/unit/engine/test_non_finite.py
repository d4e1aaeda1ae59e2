"""Tests of non-finite numbers: nothing raises, and a warning points at the first one."""

from __future__ import annotations

import pytest

from autograd_playground.engine.contract.common import LEVELS
from tests.support.trace_player import text_at, trace


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("expression", "x", "message", "text"),
    [
        ("exp(x)", 1000.0, "exp(1000) gives Infinity.", "exp(x)"),
        ("log(x - 1) * 2", 0.0, "log(−1) gives NaN.", "log(x - 1)"),
        ("1 / x", 0.0, "1 / 0 gives Infinity.", "1 / x"),
        ("1 / x", -0.0, "1 / −0 gives −Infinity.", "1 / x"),
        ("x / 0 + 1", 3.0, "3 / 0 gives Infinity.", "x / 0"),
        ("x / x", 0.0, "0 / 0 gives NaN.", "x / x"),
        ("2 - x / 0.0", -3.0, "(−3) / 0 gives −Infinity.", "x / 0.0"),
        ("x * math.inf", 3.0, "3 * Infinity gives Infinity.", "x * math.inf"),
        ("x - math.inf", 3.0, "3 - Infinity gives −Infinity.", "x - math.inf"),
        ("math.nan * x", 3.0, "NaN * 3 gives NaN.", "math.nan * x"),
        ("1 / (1 + exp(-x))", -1000.0, "exp(1000) gives Infinity.", "exp(-x)"),
        ("x ** (1/3) + 1", -8.0, "(−8) ** 0.3333 gives NaN.", "x ** (1/3)"),
        ("x * 1e200 * 1e200", 1.0, "1e200 * 1e200 gives Infinity.", "x * 1e200 * 1e200"),
        ("x + math.inf", 1.0, "1 + Infinity gives Infinity.", "x + math.inf"),
    ],
)
def test_the_first_value_that_is_not_finite_has_a_warning_at_its_characters(
    expression: str, x: float, message: str, text: str, level: str
) -> None:
    shown = trace(f"x = Value({x!r})\ny = {expression}\ny.backward()\n", level=level)
    first = shown["warnings"][0]
    assert first["message"] == f"{message} This is the first value that is not finite."
    assert (first["code"], first["field"], first["origin"]) == ("not-finite", "data", message)
    assert text_at(shown, first) == text
    assert shown["nodes"][first["node"]]["data"] not in (0.0, 1.0)


def test_a_gradient_that_is_not_finite_has_a_warning_of_its_own() -> None:
    shown = trace("a = Value(0.0)\nb = sqrt(a) * 2\nb.backward()\n")
    (warning,) = shown["warnings"]
    assert warning["message"] == (
        "The gradient of a becomes Infinity. sqrt(0) has the local derivative Infinity; "
        "times the upstream gradient 2 that is Infinity. "
        "This is the first gradient that is not finite."
    )
    assert shown["nodes"][warning["node"]]["name"] == "a"
    assert text_at(shown, warning) == "sqrt(a)"


def test_contributions_that_overflow_only_in_their_sum_are_found() -> None:
    shown = trace(
        "a = Value(1.0)\nb = a * 1.5e308\nc = b + b\nd = c * 1e-300\nL = a * 1.5e308 + a * 1.5e308\nL.backward()\n"
    )
    assert [warning["message"] for warning in shown["warnings"]] == [
        "1.5e308 + 1.5e308 gives Infinity. This is the first value that is not finite.",
        "The gradient of a becomes Infinity. With what 1 * 1.5e308 adds to it, 1.5e308, the sum is no finite number. "
        "This is the first gradient that is not finite.",
    ]


def test_an_assigned_number_is_pointed_at_where_it_is_assigned() -> None:
    shown = trace("a = Value(1.0)\na.data = math.nan\nb = a * 2\nb.backward()\n")
    assert shown["warnings"][0]["message"] == "a is NaN. This is the first value that is not finite."
    assert shown["warnings"][0]["span"][0] == 2


def test_the_warning_of_a_value_states_the_operands_at_that_time() -> None:
    """The run goes on and moves w; the warning still states the factors."""
    shown = trace("w = Value(1e200)\nL = w * w\nL.backward()\nw.data = 5.0\n")
    assert shown["warnings"][0]["message"].startswith("1e200 * 1e200 gives Infinity.")


def test_a_value_outside_the_shown_graph_has_no_node() -> None:
    shown = trace("a = Value(1000.0)\nb = exp(a)\nc = Value(1.0)\nd = c * 2\nd.backward()\n")
    (warning,) = shown["warnings"]
    assert warning["node"] is None
    assert text_at(shown, warning) == "exp(a)"


def test_finite_programs_have_no_warnings() -> None:
    assert trace("a = Value(1.0)\nb = tanh(a)\nb.backward()\n")["warnings"] == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("program", "leaf", "origin"),
    [
        ("x = Value(0.0)\ny = 0.0 * x.log()\n", "x", "log(0) has the local derivative Infinity"),
        ("x = Value(3.0)\ny = x / 0\n", "x", "3 / 0 has the local derivative Infinity"),
        ("x = Value(0.0)\ny = 1 / x\n", "x", "1 / 0 has the local derivative −Infinity"),
        ("x = Value(0.0)\ny = (x * x).sqrt() - 1\n", "x", "sqrt(0) has the local derivative Infinity"),
        ("x = Value(-1000.0)\ny = 1 / (1 + (-x).exp())\n", "x", "exp(1000) has the local derivative Infinity"),
        ("x = Value(3.0)\ny = math.inf * x\n", "x", "Infinity * 3 has the local derivative Infinity"),
    ],
)
def test_the_warning_on_gradients_names_the_leaf_and_the_operation(
    program: str, leaf: str, origin: str, level: str
) -> None:
    shown = trace(program + "y.backward()\n", level=level)
    (warning,) = (each for each in shown["warnings"] if each["field"] == "grad")
    assert shown["nodes"][warning["node"]]["name"] == leaf
    assert warning["message"].startswith(f"The gradient of {leaf} becomes ")
    assert warning["origin"].startswith(f"{origin};")
