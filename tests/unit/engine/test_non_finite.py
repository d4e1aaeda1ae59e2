"""Tests of non-finite numbers: nothing raises, and a warning points at the first one."""

from __future__ import annotations

import pytest

from tests.support.trace_player import text_at, trace


@pytest.mark.parametrize(
    ("expression", "x", "message", "text"),
    [
        ("exp(x)", 1000.0, "exp(1000) gives Infinity.", "exp(x)"),
        ("log(x - 1) * 2", 0.0, "log(−1) gives NaN.", "log(x - 1)"),
        ("1 / x", 0.0, "0 ** −1 gives Infinity.", "1 / x"),
        ("x ** (1/3) + 1", -8.0, "(−8) ** 0.3333 gives NaN.", "x ** (1/3)"),
        ("x * 1e200 * 1e200", 1.0, "1e200 * 1e200 gives Infinity.", "x * 1e200 * 1e200"),
        ("x + math.inf", 1.0, "A number is Infinity.", "x + math.inf"),
    ],
)
def test_the_first_value_that_is_not_finite_has_a_warning_at_its_characters(
    expression: str, x: float, message: str, text: str
) -> None:
    shown = trace(f"x = Value({x!r})\ny = {expression}\ny.backward()\n")
    first = shown["warnings"][0]
    assert first["message"] == f"{message} This is the first value that is not finite."
    assert first["code"] == "not-finite"
    assert text_at(shown, first) == text
    assert shown["nodes"][first["node"]]["data"] not in (0.0, 1.0)


def test_a_gradient_that_is_not_finite_has_a_warning_of_its_own() -> None:
    shown = trace("a = Value(0.0)\nb = sqrt(a) * 2\nb.backward()\n")
    (warning,) = shown["warnings"]
    assert warning["message"] == (
        "The gradient of a becomes Infinity: the local derivative is Infinity, the upstream gradient 2. "
        "This is the first gradient that is not finite."
    )
    assert shown["nodes"][warning["node"]]["name"] == "a"
    assert text_at(shown, warning) == "sqrt(a)"


def test_contributions_that_overflow_only_in_their_sum_are_found() -> None:
    shown = trace(
        "a = Value(1.0)\nb = a * 1.5e308\nc = b + b\nd = c * 1e-300\nL = a * 1.5e308 + a * 1.5e308\nL.backward()\n"
    )
    assert [warning["message"].split(":")[0] for warning in shown["warnings"]] == [
        "1.5e308 + 1.5e308 gives Infinity. This is the first value that is not finite.",
        "The gradient of a becomes Infinity",
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
