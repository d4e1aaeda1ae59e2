"""A step of training as a program changes the parameters as the whole graph's backward() does, to the last bit."""

from __future__ import annotations

import pytest

from engine.lower.trainer import Trainer
from tests.lower.networks import NETWORKS


@pytest.mark.parametrize("name", NETWORKS)
def test_some_steps_leave_the_same_parameters(name: str) -> None:
    network = NETWORKS[name]()
    trainer = Trainer(network.step(), [parameter.data for parameter in network.parameters])
    for _ in range(5):
        assert trainer.step(network.rows, network.rate) == network.by_values()
        assert trainer.parameters == [parameter.data for parameter in network.parameters]


def test_the_demos_first_loss_is_the_notebooks() -> None:
    network = NETWORKS["demo"]()
    parameters = [parameter.data for parameter in network.parameters]
    assert len(parameters) == 337
    loss = Trainer(network.step(), parameters).forward(network.rows)
    assert loss == pytest.approx(0.8958441028683222, rel=1e-13)
