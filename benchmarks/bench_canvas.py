"""The lab's lines in Chromium without a graphics card: our rasteriser beside the canvas's own strokes

A frame is all lines between two layers, until its pixels exist. The rasteriser is kept only as long as it wins clearly
here: with a graphics card a canvas is fast, and without one this is what it takes.
"""

from __future__ import annotations

import shutil

from playwright.sync_api import sync_playwright

from tests.support.bundle import bundle, load
from tests.support.chromium import FLAGS, HEADLESS_NAMES

Row = dict[str, str | int | float]

NEURONS = (16, 32, 64)
TURNS = 21


def run() -> list[Row]:
    executable = next(filter(None, map(shutil.which, HEADLESS_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = browser.new_page()
        load(page, bundle("benchmarks/canvas_frames.ts"))
        rows = [row(count, page.evaluate(f"front.frames({count}, {TURNS})")) for count in NEURONS]
        browser.close()
    return rows


def row(neurons: int, times: list[float]) -> Row:
    ours, peer = times
    return {"lines": neurons * neurons, "ours ms": ours, "canvas ms": peer, "ratio": peer / ours}
