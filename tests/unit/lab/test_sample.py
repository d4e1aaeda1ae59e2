"""Tests of one sample in the stepper: the training's numbers at that step, to the last bit, in a folded graph."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.budgets import BROWSER, SERVER
from autograd_playground.engine.service import api
from tests.support.error_shape import assert_error
from tests.support.lab_host import Host
from tests.support.trainings import DEMO, LECTURE, VARIED

ROW = 3


def trained_host(given: dict[str, Any], steps: int = 5) -> Host:
    host = Host(given)
    list(host.train(steps))
    return host


def sample(host: Host, given: dict[str, Any], row: int = ROW) -> dict[str, Any]:
    request = {"method": "lab_sample", "params": {"settings": given, "parameters": host.parameters, "row": row}}
    reply = api.handle(request)
    assert "error" not in reply, reply
    return reply


def trace(source: str) -> dict[str, Any]:
    reply = api.handle({"method": "trace", "params": {"source": source}})
    assert "error" not in reply, reply
    return reply


@pytest.mark.parametrize("training", [*VARIED, "the demo"])
def test_its_score_loss_and_gradients_are_those_of_the_training(training: str) -> None:
    given = {**VARIED.get(training, DEMO), "l2": 0}  # the penalty is no part of a sample's graph
    host = trained_host(given)
    host.call("forward", host.training.compiled.rows, len(host.training.points))
    losses = [host.row(i)[0] for i in range(len(host.training.points))]
    row = losses.index(max(losses))
    shown = trace(sample(host, given, row)["source"])
    host.gradients_of(row)
    loss, score = host.row(row)
    named = {node["label"]: node["data"] for node in shown["nodes"] if node["label"]}
    assert (named["loss"], named["score"]) == (loss, score)
    inputs = host.training.points[row][:-1]
    assert [named[f"x{i}"] for i in range(1, len(inputs) + 1)] == list(inputs)
    leaves = [node for node in shown["nodes"] if node["group"] and node["kind"] == "leaf"]
    assert [node["data"] for node in leaves] == host.parameters
    assert [node["grad"] for node in leaves] == host.gradients
    assert any(host.gradients)


def test_with_a_penalty_the_loss_is_still_the_samples_own() -> None:
    host = trained_host(DEMO)
    shown = trace(sample(host, DEMO, 0)["source"])
    host.gradients_of(0)
    assert (shown["passes"][0]["data"],) == host.row(0)[:1]


def test_the_demos_program_fits_on_the_server() -> None:
    host = trained_host(DEMO, 20)
    for row in (0, 50, 99):
        source = sample(host, DEMO, row)["source"]
        assert len(source) < SERVER.characters
        assert len(source.splitlines()) == 4 + 33 + 4
    leaves = [step for step in trace(source)["steps"] if step["kind"] == "assign"]
    assert leaves == []


def test_it_opens_as_neurons() -> None:
    reply = sample(trained_host(LECTURE), LECTURE)
    assert len(reply["closed"]) == 9
    drawn = api.handle({"method": "draw", "params": {"source": reply["source"], "closed": reply["closed"]}})
    assert [box["path"] for box in drawn["boxes"]] == reply["closed"]
    assert reply["source"].splitlines()[3] == ("model = MLP(3, [4, 4, 1], activation='tanh', output='same', weights=[")


def test_weights_that_do_not_fit_are_left_to_the_browser() -> None:
    given = {"layers": [30, 16]}
    params = {"settings": given, "parameters": Host(given).training.parameters, "row": 0}
    error = assert_error(api.handle({"method": "lab_sample", "params": params}), "limit")
    assert error["message"].startswith("A program with 603 weights has ")
    assert error["hint"].endswith("Or run it in the browser, which allows 8 times as much.")
    assert "source" in api.handle({"method": "lab_sample", "params": params}, BROWSER)
