"""Fixtures for browser tests: a real server, a real Chromium, its profiles, and a check that pages have no faults."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from tests.support.server import running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The same engine without the browser's own window, whose toolbars are pages too: a test takes less than half the time.
HEADLESS_NAMES = ("chromium-headless-shell", "chrome-headless-shell", *NAMES)
TIMEOUT_MS = 30_000
OWN_SCHEMES = ("about", "blob", "data")


@dataclass
class Faults:
    """Console errors, uncaught exceptions and requests outside of the site; `allow` declares expected ones."""

    site: str
    seen: list[str] = field(default_factory=list)
    allowed: list[re.Pattern[str]] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect faults whose text matches `pattern`, anywhere in it."""
        self.allowed.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [text for text in self.seen if not any(pattern.search(text) for pattern in self.allowed)]

    @contextmanager
    def watched(self, context: BrowserContext) -> Iterator[None]:
        """Record the faults of the context's pages, then close the pages and fail on any fault that is not allowed."""
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        yield
        for page in context.pages:
            page.close()
        context.remove_listener("console", self._console)
        context.remove_listener("weberror", self._error)
        context.remove_listener("request", self._request)
        assert not self.unexpected(), self.unexpected()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            self.seen.append(f"console: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.seen.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in OWN_SCHEMES:
            return
        if address.netloc != urlsplit(self.site).netloc:
            self.seen.append(f"another host: {request.url}")
        elif not request.url.startswith(f"{self.site}/"):
            self.seen.append(f"outside of the site: {request.url}")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Origin of a running server, such as http://127.0.0.1:40123.

    tests/system/site/conftest.py replaces it by the URL of the static site.
    """
    with running() as origin:
        yield origin


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    headed = pytestconfig.getoption("headed")
    executable = next(filter(None, map(shutil.which, NAMES if headed else HEADLESS_NAMES)), None)
    if executable is None:
        package = "chromium" if headed else "chromium-headless-shell"
        pytest.fail(f"Chromium is missing: install it (Debian: apt-get install {package}).", pytrace=False)
    expect.set_options(timeout=TIMEOUT_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable,
            args=FLAGS,
            headless=not headed,
            slow_mo=pytestconfig.getoption("slowmo"),
        )
        yield chromium
        chromium.close()


@pytest.fixture
def faults(server: str) -> Faults:
    """A test that expects a fault requests this fixture: faults.allow("status of 422")."""
    return Faults(server)


def new_profile(browser: Browser, server: str) -> BrowserContext:
    profile = browser.new_context(base_url=f"{server}/", viewport={"width": 1440, "height": 900})
    profile.set_default_timeout(TIMEOUT_MS)
    return profile


def open_cleared(profile: BrowserContext, server: str) -> None:
    """Open an empty page and clear the storage of the server's origin."""
    session = profile.new_cdp_session(profile.new_page())
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(server))
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One profile per server, which the tests share one after the other, so that its HTTP cache is warm."""
    kept: dict[str, BrowserContext] = {}
    yield kept
    for profile in kept.values():
        profile.close()


@pytest.fixture
def context(
    request: pytest.FixtureRequest,
    browser: Browser,
    server: str,
    profiles: dict[str, BrowserContext],
    faults: Faults,
) -> Iterator[BrowserContext]:
    """A profile with an empty page; its pages resolve "./" against the server.

    Only the HTTP cache is left of the test before. A test that changes its context permanently (a fake clock), or that
    tests the cache, is marked `fresh_profile`.
    """
    fresh = request.node.get_closest_marker("fresh_profile") is not None
    profile = new_profile(browser, server) if fresh or server not in profiles else profiles[server]
    if not fresh:
        profiles[server] = profile
    with faults.watched(profile):
        open_cleared(profile, server)
        yield profile
    if fresh:
        profile.close()
    else:
        profile.clear_permissions()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page: page.goto("./") opens the playground."""
    return context.pages[0]
