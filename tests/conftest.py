"""What every test stands on: examples that depend on neither clock nor chance, and one server and one Chromium for all."""

from __future__ import annotations

import gc

from hypothesis import settings

from tests.support.chromium import browser, context, faults, page, profiles, server
from tests.support.pyodide import run_in_pyodide

__all__ = ["browser", "context", "faults", "page", "profiles", "run_in_pyodide", "server"]

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")

# Graphs are freed by counting references. At its usual pace the collector walks large ones over and over, to find nothing.
gc.set_threshold(100_000, 20, 100)
