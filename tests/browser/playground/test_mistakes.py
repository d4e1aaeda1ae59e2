"""Tests of the mistakes: `=` instead of `+=` and a wrong order give gradients that are marked as wrong."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.cases import TWO_DEPTHS
from tests.support.pages.playground import Playground, practice, tool_tab

OVERWRITE, SHUFFLE = "= instead of +=", "backward in the wrong order"


@pytest.fixture
def twice(page: Page) -> Playground:
    return Playground(page).choose_example("a + a")


def notes(page: Page) -> Locator:
    return page.locator("graph-view .note-plate text")


def notice(page: Page) -> Locator:
    return page.locator(".stage > .practice-notice")


def test_overwriting_is_shown_everywhere_in_a_plus_a(twice: Playground) -> None:
    page = twice.page
    practice(page, OVERWRITE).click()
    expect(notice(page)).to_contain_text("A mistake on purpose: = instead of +=.")
    expect(notice(page)).to_contain_text("1 of 2 gradients comes out wrong: a gets 2 contributions.")
    expect(page.locator("#n0_grad")).to_have_text("1")
    expect(notes(page)).to_have_text(["should be 2"])
    expect(twice.cell("a", "grad")).to_have_text("1.0⚠︎ should be 2")
    twice.show_values().get_by_role("button", name="a", exact=True).click()
    expect(twice.order).to_contain_text("a.grad is 1, should be 2.")
    twice.press("ArrowLeft", "ArrowRight")
    expect(twice.step).to_contain_text("With = in place of += the 1 that was there is lost.")
    twice.step.get_by_role("button", name="Show the code").click()
    expect(twice.step.locator("code")).to_have_text("other.grad = out.grad")


def test_the_end_promises_nothing_of_a_gradient_that_the_mistake_has_made(twice: Playground) -> None:
    practice(twice.page, OVERWRITE).click()
    result = twice.page.locator("result-panel")
    expect(result).to_contain_text("a.grad, made by the mistake, is 1 and should be 2: it does not say how b moves.")
    practice(twice.page, OVERWRITE).click()
    expect(result).to_contain_text("Raise a by 0.01 and b rises by about 0.02, because a.grad is 2.")


def test_a_gradient_is_marked_after_its_last_contribution(twice: Playground) -> None:
    practice(twice.page, OVERWRITE).click()
    expect(notes(twice.page)).to_have_count(1)
    twice.press("ArrowLeft")
    expect(notes(twice.page)).to_have_count(0)


def test_switching_off_restores_the_gradients(twice: Playground) -> None:
    page = twice.page
    practice(page, OVERWRITE).click()
    expect(twice.cell("a", "grad")).to_contain_text("1.0")
    practice(page, OVERWRITE).click()
    expect(twice.cell("a", "grad")).to_have_text("2.0")
    expect(notice(page)).to_have_count(0)
    expect(notes(page)).to_have_count(0)


def test_the_wrong_order_propagates_gradients_too_early(page: Page) -> None:
    playground = Playground(page).write(TWO_DEPTHS).leave_editor().answered()
    practice(page, SHUFFLE).click()
    expect(notice(page)).to_contain_text("2 of 5 gradients come out wrong: c passes its gradient on too early.")
    expect(notes(page)).to_have_text(["should be 2595", "should be 865"])
    expect(playground.cell("b", "grad")).to_contain_text("should be 865")


def test_one_mistake_ends_the_other(page: Page) -> None:
    Playground(page).write(TWO_DEPTHS).leave_editor().answered()
    practice(page, OVERWRITE).click()
    expect(notice(page)).to_contain_text("= instead of +=")
    practice(page, SHUFFLE).click()
    expect(notice(page)).to_contain_text("backward in the wrong order")
    expect(practice(page, OVERWRITE)).to_have_attribute("aria-pressed", "false")


def test_a_harmless_mistake_refers_to_a_program_where_it_matters(page: Page) -> None:
    Playground(page).choose_example("The lecture's L")
    practice(page, OVERWRITE).click()
    expect(notice(page)).to_contain_text("No gradient comes out wrong")
    expect(notice(page)).to_contain_text("A value that is used twice shows it.")


def test_the_mistake_stays_while_the_program_changes(twice: Playground) -> None:
    page = twice.page
    practice(page, OVERWRITE).click()
    twice.write("a = Value(3.0)\nb = a * a\nb.backward()\n").leave_editor().answered()
    expect(notice(page)).to_contain_text("1 of 2 gradients")
    twice.press("End")
    expect(notes(page)).to_have_text(["should be 6"])


def test_the_keys_go_on_stepping_after_a_practice(twice: Playground) -> None:
    practice(twice.page, OVERWRITE).click()
    expect(notes(twice.page)).to_have_count(1)
    twice.press("Home").at(0)


MISTAKEN = [
    ("a = Value(3.0)\nb = a + a\nb.backward()\n", OVERWRITE, "a", 2.0),
    (TWO_DEPTHS, OVERWRITE, "a", 2595.0),
    (TWO_DEPTHS, SHUFFLE, "a", 2595.0),
]


def number(text: str) -> float:
    """The number that a text of the page begins with."""
    return float(text.replace("−", "-").replace(",", "").split("⚠")[0].split()[0])


@pytest.mark.parametrize(("source", "mistake", "leaf", "right"), MISTAKEN)
def test_every_panel_has_the_gradient_of_the_graph(
    page: Page, source: str, mistake: str, leaf: str, right: float
) -> None:
    playground = Playground(page).write(source).leave_editor().answered()
    practice(page, mistake).click()
    expect(notice(page)).to_be_visible()
    playground.press("End")

    def panel(name: str) -> Locator:
        tool_tab(page, name).click()
        return page.locator(".act-pane")

    graph = page.locator(f"#n{'ab'.index(leaf)}_grad")
    expect(page.locator("graph-view .stale")).to_have_count(0)
    expect(graph).to_contain_text(re.compile(r"\d"))
    wrong = number(graph.text_content() or "")
    assert wrong != right
    assert number(playground.cell(leaf, "grad").inner_text()) == wrong
    check = panel("Check all")
    expect(check.locator(".check-sum")).to_contain_text(f"{leaf}.grad")
    row = check.locator("tbody tr", has=page.get_by_role("rowheader", name=leaf, exact=True))
    expect(row).to_contain_text("✗ differs")
    cells = row.locator("td").all_inner_texts()
    assert (number(cells[0]), round(number(cells[1]), 2)) == (wrong, right)
    nudge = panel("Nudge")
    nudge.get_by_label("Nudge leaf").select_option(label=leaf)
    assert number(nudge.locator(".sums-grad td").inner_text()) == wrong
    descent = panel("Gradient step").locator("tbody tr", has_text=leaf).first
    assert number(descent.locator(".check-grad").inner_text()) == wrong
    plot = panel("Plot")
    plot.get_by_label("Over leaf").select_option(label=leaf)
    expect(plot.locator(".act-result")).to_contain_text(
        f"{leaf}.grad is {f'{wrong:g}'.replace('-', '−')}, with the mistake in it"
    )
    expect(panel("Compiled")).to_contain_text("The compiled step does not make the mistake")
    page.get_by_role("button", name="Export").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("A program cannot make the mistake")


def test_the_order_panel_lists_the_order_that_is_walked(page: Page) -> None:
    playground = Playground(page).write(TWO_DEPTHS).leave_editor().answered()
    playground.press("End", "ArrowLeft")
    expect(playground.order).to_contain_text("Topological order, walked backwards")
    practice(page, SHUFFLE).click()
    expect(notice(page)).to_be_visible()
    playground.press("End", "ArrowLeft")
    expect(playground.order).to_contain_text("A wrong order, on purpose")
    walked = playground.order.locator(".walked .chip").all_inner_texts()
    assert [name.strip() for name in walked] == ["c", "y", "d", "b"]


def test_a_program_that_shows_the_mistake_is_one_click_away_and_the_readers_one_step_back(page: Page) -> None:
    playground = Playground(page).write("a = Value(2.0)\ny = a * 3\ny.backward()\n").leave_editor().answered()
    practice(page, SHUFFLE).click()
    expect(notice(page)).to_contain_text("No gradient comes out wrong")
    notice(page).get_by_role("button", name="Open this program").click()
    expect(notice(page)).to_contain_text("2 of 5 gradients come out wrong")
    expect(notice(page).get_by_role("button")).to_have_count(0)
    expect(playground.text).to_contain_text("c = b * b")
    expect(playground.button("Play from the start")).to_be_focused()
    playground.text.click()
    page.keyboard.press("ControlOrMeta+z")
    expect(playground.text).to_contain_text("y = a * 3")
    page.go_back()
    expect(notice(page)).to_contain_text("No gradient comes out wrong")
