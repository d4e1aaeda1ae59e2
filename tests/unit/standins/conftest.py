"""Fixtures of the stand-ins' tests: cells that import them, and the figures that they show."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograd_playground.engine.standins.finder import StandIns

Run = Callable[..., Any]


@pytest.fixture
def shown() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def stand_ins(shown: list[dict[str, Any]]) -> Iterator[StandIns]:
    installed = StandIns(shown.append)
    installed.install()
    yield installed
    installed.remove()


@pytest.fixture
def run(stand_ins: StandIns) -> Run:
    """Runs a program and gives the value of an expression after it."""
    namespace: dict[str, Any] = {}

    def run(program: str, expression: str = "None") -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            exec(program, namespace)
            return eval(expression, namespace)

    return run
