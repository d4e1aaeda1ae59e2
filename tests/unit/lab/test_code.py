"""Tests of exported trainings: run by micrograd, PyTorch and JAX, they print the compiled training's losses."""

from __future__ import annotations

import contextlib
import io
import math
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from autograd_playground.engine.service import api
from tests.support.lab_host import Host
from tests.support.libraries import JAX, TORCH
from tests.support.trainings import COMBINED, DEMO, LECTURE, MISTAKES, SMALL, UNEVEN, VARIED, Given

STEPS = 10
CLOSE = 1e-9

LIBRARIES = ["micrograd", TORCH, JAX]


def code(given: Given, library: str, **more: Any) -> dict[str, Any]:
    params = {"settings": given, "format": library, "steps": STEPS, **more}
    reply = api.handle({"method": "lab_code", "params": params})
    assert "error" not in reply, reply
    return reply


@contextlib.contextmanager
def restored_recursion_limit() -> Iterator[None]:
    before = sys.getrecursionlimit()
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def printed(text: str) -> list[tuple[float, float]]:
    """The loss and the accuracy of each step that the text prints when Python runs it."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output), restored_recursion_limit():
        exec(compile(text, "the lab's text", "exec"), {"__name__": "__main__"})
    return numbers(output.getvalue().splitlines())


def numbers(lines: list[str]) -> list[tuple[float, float]]:
    found = []
    for k, line in enumerate(lines):
        _, step, _, loss, _, accuracy = line.split(" ")
        assert step == str(k)
        found.append((float(loss), float(accuracy)))
    return found


def assert_close(losses: list[tuple[float, float]], given: Given, **mistakes: bool) -> None:
    expected = list(Host(given).train(len(losses), **mistakes))
    for k, ((loss, accuracy), compiled) in enumerate(zip(losses, expected, strict=True)):
        assert math.isclose(loss, compiled, rel_tol=CLOSE, abs_tol=1e-15), (k, loss, compiled)
        assert 0 <= accuracy <= 1


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("training", VARIED)
def test_the_first_ten_losses_agree(training: str, library: str) -> None:
    losses = printed(code(VARIED[training], library)["text"])
    assert len(losses) == STEPS
    assert_close(losses, VARIED[training])


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("combination", COMBINED)
def test_they_agree_for_every_combination_of_a_network_and_a_loss(combination: str, library: str) -> None:
    given = COMBINED[combination]
    assert_close(printed(code(given, library, steps=4)["text"]), given)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("mistakes", MISTAKES)
def test_they_agree_with_mistakes_too(mistakes: str, optimiser: str, library: str) -> None:
    given = {**UNEVEN, "optimiser": optimiser, "rate": 0.02, "activation": "tanh"}
    losses = printed(code(given, library, mistakes=MISTAKES[mistakes])["text"])
    assert_close(losses, given, **MISTAKES[mistakes])


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_demo_agrees(library: str) -> None:
    steps = 3 if library == "micrograd" else STEPS  # two seconds a step
    assert_close(printed(code(DEMO, library, steps=steps)["text"]), DEMO)


@pytest.mark.parametrize("library", ["micrograd", "torch", "jax"])
def test_the_text_names_a_mistake_where_it_is_made(library: str) -> None:
    right = code(SMALL, library)["text"]
    wrong = code(SMALL, library, mistakes={"forget": True, "sign": True})["text"]
    assert "forgotten" not in right
    assert "forgotten" in wrong
    assert ("maximize=True" if library == "torch" else "the wrong sign") in wrong


@pytest.mark.parametrize("library", ["micrograd", "torch", "jax"])
@pytest.mark.parametrize("training", VARIED)
def test_every_text_is_python(training: str, library: str) -> None:
    text = code(VARIED[training], library, mistakes={"forget": True})["text"]
    compile(text, "the lab's text", "exec")
    assert "\n\n\n\n" not in text


def test_without_steps_the_text_trains_until_the_rate_has_fallen() -> None:
    reply = api.handle({"method": "lab_code", "params": {"settings": LECTURE, "format": "torch"}})
    assert "for k in range(20):" in reply["text"]


def test_many_samples_leave_micrograd_room_to_sort() -> None:
    given = {"data": {"kind": "blobs", "count": 1_200}, "layers": [], "over": 1}
    losses = printed(code(given, "micrograd", steps=1)["text"])
    assert_close(losses, given)
