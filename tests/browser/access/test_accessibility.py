"""Accessibility tests of the playground, WCAG 2.2 AA: axe in every state and theme, and the order of Tab."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import violations, violations_of_look
from tests.support.chromium import Faults
from tests.support.pages.playground import Playground, menu
from tests.support.pages.states import STATES, State

# The system's preferred colour scheme, and the theme that is selected on the page.
LOOKS: dict[str, tuple[Literal["light", "dark"], str]] = {
    "light": ("light", "auto"),
    "dark": ("dark", "auto"),
    "projector": ("light", "projector"),
}


def wear(page: Page, look: str) -> None:
    """Apply a theme; themes are in the style sheets only, so the page stays in its state."""
    preferred, chosen = LOOKS[look]
    page.emulate_media(color_scheme=preferred, reduced_motion="reduce")
    page.evaluate("look => { document.documentElement.dataset.look = look; }", chosen)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_axe_finds_nothing(page: Page, faults: Faults, state: State) -> None:
    if state.allow:
        faults.allow(state.allow)
    page.emulate_media(reduced_motion="reduce")
    state.reach(Playground(page).choose_example("The lecture's L"))
    for look in LOOKS:
        wear(page, look)
        find = violations if look == "light" else violations_of_look
        assert find(page) == [], look


@pytest.mark.parametrize("shown_by", ["phone", "projector"])
def test_axe_finds_nothing_in_what_only_a_phone_or_a_projector_shows(page: Page, shown_by: str) -> None:
    if shown_by == "phone":
        page.set_viewport_size({"width": 390, "height": 844})
    Playground(page).choose_example("The lecture's L")
    wear(page, "projector" if shown_by == "projector" else "light")
    expect(menu(page, "more-actions").get_by_role("button", name="Export")).to_be_visible()
    assert violations(page) == []


# The focused element's name, whether its focus ring is visible, and whether it is in the viewport.
FOCUS = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return null;
  const ring = element.closest(".switch-option") ?? element.closest(".host") ?? element;
  const style = getComputedStyle(ring), after = getComputedStyle(ring, "::after");
  const styles = [style.outlineStyle, after.borderTopStyle];
  const seen = styles.some((each) => each !== "none") || style.strokeWidth !== "1px";
  const box = element.getBoundingClientRect();
  const inside = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
  return { name: name.trim().replace(/\\s+/g, " ").slice(0, 40), seen, inside };
}"""


def walk(page: Page, most: int = 120) -> list[str]:
    """The names of all tab stops, once around; each must be in the viewport with a visible focus ring."""
    names: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            return names
        assert focus["seen"], f"the focus on {focus['name']} cannot be seen"
        assert focus["inside"], f"the focus on {focus['name']} is out of sight"
        names.append(focus["name"])
    raise AssertionError(f"Tab does not lead around the page: {names}")


def test_tab_leads_to_every_control_and_out_again(page: Page) -> None:
    Playground(page).choose_example("The lecture's L").press("3", "ArrowRight")
    page.evaluate("document.activeElement.blur()")
    page.get_by_role("heading", name="Autograd Playground").click()
    names = walk(page)
    for control in ("Playground", "Gallery", "Share", "Export", "Settings", "Example",
                    "Python program", "Find", "Fold", "Graph", "Zoom in", "Fit", "Leaves", "Values", "Practice",
                    "Nudge", "Plot", "More", "Hide panes", "First", "Back", "Play", "Next", "Last", "Step",
                    "Speed"):  # fmt: skip
        assert any(control in name for name in names), f"{control} is not among {names}"


def test_the_keyboard_alone_goes_through_a_lesson(page: Page) -> None:
    """Choose an example, step, open the ledger of a value, and open and close the list of keys."""
    playground = Playground(page).choose_example("a + a")
    page.get_by_label("Example").focus()
    page.keyboard.type("The lecture")
    expect(playground.text).to_contain_text("L = d * f")
    playground.answered()
    playground.button("Next").focus()
    playground.press("Enter", "Space").at(2)
    playground.press("End")
    page.get_by_role("navigation", name="Leaves and values").get_by_role("button", name="Values").press("Enter")
    page.locator("values-table").get_by_role("button", name="c", exact=True).press("Enter")
    expect(playground.order).to_contain_text("Contributions to c.grad")
    playground.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    playground.press("Escape")
    expect(page.locator("values-table").get_by_role("button", name="c", exact=True)).to_be_focused()


def test_the_focus_stays_on_a_button_that_has_come_to_the_end(page: Page) -> None:
    playground = Playground(page).press("End", "ArrowLeft")
    playground.button("Next").press("Enter")
    expect(playground.button("Next")).to_be_focused()
    expect(playground.button("Next")).to_be_disabled()
    playground.press("Shift+Tab", "Enter")
    expect(playground.button("Next")).to_be_enabled()


def test_a_dialog_keeps_the_focus_until_escape_gives_it_back(page: Page) -> None:
    Playground(page)
    button = page.get_by_role("button", name="Export", exact=True)
    button.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_the_settings_take_the_focus_and_escape_gives_it_back(page: Page) -> None:
    playground = Playground(page)
    button = page.get_by_role("button", name="Settings", exact=True)
    button.press("Enter")
    expect(page.get_by_label("Level of detail")).to_be_focused()
    playground.press("Escape")
    expect(page.locator("#settings")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_keys_are_listed_by_a_button_of_the_settings(page: Page) -> None:
    Playground(page).settings()
    page.get_by_role("button", name="Keys", exact=True).click()
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Play or pause")
    expect(page.locator("#settings")).to_be_hidden()


def test_steps_that_follow_one_another_quickly_are_not_read_aloud(page: Page) -> None:
    playground = Playground(page)
    announcement = page.locator("#announcement")
    playground.press("Home", "ArrowRight")
    expect(announcement).not_to_be_empty()
    page.get_by_label("Speed").select_option(label="5×")
    playground.button("Play").click()
    expect(announcement).to_be_empty()
    playground.button("Pause").click()
    expect(announcement).not_to_be_empty()


def test_the_table_says_what_the_graph_shows(page: Page) -> None:
    """The table has name, expression or kind, data and grad of every value, so the graph is not the only source."""
    playground = Playground(page).choose_example("The lecture's L").press("End")
    rows = page.locator("values-table tbody tr")
    expect(rows).to_have_count(7)
    expect(rows.nth(3)).to_contain_text("a * b")
    expect(rows.nth(0)).to_contain_text("leaf")
    expect(playground.cell("e", "data")).to_have_text("-6.0")
    expect(playground.cell("e", "grad")).to_have_text("-2.0")
