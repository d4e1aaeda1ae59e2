"""What the tests of the browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.chromium import Faults
from tests.support.other_site import Site, another_site


@pytest.fixture
def course(faults: Faults) -> Iterator[Site]:
    with another_site() as site:
        faults.allow(f"another host: {site.origin}")
        yield site
