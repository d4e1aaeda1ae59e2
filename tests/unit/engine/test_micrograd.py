"""Tests against micrograd: programs written for one of the two give the same on the other."""

from __future__ import annotations

import random
from typing import Any

import micrograd.nn
import pytest

from autograd_playground.engine import nn, value
from autograd_playground.engine.service import api
from tests.data.make_moons import read
from tests.data.make_reference import by_torch
from tests.support.cases import Case, close
from tests.support.language_cases import README
from tests.support.libraries import THIS_ENGINE, imported, needs

# Each ends with a root L over leaves a and b.
PROGRAMS = [
    README.replace("g.backward()", "L = g\nL.backward()"),
    "a = Value(-4.0); b = Value(3)\n"
    "z = 2 * a + 2 + a\nq = z.relu() + z * a\nh = (z * z).relu()\nL = h + q + q * a\nL.backward()",
    "a = Value(1.5); b = Value(-2.0)\nL = (a - b) / (b - 3) - (1 - a) * 2 / b + a**-2 + (-b)**0.5\nL.backward()",
    "a = Value(3.0); b = a * 2 + a\nL = b * b + a\nL.backward()",
    "a = Value(2.0); b = Value(-1.0)\nL = sum([a * i + b for i in range(5)]) * (1.0 / 5)\nL.backward()",
    "a = Value(0.0); b = Value(-1.0)\nL = a.relu() + b.relu() + (a + 1).relu()\nL.backward()",
]


def run(program: str) -> dict[str, Any]:
    """The program's names after it has run; `micrograd` is the module that an import finds at the time."""
    scope: dict[str, Any] = {}
    exec("from micrograd.engine import Value\n" + program, scope)
    return scope


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_for_micrograd_gives_the_same_here(program: str) -> None:
    theirs = run(program)
    with imported(THIS_ENGINE):
        ours = run(program)
    assert type(theirs["L"]) is not type(ours["L"])
    assert close(ours["L"].data, theirs["L"].data)
    for leaf in "ab":
        assert close(ours[leaf].grad, theirs[leaf].grad)


@needs("torch")
@pytest.mark.filterwarnings("ignore:Failed to initialize NumPy")
def test_the_expression_that_micrograd_tests_agrees_with_pytorch() -> None:
    with imported(THIS_ENGINE):
        ours = run(PROGRAMS[1])
    program = PROGRAMS[1].replace("Value(3)", "Value(3.0)")
    data, grads = by_torch(Case("micrograd's check", program, "L", 0.0, {"a": 0.0}))
    assert (ours["L"].data, ours["a"].grad) == (data, grads["a"])


def test_the_readme_prints_the_same_three_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    with imported(THIS_ENGINE):
        run(README)
    assert capsys.readouterr().out == "24.7041\n138.8338\n645.5773\n"


@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
def test_the_readme_prints_them_in_the_safe_language_too(level: str) -> None:
    reply = api.handle({"method": "trace", "params": {"source": README, "level": level}})
    assert [line["text"] for line in reply["output"]] == ["24.7041", "138.8338", "645.5773"]


def test_networks_have_the_same_weights_outputs_and_gradients() -> None:
    points, labels = read()
    models = []
    for library in (micrograd.nn, nn):
        random.seed(1337)
        models.append(library.MLP(2, [16, 16, 1]))
    theirs, ours = models
    assert repr(ours) == repr(theirs)
    assert [p.data for p in ours.parameters()] == [p.data for p in theirs.parameters()]
    for model in models:
        model.zero_grad()
        loss = sum((1 + -y * model(x)).relu() for x, y in zip(points[:5], labels, strict=False))
        (loss * 0.2 + 1e-4 * sum(p * p for p in model.parameters())).backward()
    assert all(close(a.grad, b.grad) for a, b in zip(ours.parameters(), theirs.parameters(), strict=True))


def test_the_lectures_own_graph_walk_finds_every_value() -> None:
    """The lecture's drawing code reads `_prev` and `_op`."""
    with imported(THIS_ENGINE):
        names = run(PROGRAMS[0])
    nodes, edges = set(), set()

    def build(v: value.Value) -> None:
        if v not in nodes:
            nodes.add(v)
            for child in v._prev:
                edges.add((child, v))
                build(child)

    build(names["L"])
    assert sum(1 for v in nodes if v._op) == len(names["L"].order())
    assert {v._op for v in nodes} == {"", "+", "-", "*", "/", "**2", "**3", "relu"}
    assert len(edges) >= len(nodes) - 1


def test_backward_can_be_run_by_hand_value_by_value() -> None:
    """As the lecture does before it writes backward()."""
    a, b = value.Value(2.0), value.Value(-3.0)
    c = a * b
    out = c.tanh()
    out.grad = 1.0
    for v in (out, c, a, b):
        v._backward()
    assert [a.grad, b.grad] == [-3.0 * (1 - out.data**2), 2.0 * (1 - out.data**2)]
