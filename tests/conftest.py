"""What every test stands on: examples found by hypothesis do not depend on the clock or on chance."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")
