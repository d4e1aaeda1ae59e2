"""The watch over the pages is itself watched: pages that misbehave on purpose."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.chromium import Faults

ICON = "<link rel=icon href='data:,'>"
FRAMES = 600  # that a fault may take to be reported


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("throw new Error('boom')", "uncaught: boom"),
        ("Promise.reject(new Error('boom'))", "uncaught: boom"),
        ("console.error('boom')", "console: boom"),
        ("fetch('http://127.0.0.2:1/').catch(() => 0)", "another host: http://127.0.0.2:1/"),
        ("new Worker(URL.createObjectURL(new Blob(['console.error(\"boom\")'])))", "console: boom"),
        ("new Worker(URL.createObjectURL(new Blob(['throw 1'])))", "uncaught: "),
    ],
)
def test_a_page_that_misbehaves_is_seen(page: Page, faults: Faults, script: str, fault: str) -> None:
    page.route("**/bad", lambda route: route.fulfill(content_type="text/html", body=f"{ICON}<script>{script}</script>"))
    page.goto("/bad")
    for _ in range(FRAMES):
        if faults.seen:
            break
        page.evaluate("() => new Promise(requestAnimationFrame)")
    assert any(text.startswith(fault) for text in faults.unexpected()), faults.seen
    faults.allow(".")
    assert faults.unexpected() == []
