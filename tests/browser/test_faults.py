"""Tests of the browser fixtures: faults of a page are reported, and every test starts with a clean profile."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.chromium import Faults

ICON = "<link rel=icon href='data:,'>"
FRAMES = 600  # at most, until a fault is reported


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


STORED = """async () => {
    const found = [localStorage.length, sessionStorage.length, document.cookie, history.length];
    const databases = await indexedDB.databases();
    localStorage.kept = sessionStorage.kept = "yes";
    document.cookie = "kept=yes; max-age=1000";
    await new Promise((done) => { indexedDB.open("kept").onsuccess = done; });
    history.pushState({}, "", "#kept");
    const granted = Notification.permission === "granted";
    return [...found, databases.length, granted, innerWidth, "kept" in window];
}"""


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_page_finds_nothing_of_the_page_before(page: Page, turn: str) -> None:
    page.goto("./")
    assert page.evaluate(STORED) == [0, 0, "", 2, 0, False, 1440, False]
    page.context.grant_permissions(["notifications"])
    page.set_viewport_size({"width": 320, "height": 320})
    page.add_init_script("window.kept = true")
