"""Each *.test.ts beside this file, run in the browser: its sentences are the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.bundle import load
from tests.support.server import ROOT
from tests.support.traces import wanted_by

HERE = Path(__file__).parent
STYLES = ROOT / "static/dist"


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.ts")))
def test_every_sentence_of(name: str, page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 600})
    page.set_content("<!doctype html><html lang='en'><title>Test</title><body></body></html>")
    page.add_style_tag(path=STYLES / ("lab.css" if name.startswith("lab-") else "app.css"))
    page.evaluate("replies => { globalThis.replies = replies }", wanted_by((HERE / name).read_text()))
    load(page, f"tests/front/{name}")
    outcome = page.evaluate("front.run()")
    assert outcome["failed"] == []
    assert outcome["passed"]
