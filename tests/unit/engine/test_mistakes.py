"""Tests of deliberately wrong backward passes: the trace makes the mistake and holds the right gradients beside it."""

from __future__ import annotations

from typing import cast

import pytest

from autograd_playground.engine.budgets import SERVER
from autograd_playground.engine.contract.common import MISTAKES
from autograd_playground.engine.contract.replies import TraceReply
from autograd_playground.engine.meter import Meter
from autograd_playground.engine.service import api
from autograd_playground.engine.trace import export
from tests.support.cases import CASES, TWO_DEPTHS, Case
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
    assert "lost" not in first["meaning"]
    assert second["set"] == [(0, "grad", 1.0, 1.0)]
    assert second["text"].endswith("It had 1, now it has 1.")
    assert second["meaning"].endswith("With = in place of += the 1 that was there is lost.")


def test_overwriting_does_no_harm_where_every_value_is_used_once() -> None:
    shown = trace(LECTURE, mistake="overwrite")
    assert grads(shown) == truths(shown) == grads(trace(LECTURE))


def test_in_the_wrong_order_a_gradient_is_passed_on_before_it_has_come() -> None:
    shown = trace(TWO_DEPTHS, mistake="shuffled")
    early = flows(shown)[0]
    assert early["upstream"] == 0.0
    wrong, right = grads(shown), truths(shown)
    assert (wrong["a"], wrong["b"]) == (3.0, 1.0)
    assert (right["a"], right["b"], right["c"]) == (2595.0, 865.0, 72.0)


def breadth_first(shown: Trace) -> dict[str, float]:
    """The gradients of a pass that goes through the graph level by level from the root."""
    nodes, root = shown["nodes"], shown["roots"][0]
    order = [root]
    for i in order:
        order += [parent for parent in nodes[i]["parents"] if parent not in order]
    local = {(step["from"], step["operand"]): step["local"] for step in flows(shown)}
    found = dict.fromkeys(range(len(nodes)), 0.0) | {root: 1.0}
    for i in order:
        for operand, parent in enumerate(nodes[i]["parents"]):
            found[parent] += found[i] * local[i, operand]
    return {node["name"]: found[node["id"]] for node in nodes}


def test_only_a_value_used_at_two_depths_tells_the_right_order_from_level_by_level() -> None:
    for harmless in (TWICE, SHARED):
        assert breadth_first(trace(harmless)) == grads(trace(harmless))
    shown = trace(TWO_DEPTHS)
    assert (grads(shown)["a"], breadth_first(shown)["a"]) == (2595.0, 3.0)


def test_the_wrong_order_is_the_same_for_everybody() -> None:
    request = {"method": "trace", "params": {"source": TWO_DEPTHS, "mistake": "shuffled"}}
    assert api.encode(api.handle(request)) == api.encode(api.handle(request))


def test_the_order_phase_stays_right() -> None:
    right, wrong = trace(TWO_DEPTHS), trace(TWO_DEPTHS, mistake="shuffled")
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


@pytest.mark.parametrize("method", ["draw", "nudge", "compile"])
def test_a_reply_without_gradients_takes_no_mistake(method: str) -> None:
    reply = api.handle({"method": method, "params": {"source": TWICE, "mistake": "overwrite"}})
    assert reply["error"]["message"] == "There is no parameter 'mistake'."


def ask(method: str, source: str, **params: object) -> Trace:
    return api.handle({"method": method, "params": {"source": source, **params}})


def one_pass(source: str) -> bool:
    """Whether no pass accumulates on another, so that a leaf's grad is what the shown pass gives it."""
    shown = trace(source)
    return len(shown["passes"]) == 1 and not any(step["kind"] == "assign" for step in shown["steps"])


CHECKED = [TWICE, SHARED, LECTURE, TWO_DEPTHS, *filter(one_pass, PROGRAMS.values())]


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("source", CHECKED, ids=range(len(CHECKED)))
def test_every_reply_has_the_gradients_that_are_on_screen(source: str, mistake: str) -> None:
    shown = trace(source, mistake=mistake)
    nodes = shown["nodes"]
    for leaf in ask("check", source, mistake=mistake)["leaves"]:
        assert same(leaf["grad"], nodes[leaf["node"]]["grad"])
    leaves = [node for node in nodes if node["kind"] == "leaf"]
    for leaf in leaves[:2]:
        axis = {"leaf": leaf["leaf"], "from": -1, "to": 1, "count": 2}
        assert same(ask("plot", source, x=axis, mistake=mistake)["slope"], leaf["grad"])
        gradient = ask("plot", source, x=axis, y=axis, mistake=mistake)["gradient"]
        assert same(gradient[0], leaf["grad"])


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_check_names_each_wrong_gradient(mistake: str) -> None:
    wrong = {"overwrite": {"a": 2.0}, "shuffled": {"a": 2595.0}}[mistake]
    source = TWICE if mistake == "overwrite" else TWO_DEPTHS
    reply = ask("check", source, mistake=mistake)
    found = {leaf["name"]: round(leaf["numeric"], 4) for leaf in reply["leaves"] if not leaf["agrees"]}
    assert found == wrong


def test_the_check_finds_a_wrong_order_where_a_value_is_used_at_two_depths() -> None:
    (right,) = ask("check", TWO_DEPTHS)["leaves"]
    (wrong,) = ask("check", TWO_DEPTHS, mistake="shuffled")["leaves"]
    assert (right["agrees"], wrong["agrees"]) == (True, False)


def test_the_error_of_the_difference_quotient_knows_no_mistake() -> None:
    assert ask("check", SHARED, mistake="overwrite")["curve"] == ask("check", SHARED)["curve"]


@pytest.mark.parametrize("form", ["json", "latex", "dot"])
def test_an_export_that_states_gradients_states_those_on_screen(form: str) -> None:
    shown = trace(SHARED, mistake="shuffled")
    text = ask("export", SHARED, format=form, mistake="shuffled")["text"]
    latex = export.latex(cast("TraceReply", shown), Meter(SERVER))
    expected = {"json": api.encode(shown), "dot": shown["dot"], "latex": latex}
    assert text == expected[form]


def test_an_exported_derivation_says_that_it_has_a_mistake() -> None:
    titles = [f"Backward pass {how}" for how in ("with = instead of +=", "in the wrong order")]
    texts = [ask("export", SHARED, format="latex", mistake=mistake)["text"] for mistake in MISTAKES]
    assert [title in text for title, text in zip(titles, texts, strict=True)] == [True, True]
    assert r"\section*{Backward pass}" in ask("export", SHARED, format="latex")["text"]


def test_an_exported_program_is_the_same_with_a_mistake() -> None:
    assert ask("export", SHARED, format="torch", mistake="shuffled") == ask("export", SHARED, format="torch")
