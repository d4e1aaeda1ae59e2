"""A step of training as a program changes the parameters as the whole graph's backward() does, to the last bit."""

from __future__ import annotations

import pytest

from engine.lower.step import interpret
from tests.lower.networks import NETWORKS


@pytest.mark.parametrize("name", NETWORKS)
def test_some_steps_leave_the_same_parameters(name: str) -> None:
    network = NETWORKS[name]()
    step = network.step()
    parameters = [parameter.data for parameter in network.parameters]
    for _ in range(5):
        loss = interpret(step, parameters, network.rows, network.rate)
        assert loss == network.by_values()
        assert parameters == [parameter.data for parameter in network.parameters]


def test_the_demos_first_loss_is_the_notebooks() -> None:
    network = NETWORKS["demo"]()
    parameters = [parameter.data for parameter in network.parameters]
    assert len(parameters) == 337
    loss = interpret(network.step(), parameters, network.rows, network.rate)
    assert loss == pytest.approx(0.8958441028683222, rel=1e-13)
