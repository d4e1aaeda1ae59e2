"""Tests of programs with many backward passes: one pass is traced in full, each other one is a single step."""

from __future__ import annotations

import pytest

from autograd_playground.engine.service import api
from tests.support.programs import PROGRAMS, TRAINING
from tests.support.trace_player import Trace, check, end_of_backward, trace

MEGABYTES = 2


@pytest.fixture(scope="module")
def last() -> Trace:
    return trace(TRAINING)


def test_the_lectures_loop_fits_into_two_megabytes(last: Trace) -> None:
    for index in (0, 10, 19):
        shown = trace(TRAINING, **{"pass": index})
        assert len(api.encode(shown)) <= MEGABYTES * 1_000_000
    assert len(api.encode(last)) <= MEGABYTES * 1_000_000


def test_passes_lists_every_call_with_its_loss(last: Trace) -> None:
    assert len(last["passes"]) == 20
    assert last["pass"] == 19
    losses = [one["data"] for one in last["passes"]]
    assert losses == [float(line["text"].split()[1]) for line in last["output"]]
    assert losses[0] > 2 > 0.2 > losses[-1]
    assert [one["root"] for one in last["passes"]] == [None] * 19 + last["roots"]


def test_the_passes_before_come_first_and_those_after_last_in_one_step_each() -> None:
    shown = trace(TRAINING, **{"pass": 7})
    steps = shown["steps"]
    passes = [(step["phase"], step["pass"]) for step in steps if step["kind"] == "pass"]
    assert passes == [("forward", i) for i in range(7)] + [("update", i) for i in range(8, 20)]
    assert [step["kind"] for step in steps[:7]] == ["pass"] * 7
    assert [step["kind"] for step in steps[-12:]] == ["pass"] * 12
    loss = shown["passes"][3]["data"]
    assert steps[3]["text"] == f"Pass 4 of 20: loss = {loss:.4f}."


def test_a_pass_shows_its_own_numbers(last: Trace) -> None:
    first = trace(TRAINING, **{"pass": 0})
    root = first["nodes"][first["roots"][0]]
    assert root["data"] == first["passes"][0]["data"] == last["passes"][0]["data"]
    assert first["output"] == last["output"]


def test_parameters_start_with_the_data_and_gradient_of_the_pass_before(last: Trace) -> None:
    """zero_grad() is between forward and backward here, so the forward phase still shows the old gradients."""
    before = trace(TRAINING, **{"pass": 18})
    moved = {change[0]: change[3] for step in before["steps"] if step["kind"] == "assign" for change in step["set"]}
    names = {node["name"]: node["id"] for node in before["nodes"]}
    leaves = [step for step in last["steps"] if step["kind"] == "leaf"]
    parameters = [node for node in last["nodes"] if node["kind"] == "leaf" and node["name"].startswith("L")]
    assert len(parameters) == 41
    for node in parameters:
        (step,) = [step for step in leaves if step["node"] == node["id"]]
        (_, _, before_data, data), *gradient = step["set"]
        assert before_data is None
        assert data == moved[names[node["name"]]]
        assert gradient in ([], [(node["id"], "grad", None, before["nodes"][names[node["name"]]]["grad"])])


def test_zero_grad_is_one_step_between_forward_and_order(last: Trace) -> None:
    kinds = [step["kind"] for step in last["steps"]]
    zero = last["steps"][kinds.index("zero")]
    assert zero["phase"] == "update"
    assert zero["text"] == "zero_grad() sets the gradient of 41 values to 0."
    assert kinds[kinds.index("zero") + 1] == "enter"


def test_the_updates_follow_the_backward_phase(last: Trace) -> None:
    updates = last["steps"][end_of_backward(last) :]
    assert {step["kind"] for step in updates} == {"assign"}
    assert len(updates) == 41
    for step in updates:
        ((node, field, before, after),) = step["set"]
        assert field == "data"
        assert after == before + -0.1 * last["nodes"][node]["grad"]


def test_the_values_belong_to_their_neurons(last: Trace) -> None:
    groups = {tuple(node["group"]) for node in last["nodes"]}
    neurons = [("MLP", f"Layer {i}", f"Neuron {j}") for i, size in enumerate((4, 4, 1)) for j in range(size)]
    assert groups == {(), *neurons}


def test_the_second_pass_over_a_shared_graph_adds_to_the_leaves() -> None:
    source = PROGRAMS["a graph shared by two passes"]
    first, second = (trace(source, **{"pass": index}) for index in (0, 1))
    grads = [{node["name"]: node["grad"] for node in shown["nodes"]} for shown in (first, second)]
    assert grads[0] == {"a": 4.0, "3": 2.0, "b": 1.0, "c": 1.0}
    assert grads[1] == {"a": 40.0, "3": 26.0, "b": 12.0, "d": 1.0}
    seed = next(step for step in second["steps"] if step["kind"] == "seed")
    b = next(node["id"] for node in second["nodes"] if node["name"] == "b")
    assert (b, "grad", 1.0, 0.0) in seed["set"]


def test_calling_backward_again_doubles_the_leaves_in_the_trace_too() -> None:
    shown = trace(PROGRAMS["backward twice with a constant"])
    grads = {node["name"]: node["grad"] for node in shown["nodes"]}
    assert grads == {"a": 6.0, "3": 4.0, "a * 3": 1.0, "1": 2.0, "L": 1.0}


def test_data_assigned_between_two_operations_is_a_step_of_the_forward_phase() -> None:
    shown = trace(PROGRAMS["data assigned between two operations"])
    sequence = [(step["phase"], step["kind"], step["text"]) for step in shown["steps"] if step["phase"] == "forward"]
    assert sequence == [
        ("forward", "leaf", "a is a leaf: its data is 2."),
        ("forward", "operation", "b = a × 3 = 2 × 3 = 6."),
        ("forward", "assign", "The program sets a.data: 2 becomes 5."),
        ("forward", "operation", "c = b × a = 6 × 5 = 30."),
    ]
    assert {node["name"]: node["grad"] for node in shown["nodes"]} == {"a": 21.0, "3": 25.0, "b": 5.0, "c": 1.0}


def test_data_assigned_after_the_last_operation_stands_before_the_order() -> None:
    shown = trace(PROGRAMS["data assigned after the last operation"])
    kinds = [(step["phase"], step["kind"]) for step in shown["steps"]]
    assert kinds[:4] == [("forward", "leaf"), ("forward", "operation"), ("update", "assign"), ("order", "enter")]
    assert [(node["data"], node["grad"]) for node in shown["nodes"]] == [(7.0, 14.0), (4.0, 1.0)]


def test_backward_on_a_leaf_adds_one_to_what_it_has() -> None:
    shown = trace(PROGRAMS["backward on a leaf"])
    (seed,) = [step for step in shown["steps"] if step["phase"] == "backward"]
    assert seed["set"] == [(0, "grad", 1.0, 2.0)]
    assert seed["text"] == "The backward pass starts at a: its derivative by itself, 1, is added to its grad 1."


def test_a_program_of_plain_numbers_makes_leaves_of_them() -> None:
    shown = trace(PROGRAMS["plain numbers"])
    assert [(node["name"], node["kind"]) for node in shown["nodes"]] == [
        ("a", "leaf"), ("b", "leaf"), ("a*b", "result"), ("10", "constant"), ("a*b + 10", "result"), ("L", "result"),
    ]  # fmt: skip
    check(shown)


@pytest.mark.parametrize("mistake", ["overwrite", "shuffled"])
def test_a_mistake_is_made_faithfully_beside_the_truth(mistake: str) -> None:
    source = "a = Value(-2.0)\nb = Value(3.0)\nd = a * b\ne = a + b\nf = d * e\nf.backward()\n"
    right, wrong = trace(source), trace(source, mistake=mistake)
    assert wrong["truth"] == [node["grad"] for node in right["nodes"]]
    assert [node["grad"] for node in wrong["nodes"]] != wrong["truth"]
    assert wrong["mistake"] == mistake


def test_with_overwriting_the_last_contribution_stays_alone() -> None:
    shown = trace("a = Value(3.0)\nb = a + a\nb.backward()\n", mistake="overwrite")
    last = shown["steps"][-1]
    assert last["rule"] == "other.grad = out.grad"
    assert last["text"] == "a gets 1 × b.grad = 1 × 1 = 1. It had 1, now it has 1."
    assert last["meaning"].endswith("With = in place of += the 1 that was there is lost.")
    assert shown["nodes"][0]["grad"] == 1.0
