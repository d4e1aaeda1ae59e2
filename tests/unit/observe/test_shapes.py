"""Any object that behaves like a value is seen: its graph from calls, each write to its gradient with its line."""

from __future__ import annotations

from functools import cache

import pytest

from autograd_playground.engine.observe.recording import Recording
from tests.support.observed import gradients, record
from tests.unit.observe.shapes import SHAPES

TRUE = {"a": 16.0, "b": -16.0, "c": -8.0, "d": -8.0, "e": 1.0}
# Not in seven steps: recursion goes a path at a time, a pull and a sum by hand write each value once.
OTHER_STEPS = {"recursion": 11, "function of two": 11, "pulled": 5, "by hand": 5}
BY_HAND = {"pulled", "by hand", "by hand rules", "by hand in loop"}
UNATTRIBUTED = {"pulled", "by hand"}


@cache
def only(source: str) -> Recording:
    (recording,) = record(source)
    return recording


@pytest.mark.parametrize("shape", SHAPES)
def test_the_gradients_at_the_end_are_read(shape: str) -> None:
    found = gradients(only(SHAPES[shape]))
    assert {name.replace("alpha", "a"): grad for name, grad in found.items()} == TRUE


@pytest.mark.parametrize("shape", SHAPES)
def test_the_graph_is_that_of_the_calls(shape: str) -> None:
    nodes = only(SHAPES[shape]).nodes
    assert [(node.kind, node.operands) for node in nodes] == [
        ("leaf", []),
        ("leaf", []),
        ("result", [0, 1]),
        ("result", [2, 0]),
        ("result", [3, 3]),
    ]
    assert [node.data for node in nodes] == [2.0, -3.0, -6.0, -4.0, 16.0]
    assert all(node.call is not None and callable(node.call.function) for node in nodes[2:])


@pytest.mark.parametrize("shape", SHAPES)
def test_each_write_is_a_step_with_its_line(shape: str) -> None:
    recording = only(SHAPES[shape])
    lines = SHAPES[shape].split("\n")
    assert len(recording.writes) == OTHER_STEPS.get(shape, 7)
    for write in recording.writes:
        assert write.place is not None
        assert write.text == lines[write.place.line - 1].strip()


@pytest.mark.parametrize("shape", SHAPES)
def test_each_write_goes_on_from_the_one_before(shape: str) -> None:
    recording = only(SHAPES[shape])
    last = dict(enumerate(recording.carried))
    for write in recording.writes:
        assert write.before in (last[write.node], 0.0)  # a dictionary's `get` begins at 0
        last[write.node] = write.after
    assert list(last.values()) == recording.gradients


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape not in UNATTRIBUTED])
def test_each_contribution_names_the_result_that_it_comes_from(shape: str) -> None:
    recording = only(SHAPES[shape])
    assert recording.writes[0].rule is None
    for write in recording.writes[1:]:
        assert write.rule is not None
        assert write.node in recording.nodes[write.rule].operands


@pytest.mark.parametrize("shape", SHAPES)
def test_a_pass_by_hand_is_told_from_one_of_a_method(shape: str) -> None:
    recording = only(SHAPES[shape])
    assert recording.by_hand == (shape in BY_HAND)
    assert (recording.call is None) == recording.by_hand
    assert recording.unseen == []
