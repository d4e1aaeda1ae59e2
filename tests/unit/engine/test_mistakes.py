"""Tests of deliberately wrong backward passes: the trace makes the mistake and holds the right gradients beside it."""

from __future__ import annotations

import pytest

from autograd_playground.engine.contract.common import MISTAKES
from autograd_playground.engine.service import api
from tests.support.cases import CASES, Case
from tests.support.programs import PROGRAMS
from tests.support.trace_player import (
    Trace,
    check_nodes,
    check_order,
    check_playing,
    check_spans,
    check_steps,
    same,
    trace,
)

TWICE = "a = Value(3.0)\nb = a + a\nb.backward()\n"
SHARED = "a = Value(-2.0)\nb = Value(3.0)\nd = a*b\ne = a + b\nf = d*e\nf.backward()\n"
LECTURE = (
    "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\ne = a*b\nd = e + c\nf = Value(-2.0)\nL = d*f\nL.backward()\n"
)


def grads(shown: Trace) -> dict[str, float]:
    return {node["name"]: node["grad"] for node in shown["nodes"]}


def truths(shown: Trace) -> dict[str, float]:
    return {node["name"]: true for node, true in zip(shown["nodes"], shown["truth"], strict=True)}


def flows(shown: Trace) -> list[Trace]:
    return [step for step in shown["steps"] if step["kind"] == "flow"]


def test_overwriting_keeps_the_last_contribution_of_a_plus_a() -> None:
    shown = trace(TWICE, mistake="overwrite")
    assert shown["mistake"] == "overwrite"
    assert grads(shown) == {"a": 1.0, "b": 1.0}
    assert truths(shown) == {"a": 2.0, "b": 1.0}


def test_overwriting_says_what_is_lost_and_writes_the_line_without_a_plus() -> None:
    first, second = flows(trace(TWICE, mistake="overwrite"))
    assert (first["rule"], second["rule"]) == ("self.grad = out.grad", "other.grad = out.grad")
    assert first["set"] == [(0, "grad", None, 1.0)]
    assert "lost" not in first["text"]
    assert second["set"] == [(0, "grad", 1.0, 1.0)]
    assert second["text"].endswith("It had 1, now it has 1. With = the 1 is lost.")


def test_overwriting_does_no_harm_where_every_value_is_used_once() -> None:
    shown = trace(LECTURE, mistake="overwrite")
    assert grads(shown) == truths(shown) == grads(trace(LECTURE))


def test_in_the_wrong_order_a_gradient_is_passed_on_before_it_has_come() -> None:
    shown = trace(SHARED, mistake="shuffled")
    early = flows(shown)[0]
    assert early["upstream"] == 0.0
    assert grads(shown) == {"a": 3.0, "b": -2.0, "d": 1.0, "e": -6.0, "f": 1.0}
    assert truths(shown) == {"a": -3.0, "b": -8.0, "d": 1.0, "e": -6.0, "f": 1.0}


def test_the_wrong_order_is_the_same_for_everybody() -> None:
    request = {"method": "trace", "params": {"source": SHARED, "mistake": "shuffled"}}
    assert api.encode(api.handle(request)) == api.encode(api.handle(request))


def test_the_order_phase_stays_right() -> None:
    right, wrong = trace(SHARED), trace(SHARED, mistake="shuffled")
    assert [s for s in right["steps"] if s["phase"] == "order"] == [s for s in wrong["steps"] if s["phase"] == "order"]
    check_order(wrong)


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_truth_is_what_the_correct_pass_gives(case: Case, mistake: str) -> None:
    right, wrong = trace(case.source), trace(case.source, mistake=mistake)
    assert len(wrong["truth"]) == len(wrong["nodes"])
    for node, true in zip(right["nodes"], wrong["truth"], strict=True):
        assert same(node["grad"], true), node["name"]


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_mistaken_pass_plays_back_and_forth_and_is_consistent(name: str, mistake: str) -> None:
    shown = trace(PROGRAMS[name], mistake=mistake)
    for check in (check_nodes, check_steps, check_playing, check_spans):
        check(shown)
    for step in flows(shown):
        ((_, _, before, after),) = step["set"]
        assert same(step["contribution"], step["upstream"] * step["local"])
        previous = 0.0 if mistake == "overwrite" else before or 0.0
        assert same(after, previous + step["contribution"])


def test_without_a_mistake_the_trace_has_no_truth() -> None:
    shown = trace(TWICE)
    assert "mistake" not in shown
    assert "truth" not in shown
    assert trace(TWICE, mistake=None) == shown


def test_an_unknown_mistake_is_refused_by_name() -> None:
    reply = api.handle({"method": "trace", "params": {"source": TWICE, "mistake": "typo"}})
    assert reply["error"]["code"] == "value"
    assert "'typo'" in reply["error"]["message"]
    assert "overwrite, shuffled" in reply["error"]["hint"]


@pytest.mark.parametrize("method", ["check", "export", "draw"])
def test_only_traces_make_mistakes(method: str) -> None:
    reply = api.handle({"method": method, "params": {"source": TWICE, "mistake": "overwrite", "format": "dot"}})
    assert reply["error"]["code"] == "name"
