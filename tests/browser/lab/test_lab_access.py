"""Accessibility tests of the lab: axe, keyboard only, phone, no scrolling on a desktop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import LOOKS, wear
from tests.browser.lab.test_lab import LINE
from tests.browser.playground.test_phone import CUT_OFF, small
from tests.support.axe import violations, violations_of_look
from tests.support.pages.lab import Lab
from tests.support.pages.playground import NO_SCROLLING, scrolls
from tests.support.trainings import LECTURE

STATES: dict[str, tuple[dict[str, Any], Callable[[Lab], object]]] = {
    "start": ({}, lambda lab: lab),
    "two runs with mistakes": ({"second": {}, "mistakes": {"sign": True, "large": True}, "step": 3}, lambda lab: lab),
    "lecture, a sample chosen": ({"settings": LECTURE, "point": 1, "step": 4}, lambda lab: lab),
    "diverged": ({"settings": LINE, "step": 1000}, lambda lab: expect(lab.status).to_contain_text("too high")),
    "gradients on a log scale": ({"show": "gradients", "scale": "log", "step": 2}, lambda lab: lab),
    "rows that are wrong": ({}, lambda lab: expect(lab.paste("1,2,1\na,2,1")).to_contain_text("Row 2")),
    "code": ({"settings": LECTURE}, lambda lab: expect(lab.press("Code").page.get_by_label("Program")).to_be_visible()),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_look(page: Page, state: str) -> None:
    link, reach = STATES[state]
    page.emulate_media(reduced_motion="reduce")
    reach(Lab(page, **link))
    for look in LOOKS:
        wear(page, look)
        find = violations if look == "light" else violations_of_look
        assert find(page) == [], look
        assert not scrolls(page)["sideways"], look


def test_everything_can_be_done_by_keyboard(page: Page) -> None:
    lab = Lab(page, settings=LECTURE)
    page.get_by_title("Choose point 2").focus()
    page.keyboard.press("Enter")
    expect(lab.button("Open this sample")).to_be_visible()
    page.locator("lab-curves [role=slider]").focus()
    lab.steps(4).at(4)
    page.locator("lab-curves [role=slider]").focus()
    page.keyboard.press("ArrowLeft")
    lab.at(3)
    lab.button("Wrong sign").focus()
    page.keyboard.press("Space")
    expect(lab.button("Wrong sign")).to_have_attribute("aria-pressed", "true")
    lab.at(3)


def test_at_1440_by_900_everything_is_in_sight_without_scrolling(page: Page) -> None:
    Lab(page)
    assert scrolls(page) == NO_SCROLLING
    inside = "e => e.scrollHeight <= e.clientHeight"
    assert page.locator(".lab-controls").evaluate(inside)
    for drawing in ("lab-surface", "lab-network", "lab-curves"):
        expect(page.locator(drawing)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("link", [{}, {"settings": LECTURE, "point": 0}, {"second": {}, "mistakes": {"sign": True}}])
def test_a_phone_shows_the_points_one_panel_and_the_buttons(phone: Page, link: dict[str, Any]) -> None:
    lab = Lab(phone, **link)
    for panel in ("Curves", "Network", "Settings", "Mistakes"):
        phone.get_by_role("button", name=panel, exact=True).tap()
        expect(lab.button("Play")).to_be_in_viewport(ratio=1)
        assert scrolls(phone) == NO_SCROLLING, panel
        assert phone.evaluate(CUT_OFF) == [], panel
        # Neurons are as large as the drawing allows; the table beside it has the same numbers.
        assert [each for each in small(phone, 44) if "lab-neuron" not in each] == [], panel
        assert violations(phone) == [], panel
    lab.button("Step").tap()
    lab.at(1)
