"""The trace of a reader's own pass: the player's contract, and the true run beside it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from autograd_playground.engine.contract.schema import definitions
from autograd_playground.engine.observe.player.pass_reply import pass_reply
from autograd_playground.engine.service.api import handle
from autograd_playground.engine.service.wire import encode

from .faults import CELL, FAULTS, right_class, right_names
from .judged import notebook

PREFIX = "#/$defs/"
SCHEMA = {"$defs": definitions(PREFIX), "$ref": f"{PREFIX}TraceReply"}
TEXTS = {name: CELL.join(right_class(name)) for name in right_names()} | {each.name: each.text for each in FAULTS}


@cache
def replies(text: str) -> list[dict[str, Any]]:
    cells = notebook(text)
    return [json.loads(encode(pass_reply(each, cells.sources))) for each in cells.judgements]


@pytest.mark.parametrize("name", TEXTS)
def test_a_trace_keeps_the_contract(name: str) -> None:
    for reply in replies(TEXTS[name]):
        jsonschema.Draft202012Validator(SCHEMA).validate(reply["trace"])


@pytest.mark.parametrize("name", TEXTS)
def test_the_steps_lead_from_nothing_to_the_nodes_of_the_trace(name: str) -> None:
    for trace in (reply["trace"] for reply in replies(TEXTS[name])):
        state: dict[tuple[int, str], Any] = {}
        for step in trace["steps"]:
            for node, field, before, after in step["set"]:
                assert state.get((node, field)) == before
                state[node, field] = after
        for node in trace["nodes"]:
            assert state.get((node["id"], "grad"), 0.0) == node["grad"]
            assert node["kind"] == "constant" or state[node["id"], "data"] == node["data"]


@pytest.mark.parametrize("name", TEXTS)
def test_the_wrong_step_is_one_of_the_trace_and_only_of_a_wrong_pass(name: str) -> None:
    for reply in replies(TEXTS[name]):
        wrong = reply["wrong_step"]
        assert wrong is None or (reply["verdict"]["status"] == "wrong" and 0 <= wrong < len(reply["trace"]["steps"]))


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_graph_runs_in_the_playground_with_the_true_gradients(name: str) -> None:
    for reply in replies(TEXTS[name]):
        if reply["program"] and not any(each["kind"] == "wrong forward" for each in reply["verdict"]["faults"]):
            trace = json.loads(encode(handle({"method": "trace", "params": {"source": reply["program"]}})))
            true = {node["name"]: node["grad"] for node in trace["nodes"] if node["kind"] == "leaf"}
            for i, node in enumerate(reply["trace"]["nodes"]):
                faults = reply["verdict"]["faults"]
                earlier = reply["verdict"]["notes"] or any(each["kind"] == "not zeroed" for each in faults)
                if node["name"] in true and not earlier:
                    assert reply["trace"]["truth"][i] == pytest.approx(true[node["name"]], rel=1e-6)


def test_names_are_unique_but_for_constants() -> None:
    for reply in replies(TEXTS["closures"]):
        names = [node["name"] for node in reply["trace"]["nodes"] if node["kind"] != "constant"]
        assert len(set(names)) == len(names)


def test_a_step_shows_the_readers_own_line_and_where_it_stands() -> None:
    (reply,) = replies(TEXTS["= in a sum"])
    flows = [step for step in reply["trace"]["steps"] if step["kind"] == "flow"]
    lines = reply["trace"]["source"].split("\n")
    for step in flows:
        line, column, end_line, end_column = step["span"]
        assert line == end_line
        assert lines[line - 1][column:end_column] == step["rule"].split("  #")[0]
    assert flows[-1]["meaning"] == (
        "a.grad is set to 1 by =, and the 1 that was there is lost. It should become 1 + 1 = 2."
    )
    assert flows[-1]["set"] == [[0, "grad", 1.0, 1.0]]


def test_the_tables_show_both_gradients() -> None:
    (reply,) = replies(TEXTS["= in a sum"])
    assert reply["trace"]["truth"] == [2.0, 1.0]
    assert reply["trace"]["by_hand"] == ["differs", "equal"]


def test_the_operands_of_a_reflected_operation_are_in_its_own_order() -> None:
    text = right_class("closures")[0].replace(
        "return other + (-self)",
        "return Value.__sub__(Value(other), self)",
    )
    (reply,) = replies(text + CELL + "a = Value(3.0)\nd = 2.0 - a\nd.backward()\n")
    assert reply["verdict"]["status"] == "right"
    operands = [reply["trace"]["nodes"][i]["data"] for i in reply["trace"]["nodes"][-1]["parents"]]
    assert operands == [2.0, 3.0]
