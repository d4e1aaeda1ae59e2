"""Tests of the meanings of the steps: what a value passes on and why, what it remembers, what a mistake loses."""

from __future__ import annotations

import re

import pytest

from autograd_playground.engine.examples import FIRST
from tests.support.cases import TWO_DEPTHS
from tests.support.trace_player import Trace, trace

LECTURE = FIRST.source


def meanings(shown: Trace, kind: str, result: str = "") -> list[str]:
    """The meanings of the steps of `kind`; of those that contributions from `result` make, if it is given."""
    names = [node["name"] for node in shown["nodes"]]
    return [
        step["meaning"]
        for step in shown["steps"]
        if step["kind"] == kind and (not result or names[step["from"]] == result)
    ]


def passed_on(expression: str, x: float = 2.0, y: float = 3.0) -> list[str]:
    shown = trace(f"x = Value({x})\ny = Value({y})\nz = {expression}\nz.backward()\n", level="compact")
    return meanings(shown, "flow", "z")


def test_a_result_says_what_it_is_computed_from_and_what_it_remembers() -> None:
    assert meanings(trace(LECTURE), "operation") == [
        "e is a times b. It remembers a and b for the way back.",
        "d is e plus c. For the way back it needs to remember no number, only where it came from.",
        "L is d times f. It remembers d and f for the way back.",
    ]


def test_the_order_says_why_it_is_needed_at_its_first_and_its_last_step_only() -> None:
    shown = trace(LECTURE)
    order = [step["meaning"] for step in shown["steps"] if step["phase"] == "order"]
    assert "only when all of it has arrived" in order[0]
    assert order[-1].startswith("7 values are sorted so that each comes after those it is computed from.")
    assert set(order[1:-1]) == {""}


@pytest.mark.parametrize(
    ("expression", "sentences"),
    [
        (
            "x + y",
            [f"z passes its gradient on to {v} unchanged: each part moves a sum as much as itself." for v in "xy"],
        ),
        (
            "x - y",
            [
                "z passes its gradient on to x unchanged.",
                "z passes its gradient on to y with the other sign: as y rises, z falls.",
            ],
        ),
        (
            "x * y",
            [
                "z passes its gradient on to x, multiplied by the other factor, y.",
                "z passes its gradient on to y, multiplied by the other factor, x.",
            ],
        ),
        (
            "x / y",
            [
                "z passes its gradient on to x, divided by y.",
                "z passes its gradient on to y, multiplied by −z / y: the slope of z by y.",
            ],
        ),
        ("x**2", ["z passes its gradient on to x, multiplied by 2 × x: the slope of z by x."]),
        ("x**3", ["z passes its gradient on to x, multiplied by 3 × x^2: the slope of z by x."]),
        ("x.tanh()", ["z passes its gradient on to x, multiplied by (1 − z²): the slope of tanh by x."]),
        ("x.relu()", ["z passes its gradient on to x unchanged, since x is positive."]),
        (
            "max(x, y)",
            [
                "z passes nothing on to x: y is the larger one.",
                "z passes its gradient on to y unchanged: y is the larger one.",
            ],
        ),
    ],
)
def test_a_contribution_says_what_is_passed_on_and_why(expression: str, sentences: list[str]) -> None:
    assert passed_on(expression) == sentences


def test_a_gradient_that_ends_says_why() -> None:
    assert passed_on("x.relu()", x=-2.0) == [
        "z passes nothing on to x: x is not positive, and relu is flat there."
    ]  # fmt: skip


def test_a_value_with_two_users_says_that_the_second_contribution_is_added() -> None:
    first, second = meanings(trace("a = Value(3.0)\nb = a * a\nb.backward()\n"), "flow")
    assert "added" not in first
    assert second.endswith("It is added to the 3 that is there.")


def test_in_the_wrong_order_the_step_that_loses_something_says_what() -> None:
    shown = trace(TWO_DEPTHS, mistake="shuffled")
    early = [
        step
        for step in shown["steps"]
        if step["kind"] == "flow" and abs(step["upstream"] - shown["truth"][step["from"]]) > 1e-9
    ]
    assert early
    for step in early:
        given, right = re.findall(r"grad is (\S+) at this time and should be (\S+):", step["meaning"])[0]
        assert float(given.replace("−", "-")) == pytest.approx(step["upstream"], abs=1e-4)
        assert float(right.replace("−", "-")) == pytest.approx(shown["truth"][step["from"]], abs=1e-4)


def test_a_right_pass_says_of_no_step_that_something_is_missing() -> None:
    assert not any("missing" in each or "lost" in each for each in meanings(trace(TWO_DEPTHS), "flow"))


def test_a_differential_of_an_expression_is_in_brackets_and_a_constant_has_none() -> None:
    shown = trace("x = Value(2.0)\ny = (x + 1) * 3\ny.backward()\n")
    by_name = {
        shown["nodes"][step["node"]]["name"]: step["math"] for step in shown["steps"] if step["kind"] == "flow"
    }  # fmt: skip
    assert r"\partial (\texttt{x + 1})" in by_name["x + 1"]
    assert by_name["3"] == by_name["1"] == ""


def test_a_change_that_the_short_digits_hide_is_told_with_all_of_them() -> None:
    shown = trace("x = Value(1.0)\ny = x * 2\ny.backward()\nx.data = x.data + 1e-9\n")
    assert shown["steps"][-1]["text"] == "The program sets x.data: 1.0 becomes 1.000000001."
    added = trace("a = Value(1.0)\nb = a + a * 1e-9\nb.backward()\n")["steps"]
    assert any(step["text"].endswith("now it has 1.000000001.") for step in added)
    still = trace("x = Value(1.0)\ny = x * 2\ny.backward()\nx.data = 1.0\n")
    assert still["steps"][-1]["text"] == "The program sets x.data: 1 becomes 1."
