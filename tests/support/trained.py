"""Trained-network fixture: trainings by plain Python, done once per run for all the hosts that are compared with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from autograd_playground.engine.lower.trainer import Trainer
from autograd_playground.engine.lower.wasm.step import Compiled, compile_step
from tests.support.networks import NETWORKS, Network
from tests.support.once import Once
from tests.support.training_plans import PLANS, Call, follow


class Trained(NamedTuple):
    """A network, the calls, the compiled module, the initial parameters, and the bits of plain Python's run."""

    network: Network
    calls: list[Call]
    compiled: Compiled
    start: list[float]
    bits: list[list[str]]


Train = Callable[[str, str, str], Trained]


@pytest.fixture(scope="session")
def trained(once: Once) -> Train:
    """trained("demo", "full_batch", "sgd"): the names of a network, a plan and an optimiser."""

    @cache
    def train(name: str, plan: str, rule: str) -> Trained:
        network = NETWORKS[name]()
        step = network.step(rule)
        start = [parameter.data for parameter in network.parameters]
        calls = PLANS[plan](len(network.rows), network.rate)

        def run(path: Path) -> None:
            path.write_text(json.dumps(follow(Trainer(step, start), network.rows, calls).bits()))

        bits = json.loads(once(f"{name}-{plan}-{rule}", run).read_text())
        return Trained(network, calls, compile_step(step), start, bits)

    return train
