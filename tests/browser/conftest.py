"""Fixtures of the browser tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.chromium import Faults
from tests.support.other_site import Site, another_site


@pytest.fixture
def course(faults: Faults) -> Iterator[Site]:
    """A site of another origin, for pages with embeds."""
    with another_site() as site:
        faults.allow(f"another host: {site.origin}")
        yield site


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    """A page on a phone with a touch screen of 360 x 640 pixels."""
    context = browser.new_context(
        base_url=f"{server}/", viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()
