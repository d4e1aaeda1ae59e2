"""Tests against known numbers of micrograd's demo and of the lecture, and of the mistakes that are typical there."""

from __future__ import annotations

import math
import random
from typing import Any

import micrograd.nn
import pytest

from tests.support.lab_host import Host
from tests.support.trainings import DEMO, LECTURE

# micrograd adds gradients in an order that depends on memory addresses, so its last digits vary from run to run.
ROUNDING = 1e-12


def test_the_demo_prints_the_losses_of_micrograds_notebook() -> None:
    host = Host(DEMO)
    losses = list(host.train(100))
    assert losses[0] == pytest.approx(0.8958441028683222, rel=ROUNDING)
    assert losses[99] == pytest.approx(0.010978370135492717, rel=ROUNDING)
    assert host.accuracy() == 1.0


def test_the_two_networks_have_41_and_337_parameters() -> None:
    assert len(Host(LECTURE).training.parameters) == 41
    assert len(Host(DEMO).training.parameters) == 337


def test_the_same_settings_train_the_same_numbers() -> None:
    one, two = (Host({**DEMO, "batch": 30}) for _ in range(2))
    assert list(one.train(20)) == list(two.train(20))
    assert one.parameters == two.parameters


@pytest.mark.parametrize("seed", range(25))
def test_the_lectures_loop_falls_on_every_seed(seed: int) -> None:
    losses = list(Host({**LECTURE, "seed": seed}).train(20))
    assert losses[-1] < losses[0]


def by_micrograd(given: dict[str, Any], steps: int, forget: bool) -> list[float]:
    """The demo's loop, with micrograd itself."""
    host = Host(given)
    random.seed(host.settings.seed)
    model = micrograd.nn.MLP(2, [*host.settings.layers, 1])
    points = host.training.points
    losses = []
    for k in range(steps):
        margins = [(1 + -y * model([x0, x1])).relu() for x0, x1, y in points]
        total = sum(margins) * (1.0 / len(margins)) + host.settings.l2 * sum(p * p for p in model.parameters())
        if not forget:
            model.zero_grad()
        total.backward()
        losses.append(total.data)
        for p in model.parameters():
            p.data -= host.settings.rate * (1.0 - 0.9 * k / 100) * p.grad
    return losses


@pytest.mark.parametrize("forget", [False, True])
def test_forgetting_zero_grad_gives_what_micrograd_gives(forget: bool) -> None:
    given = {"data": {"kind": "moons", "count": 20}, "layers": [6, 6], "rate": 0.1}
    theirs = by_micrograd(given, 15, forget)
    ours = list(Host(given).train(15, forget=forget))
    assert all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(ours, theirs, strict=True))


def test_forgetting_it_changes_nothing_before_the_second_update() -> None:
    right, wrong = (list(Host(LECTURE).train(3, forget=forget)) for forget in (False, True))
    assert right[:2] == wrong[:2]
    assert right[2] != wrong[2]


def test_with_the_wrong_sign_the_loss_rises() -> None:
    losses = list(Host(LECTURE).train(5, sign=True))
    assert losses == sorted(losses)
    assert losses[-1] > losses[0]
