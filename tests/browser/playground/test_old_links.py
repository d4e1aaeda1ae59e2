"""Tests that links of every released version still open; each file in tests/links has a URL fragment."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import ROOT

LINKS = sorted((ROOT / "tests/links").glob("*.txt"))


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.stem)
def test_an_embed_opens_it(page: Page, server: str, link: Path) -> None:
    page.goto(f"{server}/embed#{link.read_text().strip()}")
    expect(page.get_by_label("Python program")).to_contain_text("b = a * 3")
    expect(page.locator(".place-count")).to_contain_text(" of ")
    expect(page.locator(".place-count")).not_to_contain_text("step 0 of")


@pytest.mark.parametrize("link", [link for link in LINKS if link.name[0].isdecimal()], ids=lambda link: link.stem)
def test_the_playground_opens_it(page: Page, server: str, link: Path) -> None:
    page.goto(f"{server}/#{link.read_text().strip()}")
    expect(page.get_by_label("Python program")).to_contain_text("b = a * 3")
    expect(page.locator("status-line")).not_to_contain_text("cannot be read")
