"""Tests of the first screen: complete before its script runs, which then changes no place, and playable at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.pages.playground import Playground

SENTENCE = "Raise a by 0.01 and L rises by about 0.06, because a.grad is 6."
# Everything that both have; a box of the drawing without the badge that the player adds.
PLACES = (
    ".site-bar",
    ".site-nav",
    ".intro-words",
    ".code-pane",
    ".graph-pane",
    ".act-tabs",
    ".step-pane",
    ".order-pane",
    ".button-play",
    "#n0 > polygon",
    "#n6 > polygon",
)
RECTS = """(selectors) => selectors.map((selector) => {
  const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
  return [selector, ...[x, y, width, height].map(Math.round)];
})"""


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_script_takes_over_without_moving_anything(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.route("**/app.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    page.goto("./")
    expect(page.locator("#n6 > polygon").first).to_be_visible()
    before = page.evaluate(RECTS, PLACES)
    page.unroute("**/app.js")
    Playground(page)
    after = page.evaluate(RECTS, PLACES)
    for (name, *was), (_, *now) in zip(before, after, strict=True):
        assert all(abs(a - b) <= 2 for a, b in zip(was, now, strict=True)), (name, was, now)


def test_before_any_script_the_end_of_the_lectures_example_is_shown(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto("/")
    expect(page.locator(".first-intro")).to_contain_text("how much it moves the result")
    expect(page.locator(".step-pane")).to_contain_text(SENTENCE)
    expect(page.locator(".step-pane")).to_be_in_viewport(ratio=1)
    expect(page.locator(".first-code tbody tr").first).to_have_text("1a = Value(2.0)26")
    expect(page.locator(".first-code tbody tr").nth(3)).to_have_text("4e = a * b−6−2")
    expect(page.locator(".first-influences th")).to_have_text(["a", "b", "f", "c"])
    expect(page.locator("#n6")).to_contain_text("L")
    context.close()


def test_the_page_opens_at_the_end_with_one_obvious_button(page: Page) -> None:
    playground = Playground(page)
    expect(playground.button("Last")).to_be_disabled()
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    expect(playground.button("Play from the start")).to_be_visible()
    assert "#" not in page.url


def test_the_keyboard_plays_from_the_start_at_once(page: Page) -> None:
    playground = Playground(page).press("Space")
    expect(playground.button("Pause")).to_be_visible()
    expect(playground.position).to_contain_text("forward")
    playground.press("Space")
    expect(playground.button("Play")).to_be_visible()


def test_the_button_keeps_its_width_when_its_word_changes(page: Page) -> None:
    playground = Playground(page)
    wide = playground.button("Play from the start").bounding_box()
    playground.press("Home")
    assert playground.button("Play").bounding_box() == wide
