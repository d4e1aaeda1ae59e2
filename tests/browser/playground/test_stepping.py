"""Tests of stepping through a trace by keys, buttons and the slider; all panels follow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.pages.playground import NO_SCROLLING, Playground, scrolls


@pytest.fixture
def lecture(page: Page) -> Playground:
    """The lecture's L, before its first step."""
    return Playground(page).choose_example("The lecture's L")


def test_arrows_go_on_and_back_one_step(lecture: Playground) -> None:
    lecture.press("ArrowRight", "ArrowRight", "ArrowRight").at(3)
    lecture.press("ArrowLeft").at(2)
    expect(lecture.step).to_contain_text("b is a leaf: its data is −3.")


def test_home_and_end_go_to_both_ends(lecture: Playground) -> None:
    lecture.press("End")
    expect(lecture.button("Next")).to_be_disabled()
    lecture.press("Home").at(0)
    expect(lecture.button("Back")).to_be_disabled()


@pytest.mark.parametrize(("key", "phase"), [("1", "forward"), ("2", "order"), ("3", "backward")])
def test_digits_lead_to_the_phases(lecture: Playground, key: str, phase: str) -> None:
    lecture.press(key)
    expect(lecture.position).to_contain_text(phase)


def test_shift_and_arrow_go_value_by_value(lecture: Playground) -> None:
    lecture.press("3")
    expect(lecture.step).to_contain_text("L starts the backward pass")
    lecture.press("Shift+ArrowRight")
    expect(lecture.step).to_contain_text("A contribution flows from L to f")


def test_keys_do_nothing_to_the_steps_while_the_reader_types(lecture: Playground) -> None:
    lecture.text.click()
    lecture.press("ArrowLeft", "ArrowRight", "Home", "End").at(0)
    lecture.press("Space")
    expect(lecture.button("Pause")).to_have_count(0)
    lecture.press("Backspace").answered()
    expect(lecture.button("Pause")).to_have_count(0)


def test_keys_never_scroll_the_page(lecture: Playground) -> None:
    lecture.page.set_viewport_size({"width": 1024, "height": 600})
    lecture.press("Space", "Space", "End", "Home", "ArrowRight").at(1)
    assert lecture.page.evaluate("[scrollX, scrollY]") == [0, 0]
    assert scrolls(lecture.page) == NO_SCROLLING


def test_the_question_mark_lists_the_keys(lecture: Playground) -> None:
    lecture.press("?")
    dialog = lecture.page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Play or pause")
    lecture.press("ArrowRight", "Escape")
    expect(dialog).to_be_hidden()
    lecture.at(0)


def test_buttons_step(lecture: Playground) -> None:
    lecture.button("Next").click()
    lecture.at(1)
    lecture.button("Last").click()
    lecture.button("Back").click()
    expect(lecture.step).to_contain_text("A contribution flows from e to a")
    lecture.button("First").click()
    lecture.at(0)


def test_the_slider_steps(lecture: Playground) -> None:
    slider = lecture.page.get_by_role("slider", name="Step")
    slider.fill("9")
    lecture.at(9)
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^step 9 of 15, backward"))


def test_a_click_on_a_phase_of_the_slider_goes_to_it(lecture: Playground) -> None:
    lecture.transport.get_by_role("button", name="backward").click()
    expect(lecture.step).to_contain_text("The backward pass starts at L")


def test_play_goes_on_by_itself_until_paused(lecture: Playground) -> None:
    lecture.page.get_by_label("Speed").select_option(label="2×")
    lecture.button("Play").click()
    expect(lecture.position).to_contain_text(re.compile(r"step ([2-9]|\d\d) of"))
    lecture.button("Pause").click()
    position = lecture.position.inner_text()
    expect(lecture.button("Play")).to_be_visible()
    lecture.press("ArrowRight", "ArrowLeft")
    expect(lecture.position).to_have_text(position)


def test_play_ends_at_the_end_and_starts_over_from_there(lecture: Playground) -> None:
    lecture.page.get_by_label("Speed").select_option(label="instant")
    lecture.button("Play").click()
    expect(lecture.button("Last")).to_be_disabled()
    lecture.page.get_by_label("Speed").select_option(label="slow")
    lecture.button("Play from the start").click()
    expect(lecture.position).to_contain_text("forward")
    lecture.button("Pause").click()


def test_each_step_is_announced(lecture: Playground) -> None:
    announcement = lecture.page.locator("#announcement")
    expect(announcement).to_have_attribute("aria-live", "polite")
    lecture.press("ArrowRight")
    expect(announcement).to_contain_text("Nothing computes a: it is given.")
    expect(announcement).to_contain_text("a is a leaf: its data is 2.")


def test_a_contribution_is_explained_in_words_numbers_a_formula_and_code(lecture: Playground) -> None:
    lecture.press("End", "ArrowLeft")
    expect(lecture.step).to_contain_text("e passes its gradient on to a, multiplied by the other factor, b.")
    expect(lecture.step).to_contain_text("a gets b.data × e.grad = −3 × −2 = 6. It had 0, now it has 6.")
    lecture.show_formula_and_code()
    expect(lecture.step.locator("math").first).to_be_visible()
    expect(lecture.step.locator("mfrac").first).to_have_text("∂L∂a")
    expect(lecture.step.locator("code")).to_have_text("self.grad += other.data * out.grad")
    expect(lecture.step).to_contain_text("in the _backward of e: self is a, other is b, out is e")
    expect(lecture.highlight).to_have_text("a * b")
    expect(lecture.cell("a", "grad")).to_have_text("6.0")
    expect(lecture.cell("a", "grad")).to_have_class(re.compile("changed"))
    expect(lecture.inline_values("grad").first).to_have_text("6")


def test_values_appear_beside_their_lines_and_disappear_again(lecture: Playground) -> None:
    expect(lecture.inline_values("data")).to_have_count(0)
    lecture.press("End")
    expect(lecture.inline_values("data")).to_have_text(["2", "−3", "10", "−6", "4", "−2", "−8"])
    expect(lecture.inline_values("grad")).to_have_text(["6", "−4", "−2", "−2", "−2", "4", "1"])
    lecture.press("Home")
    expect(lecture.inline_values("data")).to_have_count(0)
    expect(lecture.cell("L", "data")).to_have_text("")


def test_the_search_shows_its_call_stack_its_visited_values_and_the_order(lecture: Playground) -> None:
    lecture.press("2")
    expect(lecture.step).to_contain_text("7 values are sorted so that each comes after those it is computed from.")
    lecture.page.get_by_role("button", name="Look inside the search").click()
    lecture.press("ArrowRight", "ArrowRight", "ArrowRight")
    chips = lecture.order.get_by_role("list", name="Call stack").get_by_role("listitem")
    expect(chips).to_have_text(["L", "d", "e", "a"])
    lecture.press("ArrowRight")
    expect(lecture.order.get_by_role("list", name="Order so far").get_by_role("listitem")).to_have_text(["a"])
    expect(lecture.order.get_by_role("list", name="Visited").get_by_role("listitem")).to_have_text(["a", "e", "d", "L"])


def test_the_search_is_one_step_unless_one_looks_inside(lecture: Playground) -> None:
    lecture.press("2", "ArrowRight")
    expect(lecture.step).to_contain_text("L starts the backward pass")
    lecture.press("ArrowLeft").page.get_by_role("button", name="Look inside the search").click()
    expect(lecture.step).to_contain_text("The search enters L")
    lecture.page.get_by_role("button", name="Skip the search").click()
    expect(lecture.step).to_contain_text("7 values are sorted")
    lecture.at(8)


def test_behind_the_search_the_steps_are_as_long_as_before(lecture: Playground) -> None:
    lecture.press("2").page.get_by_role("button", name="Look inside the search").click()
    lecture.press(*["ArrowRight"] * 14)
    expect(lecture.step).to_contain_text("L starts the backward pass")
    lecture.at(9)
    expect(lecture.page.get_by_label("Go by")).to_have_value("step")


def test_the_formula_stays_where_the_reader_has_asked_for_it(lecture: Playground) -> None:
    lecture.press("End", "ArrowLeft")
    expect(lecture.step.locator("math")).to_have_count(0)
    lecture.show_formula_and_code()
    lecture.page.reload()
    expect(lecture.step.locator("math").first).to_be_visible()
    lecture.page.get_by_role("button", name="Hide the formula").click()
    expect(lecture.step.locator("math")).to_have_count(0)


def test_the_end_says_what_the_gradients_mean_and_measures_it(lecture: Playground) -> None:
    lecture.press("End")
    result = lecture.page.locator("result-panel")
    expect(result).to_contain_text("The result L is −8.")
    expect(result).to_contain_text("Raise a by 0.01 and L rises by about 0.06, because a.grad is 6.")
    lecture.page.get_by_role("button", name="raise a by 0.01").click()
    expect(result).to_contain_text("measured: L = −7.94, a rise of 0.06.")


def test_the_bars_order_the_leaves_by_influence_and_choose_one(lecture: Playground) -> None:
    lecture.press("End")
    bars = lecture.page.locator("influence-bars").get_by_role("button")
    expect(bars).to_have_text([re.compile(row) for row in (r"a\s+6", r"b\s+−4", r"f\s+4", r"c\s+−2")])
    bars.nth(1).click()
    expect(lecture.page.locator("result-panel")).to_contain_text("L falls by about 0.04, because b.grad is −4.")
    expect(lecture.order).to_contain_text("Contributions to b.grad")


def test_a_value_under_the_pointer_says_what_its_gradient_means(lecture: Playground) -> None:
    lecture.press("3", "ArrowRight")
    lecture.show_values().get_by_role("button", name="d", exact=True).hover()
    note = lecture.page.locator(".pointed-note")
    expect(note).to_have_text("Raise d by 0.01 and L falls by about 0.02, because d.grad is −2.")
    lecture.page.locator("values-table").get_by_role("button", name="a", exact=True).hover()
    expect(note).to_have_count(0)


def test_the_backward_pass_walks_the_order_backwards(lecture: Playground) -> None:
    lecture.press("End", "ArrowLeft")
    row = lecture.order.get_by_role("list", name="Order of the backward pass")
    expect(row.get_by_role("listitem")).to_have_text(["L", "f", "d", "c", "e", "b", "a"])
    expect(row.locator("[aria-current=step]")).to_have_text("e")


def test_the_ledger_adds_the_contribution_of_each_path(page: Page) -> None:
    playground = Playground(page).choose_example("a + a")
    rows = playground.order.locator("table.ledger tbody tr")
    playground.press("End", "ArrowLeft")
    expect(rows).to_have_count(1)
    expect(playground.order).to_contain_text("1 of 2 contributions so far")
    playground.press("ArrowRight")
    expect(rows.locator("td:last-child")).to_have_text(["1", "2"])
    expect(rows.first).to_contain_text("b → a")


def test_the_ledger_of_a_value_selected_in_the_table_stays_open(lecture: Playground) -> None:
    lecture.show_values().get_by_role("button", name="c", exact=True).click()
    expect(lecture.order).to_contain_text("Contributions to c.grad")
    expect(lecture.order).to_contain_text("No contribution has come yet. One comes in the backward pass.")
    lecture.press("End")
    expect(lecture.order).to_contain_text("L → d → c")


def test_pointing_at_a_row_highlights_the_text_and_the_graph(lecture: Playground) -> None:
    lecture.show_values().locator("tbody tr").nth(3).hover()
    expect(lecture.page.locator("code-editor .pointed-text")).to_have_text("a * b")
    expect(lecture.page.locator("graph-view #n3")).to_have_class(re.compile("pointed"))


def test_pointing_at_the_text_highlights_the_row(lecture: Playground) -> None:
    lecture.text.locator(".cm-line", has_text="L = d * f").hover(position={"x": 58, "y": 12})
    expect(lecture.page.locator("values-table tr.pointed")).to_contain_text("L")


def test_the_graph_fills_in_data_then_grad(lecture: Playground) -> None:
    data, grad = lecture.page.locator("#n3_data"), lecture.page.locator("#n3_grad")
    expect(data).to_have_text("")
    lecture.press("2")
    expect(data).to_have_text("−6")
    expect(grad).to_have_text("")
    lecture.press("End")
    expect(grad).to_have_text("−2")


def test_a_training_loop_can_be_opened_at_any_pass(page: Page) -> None:
    playground = Playground(page).choose_example("Training the lecture's MLP")
    expect(page.locator("output-panel")).to_contain_text("19 ")
    page.get_by_label("Pass").select_option(index=0)
    expect(playground.page.get_by_label("Pass")).to_have_value("0")
    expect(playground.status).to_contain_text("from the server")


def test_the_pass_of_the_second_derivative_computes_the_gradient_and_goes_back_through_it(page: Page) -> None:
    source = "x = Value(2.0)\ny = x**4\ny.backward(create_graph=True)\ng = x.grad\nx.grad = 0\ng.backward()\n"
    playground = Playground(page).write(source).answered()
    playground.leave_editor()
    playground.show_values()
    playground.press("2", "ArrowLeft", "ArrowLeft")
    expect(playground.step).to_contain_text("g = y.grad × v4 = 1 × 32 = 32.")
    expect(playground.cell("g", "data")).to_contain_text("32.0")
    playground.press("End", "ArrowLeft", "ArrowRight")
    expect(playground.step).to_contain_text("x gets 3 × x.data^(3 − 1) × v2.grad = 12 × 4 = 48.")
    expect(playground.cell("x", "grad")).to_contain_text("48.0")
    playground.transport.get_by_label("Pass").select_option(index=0)
    playground.answered().press("3", "Shift+ArrowRight")
    expect(playground.cell("x", "grad")).to_contain_text("32.0")


def test_the_end_of_a_run_that_goes_on_to_an_update_says_of_which_moment_it_speaks(page: Page) -> None:
    playground = Playground(page).choose_example("Newton's method").press("End")
    result = playground.page.locator("result-panel")
    expect(result).to_contain_text("Before the update that follows this pass, the result slope was 6.007e\u22126")
    expect(result).to_contain_text("at x = 1.4142. From there, raise x by 0.01 and slope rises by about 0.02828")
    playground.choose_example("a + a").press("End")
    expect(result).to_contain_text("The result b is 6. Raise a by 0.01")


def test_the_contributions_to_a_value_explain_their_columns(lecture: Playground) -> None:
    lecture.press("End").page.locator("#n1").click()
    expect(lecture.order).to_contain_text("Contributions to b.grad")
    expect(lecture.order).to_contain_text("local: how much the value that is computed from b moves when b does.")
    expect(lecture.order).to_contain_text("upstream: the grad of that value.")
