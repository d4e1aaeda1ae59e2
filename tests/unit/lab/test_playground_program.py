"""Tests of trainings as programs for the stepper: given if one run is small enough, refused with a reason if not."""

from __future__ import annotations

import math
from typing import Any

import pytest

from autograd_playground.engine.service import api
from autograd_playground.engine.service.playground_program import MAX_STEPS
from tests.support.lab_host import Host
from tests.support.trainings import DEMO, LECTURE, MISTAKES, VARIED, Given
from tests.unit.lab.test_code import code, numbers


def output(reply: dict[str, Any]) -> list[tuple[float, float]]:
    """What the program prints in the stepper."""
    assert reply["opens"], reply["why"]
    traced = api.handle({"method": "trace", "params": {"source": reply["program"]}})
    assert "error" not in traced, traced
    return numbers([line["text"] for line in traced["output"]])


@pytest.mark.parametrize("training", VARIED)
def test_the_program_trains_as_the_lab(training: str) -> None:
    given = VARIED[training]
    losses = output(code(given, "micrograd"))
    for (loss, _), compiled in zip(losses, Host(given).train(len(losses)), strict=True):
        assert math.isclose(loss, compiled, rel_tol=1e-9)


@pytest.mark.parametrize("mistakes", MISTAKES)
def test_it_makes_the_same_mistakes(mistakes: str) -> None:
    losses = output(code(LECTURE, "micrograd", mistakes=MISTAKES[mistakes]))
    for (loss, _), compiled in zip(losses, Host(LECTURE).train(len(losses), **MISTAKES[mistakes]), strict=True):
        assert math.isclose(loss, compiled, rel_tol=1e-9)


def test_the_lectures_loop_opens_completely_and_reads_as_the_lecture_writes_it() -> None:
    reply = code(LECTURE, "micrograd", steps=MAX_STEPS)
    assert (reply["opens"], reply["why"]) == (True, "")
    assert reply["program"].splitlines()[12:] == [
        "random.seed(1337)",
        "model = MLP(3, [4, 4, 1], convention='lecture')",
        "parameters = model.parameters()",
        "",
        "for k in range(20):",
        "    scores = [model(x) for x in xs]",
        "    losses = [(score - y) ** 2 for score, y in zip(scores, ys)]",
        "    loss = sum(losses)",
        "    right = sum([1 if (score.data > 0) == (y > 0) else 0 for score, y in zip(scores, ys)])",
        '    print("step", k, "loss", loss.data, "accuracy", right / len(scores))',
        "    model.zero_grad()",
        "    loss.backward()",
        "    rate = 0.1",
        "    for p in parameters:",
        "        p.data -= rate * p.grad",
    ]


def test_a_longer_training_opens_with_its_first_steps() -> None:
    reply = code(LECTURE, "micrograd", steps=100)
    assert reply["why"] == "The playground runs the first 20 of 100 steps."
    assert len(output(reply)) == 20


@pytest.mark.parametrize(
    ("given", "library", "why"),
    [
        (DEMO, "micrograd", "One step makes about 68,074 values; the server shows up to 5,000."),
        (LECTURE, "torch", "The playground runs the loop as micrograd's, not as that of another library."),
        (LECTURE, "jax", "The playground runs the loop as micrograd's, not as that of another library."),
    ],
)
def test_a_training_that_does_not_open_has_a_reason(given: Given, library: str, why: str) -> None:
    reply = code(given, library)
    assert (reply["opens"], reply["program"], reply["why"]) == (False, "", why)
