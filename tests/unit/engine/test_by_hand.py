"""Tests of backpropagation by hand: what the program sets stands, and is compared with what backward() gives."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.contract.common import LEVELS
from autograd_playground.engine.service import api
from tests.support.trace_player import Player, end_of_backward, trace

LECTURE = """\
a = Value(2.0)
b = Value(-3.0)
c = Value(10.0)
e = a*b
d = e + c
f = Value(-2.0)
L = d*f
"""
RIGHT = {"L": 1.0, "d": -2.0, "f": 4.0, "c": -2.0, "e": -2.0, "a": 6.0, "b": -4.0}
NEURON = """\
x1 = Value(2.0)
x2 = Value(0.0)
w1 = Value(-3.0)
w2 = Value(1.0)
b = Value(6.8813735870195432)
x1w1 = x1*w1
x2w2 = x2*w2
s = x1w1 + x2w2
n = s + b
o = n.tanh()
"""
IN_ORDER = "o.grad = 1.0\n" + "".join(f"{name}._backward()\n" for name in ("o", "n", "b", "s", "x1w1", "x2w2"))
TOPOLOGICAL_ORDER = """\
topo = []
visited = set()
def build_topo(v):
    if v not in visited:
        visited.add(v)
        for child in v._prev:
            build_topo(child)
        topo.append(v)
build_topo(o)
o.grad = 1.0
for node in reversed(topo):
    node._backward()
"""
TWO_DEPTHS = "a = Value(3.0)\nb = a*3\nc = b*b\nd = c*c\ny = d + b\n"


def by_hand(grads: dict[str, float], source: str = LECTURE) -> str:
    return source + "".join(f"{name}.grad = {grad}\n" for name, grad in grads.items())


def grads(shown: dict[str, Any]) -> dict[str, float]:
    return {node["name"]: node["grad"] for node in shown["nodes"] if node["kind"] != "constant"}


def agreements(shown: dict[str, Any]) -> dict[str, str]:
    pairs = zip(shown["nodes"], shown["by_hand"], strict=True)
    return {node["name"]: agreement for node, agreement in pairs if agreement is not None}


def backward_steps(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for step in shown["steps"] if step["phase"] == "backward"]


@pytest.mark.parametrize("level", LEVELS)
def test_gradients_that_the_program_sets_stand_and_equal_those_of_backward(level: str) -> None:
    shown = trace(by_hand(RIGHT), level=level)
    assert grads(shown) == RIGHT
    assert set(agreements(shown).values()) == {"equal"}


def test_each_assignment_is_a_step_that_says_what_backward_gives() -> None:
    shown = trace(by_hand({"L": 1.0, "d": -2.0, "f": 5.0}))
    assert [(step["kind"], step["text"]) for step in backward_steps(shown)] == [
        ("assign", "The program sets L.grad by hand: 1. backward() gives the same."),
        ("assign", "The program sets d.grad by hand: −2. backward() gives the same."),
        ("assign", "The program sets f.grad by hand: 5. backward() gives 4."),
    ]
    assert not [step for step in shown["steps"] if step["kind"] in ("seed", "enter")]


def test_a_wrong_gradient_differs_and_one_that_is_not_set_is_unset() -> None:
    shown = trace(by_hand({"L": 1.0, "f": 5.0}))
    assert agreements(shown) == {
        "a": "unset", "b": "unset", "c": "unset", "e": "unset", "d": "unset", "f": "differs", "L": "equal"
    }  # fmt: skip
    assert dict(zip(grads(shown), shown["truth"], strict=True)) == {name: RIGHT[name] for name in grads(shown)}


@pytest.mark.parametrize(
    ("written", "agreement"), [(0.7071, "equal"), (0.70711, "equal"), (0.71, "differs"), (0.0, "differs")]
)
def test_a_number_rounded_as_the_lecture_rounds_is_equal(written: float, agreement: str) -> None:
    shown = trace(f"a = Value(0.5)\ny = a * 0.7071067811865476\ny.grad = 1.0\na.grad = 5.0\na.grad = {written}\n")
    assert agreements(shown)["a"] == agreement


@pytest.mark.parametrize("source", [NEURON + IN_ORDER, NEURON + TOPOLOGICAL_ORDER], ids=["by name", "in order"])
def test_backward_value_by_value_is_the_backward_pass(source: str) -> None:
    shown = trace(source)
    assert set(agreements(shown).values()) == {"equal"}
    assert grads(shown) == grads(trace(f"{NEURON}o.backward()"))
    kinds = [step["kind"] for step in backward_steps(shown)]
    assert kinds == ["assign", *["flow"] * 9]


def test_a_value_that_passes_its_gradient_on_too_early_is_seen_to_differ() -> None:
    breadth_first = "".join(f"{name}._backward()\n" for name in "ydbc")
    shown = trace(f"{TWO_DEPTHS}y.grad = 1.0\n{breadth_first}")
    assert grads(shown)["a"] == 3.0
    assert shown["truth"][0] == grads(trace(f"{TWO_DEPTHS}y.backward()"))["a"] == 8751.0
    assert agreements(shown)["a"] == "differs"


def test_the_graph_is_that_of_the_time_when_the_first_gradient_was_set() -> None:
    step = "for p in [a, b, c, f]:\n    p.data += 0.01 * p.grad\n"
    again = "e = a*b\nd = e + c\nL = d*f\nprint(L.data)\n"
    shown = trace(by_hand(RIGHT) + step + again)
    assert grads(shown) == RIGHT
    assert set(agreements(shown).values()) == {"equal"}
    assert shown["output"][0]["text"].startswith("-7.28")
    assert [step["kind"] for step in shown["steps"] if step["phase"] == "update"] == ["assign"] * 4


def test_the_root_is_the_last_value_that_uses_what_is_set_first() -> None:
    shown = trace(by_hand({"a": 6.0}) + "")
    assert shown["nodes"][shown["roots"][0]]["name"] == "L"


def test_clearing_gradients_is_not_yet_by_hand() -> None:
    shown = trace(by_hand(dict.fromkeys(RIGHT, 0.0)))
    assert "by_hand" not in shown
    assert grads(shown) == RIGHT


def test_with_a_call_of_backward_nothing_is_by_hand() -> None:
    shown = trace(by_hand({"a": 1.0}) + "L.backward()")
    assert "by_hand" not in shown
    assert grads(shown)["a"] == 7.0


def test_a_value_of_its_own_after_a_pass_is_an_update() -> None:
    shown = trace(f"{NEURON}o.backward()\nn._backward()")
    last = shown["steps"][-1]
    assert (last["phase"], last["kind"]) == ("update", "assign")
    assert last["text"] == "n._backward() adds to the grad of s and b."


@pytest.mark.parametrize(
    "source", [by_hand({"L": 1.0, "f": 5.0}), NEURON + IN_ORDER, by_hand(RIGHT) + "a.data = 3.0\n"]
)
def test_it_plays_to_the_end_and_back(source: str) -> None:
    shown = trace(source)
    player = Player(shown)
    player.play_to(end_of_backward(shown))
    for node, agreement in zip(shown["nodes"], shown["by_hand"], strict=True):
        assert player.fields[node["id"], "data"] == node["data"]
        assert player.fields[node["id"], "grad"] == (None if agreement == "unset" else node["grad"])
    player.play_to(len(shown["steps"]))
    player.play_to(0)
    assert set(player.fields.values()) == {None}


def test_check_all_judges_the_gradients_that_are_on_screen() -> None:
    reply = api.handle({"method": "check", "params": {"source": by_hand({**RIGHT, "a": 7.0})}})
    verdicts = {leaf["name"]: (leaf["grad"], leaf["verdict"]) for leaf in reply["leaves"]}
    assert verdicts["a"] == (7.0, "differs")
    assert verdicts["b"] == (-4.0, "agrees")


@pytest.mark.parametrize("level", LEVELS)
def test_gradients_by_hand_are_never_static(level: str) -> None:
    assert not trace(by_hand(RIGHT), level=level)["static"]
