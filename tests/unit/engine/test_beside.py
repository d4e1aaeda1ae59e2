"""Tests of two runs one above the other: an operation stands where all of its pieces do."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from autograd_playground.engine.service.api import handle

NEURON = """x1 = Value(2.0)
w1 = Value(-3.0)
b = Value(6.8813735870195432)
n = x1*w1 + b
o = tanh(n)
o.backward()
"""


def beside(source: str, **params: object) -> dict[str, Any]:
    reply = handle({"method": "beside", "params": {"source": source, **params}})
    assert "error" not in reply, reply
    return reply


def steps_between(reply: dict[str, Any], side: str) -> list[list[dict[str, Any]]]:
    ends = [stop[0 if side == "left" else 1] for stop in reply["stops"]]
    return [reply[side]["steps"][start:end] for start, end in zip([0, *ends], ends, strict=False)]


def test_the_step_of_tanh_is_at_the_place_of_the_steps_of_its_pieces() -> None:
    reply = beside(NEURON)
    pairs = zip(steps_between(reply, "left"), steps_between(reply, "right"), strict=True)
    [(left, right)] = [(left, right) for left, right in pairs if left[0]["text"].startswith("o = tanh(n)")]
    ops = [reply["right"]["nodes"][step["node"]]["op"] for step in right]
    assert len(left) == 1
    assert ops == ["*", "exp", "+", "+", "**-1", "*"]
    assert reply["left"]["nodes"][left[0]["node"]]["data"] == pytest.approx(
        reply["right"]["nodes"][right[-1]["node"]]["data"]
    )


def test_its_contribution_is_at_the_place_of_those_of_its_pieces() -> None:
    reply = beside(NEURON)
    pairs = zip(steps_between(reply, "left"), steps_between(reply, "right"), strict=True)
    [(left, right)] = [(left, right) for left, right in pairs if left[0]["text"].startswith("n gets")]
    assert len(left) == 1
    assert len(right) > 5
    [arrived] = [step for step in right if step["text"].startswith("n gets")]
    assert arrived["set"][0][3] == pytest.approx(left[0]["set"][0][3])


@pytest.mark.parametrize(
    "source",
    [NEURON, "x = Value(0.0)\ny = tanh(x) * tanh(x*2) - sigmoid(x)/3\ny.backward()", "n = MLP(2, [2, 1])\nn([1, 2])"],
)
def test_the_stops_rise_on_both_sides_and_end_together(source: str) -> None:
    reply = beside(source)
    stops = reply["stops"]
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(stops))
    assert tuple(stops[-1]) == (len(reply["left"]["steps"]), len(reply["right"]["steps"]))


def test_the_same_leaves_have_the_same_gradients() -> None:
    leaves = beside(NEURON)["leaves"]
    assert [leaf["name"] for leaf in leaves] == ["x1", "w1", "b"]
    assert all(leaf["agrees"] for leaf in leaves)


def test_it_says_which_operations_are_in_pieces() -> None:
    assert beside(NEURON)["text"].startswith("tanh is one operation above, and its pieces are below")
    assert beside("y = sigmoid(1) + tanh(1)")["text"].startswith("sigmoid and tanh are one operation each above")


def test_a_program_without_such_an_operation_says_so() -> None:
    assert beside("a = 2\nb = a*3")["text"].startswith("No operation of this program has pieces")


def test_at_the_level_of_pieces_the_left_is_whole_all_the_same() -> None:
    assert beside(NEURON, level="atoms")["left"]["level"] == "lecture"


def test_a_program_without_a_value_has_nothing_to_compare() -> None:
    reply = handle({"method": "beside", "params": {"source": "print(2)"}})
    assert reply["error"]["message"].startswith("There is nothing to compare yet")
