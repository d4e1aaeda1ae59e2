"""Tests of training steps as programs: they give the bits of backward() over the whole graph."""

from __future__ import annotations

import pytest

from autograd_playground.engine.lower.trainer import Trainer
from tests.support.networks import NETWORKS, Eager
from tests.support.training_plans import PLANS, follow


@pytest.mark.parametrize("rule", ["sgd", "momentum"])
@pytest.mark.parametrize("plan", PLANS)
def test_every_way_to_train_the_lectures_network_leaves_the_bits_of_backward(plan: str, rule: str) -> None:
    network = NETWORKS["lecture"]()
    calls = PLANS[plan](len(network.rows), network.rate)
    trainer = Trainer(network.step(rule), [parameter.data for parameter in network.parameters])
    ours = follow(trainer, network.rows, calls)
    assert ours.bits() == follow(Eager(network, rule), network.rows, calls).bits()


def test_adam_moves_as_in_pytorchs_documentation() -> None:
    network = NETWORKS["lecture"]()
    calls = PLANS["full_batch"](len(network.rows), network.rate)
    trainer = Trainer(network.step("adam"), [parameter.data for parameter in network.parameters])
    ours = follow(trainer, network.rows, calls)
    theirs = follow(Eager(network, "adam"), network.rows, calls)
    assert ours.parameters == pytest.approx(theirs.parameters, rel=1e-9)
    assert ours.losses == pytest.approx(theirs.losses, rel=1e-7)


def test_the_demos_first_loss_is_the_notebooks() -> None:
    network = NETWORKS["demo"]()
    parameters = [parameter.data for parameter in network.parameters]
    assert len(parameters) == 337
    loss = Trainer(network.step(), parameters).forward(network.rows)
    assert loss == pytest.approx(0.8958441028683222, rel=1e-13)


def test_a_loss_without_a_score_has_itself_for_one() -> None:
    network = NETWORKS["lecture"]()._replace(loss=lambda row: row[0] * 2.0)  # type: ignore[arg-type,return-value]
    trainer = Trainer(network.step(), [parameter.data for parameter in network.parameters])
    assert trainer.forward(network.rows[:1]) == 4.0
    assert trainer.scores == [4.0]
