"""Fixtures of the browser tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.chromium import Faults
from tests.support.other_site import Site, another_site


@pytest.fixture
def course(faults: Faults) -> Iterator[Site]:
    """A site of another origin, for pages with embeds."""
    with another_site() as site:
        faults.allow(f"another host: {site.origin}")
        yield site
