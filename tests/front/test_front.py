"""Tests of the front-end's modules: each *.test.ts beside this file, run in the browser, is a list of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.bundle import bundle_all, load
from tests.support.once import Once
from tests.support.server import ROOT
from tests.support.traces import replies_named_in

HERE = Path(__file__).parent
STYLES = ROOT / "static/dist"
NAMES = sorted(path.name for path in HERE.glob("*.test.ts"))


@pytest.fixture(scope="session")
def modules(once: Once) -> Path:
    """The folder with each file bundled: all at once, which takes as long as one."""
    return once("front", lambda folder: bundle_all([str(HERE / name) for name in NAMES], folder))


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of(name: str, page: Page, modules: Path) -> None:
    page.set_viewport_size({"width": 900, "height": 600})
    page.set_content("<!doctype html><html lang='en'><title>Test</title><body></body></html>")
    page.add_style_tag(path=STYLES / ("lab.css" if name.startswith("lab-") else "app.css"))
    page.evaluate("replies => { globalThis.replies = replies }", replies_named_in((HERE / name).read_text()))
    load(page, (modules / name).with_suffix(".js").read_text())
    outcome = page.evaluate("front.run()")
    assert outcome["failed"] == []
    assert outcome["passed"]
