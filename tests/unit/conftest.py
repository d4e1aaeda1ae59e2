"""Fixture for all unit tests: limits of time are out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograd_playground.engine import meter
from autograd_playground.engine.observe.experiments import counterexample, experiment
from autograd_playground.engine.observe.tracing import observer


@pytest.fixture(scope="module", autouse=True)
def ample_time() -> Iterator[None]:
    """No program reaches its limit of seconds because the machine is slow or collects garbage in between."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meter, "clock", lambda: 0.0)
        patch.setattr(experiment, "SECONDS", 600.0)
        patch.setattr(counterexample, "MAX_SECONDS", 600.0)
        patch.setattr(observer, "MAX_JUDGED_SECONDS", 600.0)
        yield
