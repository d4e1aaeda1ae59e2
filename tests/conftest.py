"""Fixtures for all tests, and Hypothesis profiles whose examples depend on neither clock nor chance."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.chromium import browser, context, faults, page, profiles, server
from tests.support.once import once
from tests.support.pyodide import run_in_pyodide
from tests.support.trained import trained

__all__ = ["browser", "context", "faults", "once", "page", "profiles", "run_in_pyodide", "server", "trained"]

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None, max_examples=100)
settings.register_profile("nightly", settings.get_profile("repeatable"), max_examples=1_000)
settings.load_profile("repeatable")

# The slowest come first, so that the last ones are short and the workers end together.
TIERS = ("system", "browser", "parity", "front", "unit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="open Chromium with a window")
    parser.addoption("--slowmo", type=float, default=0, metavar="MS", help="wait before each action in the browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: TIERS.index(item.path.relative_to(Path(__file__).parent).parts[0]))


# Graphs are freed by reference counts: with its default thresholds the collector would walk large ones in vain.
gc.set_threshold(100_000, 20, 100)
