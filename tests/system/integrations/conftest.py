"""Fixture for the integrations: a teacher's course, which is a folder that another origin serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.chromium import Faults
from tests.support.sample_projects import served


@pytest.fixture
def site(faults: Faults) -> Iterator[Callable[[Path], str]]:
    """Serve a folder; returns its origin. The request for a favicon is no fault."""
    with ExitStack() as stack:

        def serve(folder: Path) -> str:
            origin = stack.enter_context(served(folder))
            faults.allow(f"another host: {origin}")
            faults.allow(r"404 .*favicon\.ico")
            return origin

        yield serve
