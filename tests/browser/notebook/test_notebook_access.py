"""Accessibility tests of the notebook: axe in every look, phone, names of cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.test_accessibility import LOOKS, wear
from tests.support.axe import violations, violations_of_look
from tests.support.pages.notebook import OVERWRITES, Notebook, code
from tests.support.pages.playground import scrolls

TWICE = "a = Value(3.0)\nb = a + a\nb.backward()"
CELLS = [
    ("markdown", "# Title\n\nText with `code`, a [link](https://example.org) and $x^2$."),
    *code(OVERWRITES, TWICE),
]


def judged(page: Page) -> Notebook:
    notebook = Notebook(page, *CELLS).run_all()
    for name in ("Why?", "Show the line", "Smallest program that fails"):
        notebook.verdict(3).get_by_role("button", name=name).click()
    expect(notebook.verdict(3).locator(".smallest-source")).to_be_visible()
    return notebook


def failed(page: Page) -> None:
    expect(Notebook(page, *code("1 / 0")).run_all().output(1)).to_contain_text("ZeroDivisionError")


def playing(page: Page) -> None:
    judged(page).verdict(3).get_by_role("button", name="Step through it", exact=True).click()
    expect(page.locator("pass-player graph-view svg .node").first).to_be_visible()


STATES: dict[str, Callable[[Page], object]] = {
    "first example": Notebook,
    "a verdict": judged,
    "an error": failed,
    "the player": playing,
    "a menu": lambda page: Notebook(page).button("Notebook").click(),
    "the list of keys": lambda page: Notebook(page).press("h"),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_look(page: Page, state: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    STATES[state](page)
    for look in LOOKS:
        wear(page, look)
        find = violations if look == "light" else violations_of_look
        assert find(page) == [], look
        assert not scrolls(page)["sideways"], look


def test_on_a_phone_nothing_is_wider_than_the_screen(phone: Page) -> None:
    notebook = judged(phone)
    assert not scrolls(phone)["sideways"]
    notebook.verdict(3).get_by_role("button", name="Step through it", exact=True).click()
    expect(phone.locator("pass-player graph-view svg .node").first).to_be_in_viewport()
    expect(phone.locator("pass-player transport-bar")).to_be_in_viewport(ratio=1)
    assert not scrolls(phone)["sideways"]


def test_each_cell_says_what_it_is(page: Page) -> None:
    notebook = Notebook(page, *CELLS)
    names = ["Cell 1, text", "Cell 2, code, not run", "Cell 3, code, not run"]
    for number, name in enumerate(names, 1):
        expect(notebook.cell(number)).to_have_accessible_name(name)


def test_on_a_phone_the_header_has_icons_and_the_menu_of_actions(phone: Page) -> None:
    Notebook(phone)
    settings = phone.get_by_role("button", name="Settings of the page")
    expect(settings.locator(".icon")).to_be_visible()
    phone.get_by_role("button", name="More: Save, Open, Share, Embed").click()
    expect(phone.get_by_role("dialog").get_by_role("button")).to_have_text(["Save", "Open", "Share", "Embed"])
