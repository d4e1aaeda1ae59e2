"""Tests of the lab without a server: the first training at once, others compiled by Python in the browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.axe import violations
from tests.support.pages.lab import Lab


def test_the_demo_trains_without_python_and_a_change_is_compiled_in_the_browser(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    lab = Lab(page, "./lab/").steps(3).at(3)
    assert not [url for url in asked if "pyodide" in url]
    assert violations(page) == []
    lab.select("Activation", "tanh")
    expect(lab.status).to_contain_text("compiled by the browser")
    lab.at(0).steps(2).at(2)


def test_a_frame_trains_too(page: Page) -> None:
    lab = Lab(page, "./embed/lab/").steps(2).at(2)
    expect(lab.page.get_by_role("link", name="Open in the lab")).to_be_visible()
