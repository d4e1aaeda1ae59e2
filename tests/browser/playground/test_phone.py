"""Tests of the layout on phones, other screen sizes and zoom: no horizontal scrolling, large touch targets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import NO_SCROLLING, Playground, scrolls
from tests.support.pages.states import act_on_phone

# Controls that the edge of the screen cuts off; controls that a panel can scroll to do not count.
CUT_OFF = """() => [...document.querySelectorAll("button, select, input, a[href], [tabindex='0']")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".graph, .strip, .visually-hidden"))
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.left < -1 || box.right > innerWidth + 1))
  .map(([e]) => e.outerHTML.slice(0, 120))"""

# Buttons, fields and links lower than `least` pixels; the target of a radio button or a checkbox is its label.
SMALL = """(least) => [
    ...document.querySelectorAll("button, select, input:not([type=radio], [type=checkbox]), a[href]"),
  ]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".graph, .visually-hidden, p"))
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.width > 0 && box.height < least - 0.5)
  .map(([e, box]) => `${Math.round(box.height)}: ${e.outerHTML.slice(0, 120)}`)"""

PANELS = ("Code", "Step", "Leaves", "Try", "Values")
MOMENTS = {"start": "Home", "order": "2", "backward": "3", "end": "End"}


def small(page: Page, least: int) -> list[str]:
    """The controls lower than `least`, without the scrubber and its phase names, which larger controls duplicate."""
    found: list[str] = page.evaluate(SMALL, least)
    return [each for each in found if "segment-name" not in each and "scrubber" not in each]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_phone_shows_the_graph_one_panel_and_the_transport(phone: Page, moment: str) -> None:
    playground = Playground(phone).press(MOMENTS[moment], "ArrowRight")
    for panel in PANELS:
        phone.get_by_role("button", name=panel, exact=True).tap()
        expect(phone.locator("graph-view .graph-frame")).to_be_in_viewport(ratio=1)
        expect(playground.button("Last")).to_be_in_viewport(ratio=1)
        assert scrolls(phone) == NO_SCROLLING, panel
        assert phone.evaluate(CUT_OFF) == [], panel


def test_on_the_smallest_phone_nothing_lies_on_something_else(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    page.set_viewport_size({"width": 320, "height": 568})
    playground = Playground(page)
    playground.page.get_by_role("button", name="Code", exact=True).click()
    playground.write(f"{'n' * 34} = 3\n")
    expect(playground.status).to_contain_text("34 characters")
    playground.page.get_by_role("button", name="Step", exact=True).click()
    offer = playground.status.get_by_role("button", name="Run in the browser").bounding_box()
    transport = playground.transport.bounding_box()
    assert offer is not None
    assert transport is not None
    assert offer["y"] + offer["height"] <= transport["y"]
    assert transport["y"] + transport["height"] <= 568
    pages = page.locator(".site-nav").bounding_box()
    more = page.locator(".bar-more .menu-button").bounding_box()
    assert pages is not None
    assert more is not None
    assert pages["x"] + pages["width"] <= more["x"]
    page.locator(".site-nav a").last.scroll_into_view_if_needed()
    expect(page.locator(".site-nav a").last).to_be_in_viewport(ratio=1)


def test_on_a_phone_every_target_is_large_enough_for_a_thumb(phone: Page) -> None:
    Playground(phone).press("End").settings()
    assert small(phone, 44) == []
    phone.keyboard.press("Escape")
    for panel in PANELS:
        phone.get_by_role("button", name=panel, exact=True).tap()
        assert small(phone, 44) == [], panel


@pytest.mark.parametrize("name", ["Nudge", "Check all", "Gradient step", "Plot"])
def test_every_panel_of_the_tab_try_fits_a_phone(phone: Page, name: str) -> None:
    playground = Playground(phone).choose_example("The lecture's L").press("End")
    act_on_phone(playground, name)
    assert scrolls(phone) == NO_SCROLLING
    assert phone.evaluate(CUT_OFF) == []


def test_the_settings_menu_fits_a_phone(phone: Page) -> None:
    playground = Playground(phone).settings()
    phone.get_by_label("Look").select_option("projector")
    assert not scrolls(phone)["sideways"]
    assert phone.evaluate(CUT_OFF) == []
    playground.button("First").tap()
    expect(phone.get_by_label("Look")).to_be_hidden()


@pytest.mark.parametrize(
    "size",
    [(320, 256), (320, 568), (720, 450), (768, 1024), (900, 700), (1280, 720), (1440, 900), (1920, 1080), (2560, 1440)],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
def test_no_size_scrolls_sideways(page: Page, size: tuple[int, int]) -> None:
    """320 x 256 is a screen of 1280 x 1024 at 400 %, 720 x 450 one of 1440 x 900 at 200 %."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    Playground(page).choose_example("The lecture's L").press("3", "ArrowRight")
    assert not scrolls(page)["sideways"]
    assert page.evaluate(CUT_OFF) == []


def test_a_short_screen_scrolls_down_to_the_controls(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    playground = Playground(page)
    playground.button("Last").scroll_into_view_if_needed()
    expect(playground.button("Last")).to_be_in_viewport(ratio=1)


def test_a_large_screen_shows_everything_at_once(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    playground = Playground(page).choose_example("The lecture's L").press("End", "ArrowLeft")
    for part in (
        "code-editor",
        "graph-view",
        "leaves-panel",
        "values-table",
        "step-panel",
        "order-panel",
        "transport-bar",
    ):
        expect(page.locator(part)).to_be_in_viewport(ratio=0.99)
    expect(playground.position).to_be_in_viewport(ratio=1)
    assert scrolls(page) == NO_SCROLLING


def test_with_a_mouse_targets_are_32_pixels_high(page: Page) -> None:
    Playground(page).press("End")
    assert [each for each in small(page, 32) if 'class="link"' not in each] == []
