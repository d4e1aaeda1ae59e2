"""What the tests of the browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.hosts import Site, another_site
from tests.chromium import Faults


@pytest.fixture
def course(faults: Faults) -> Iterator[Site]:
    with another_site() as site:
        faults.allow(f"another host: {site.origin}")
        yield site
