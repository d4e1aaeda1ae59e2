"""Tests of step sizes, highlighting by pointer and focus, travelling values, and the trail of non-finite values."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.pages.playground import Playground


@pytest.fixture
def lecture(page: Page) -> Playground:
    playground = Playground(page).choose_example("The lecture's L")
    expect(page.locator("graph-view .stale")).to_have_count(0)
    return playground


def notes(page: Page) -> Locator:
    """The notes at the boxes of the graph."""
    return page.locator("graph-view .note-plate text")


# step sizes


def test_next_and_back_go_by_node(lecture: Playground) -> None:
    lecture.page.get_by_label("Go by").select_option(label="node")
    lecture.press("3")
    lecture.button("Next").click()
    expect(lecture.step).to_contain_text("A contribution flows from L to f")
    lecture.button("Next").click()
    expect(lecture.step).to_contain_text("A contribution flows from d to c")
    lecture.button("Back").click()
    expect(lecture.step).to_contain_text("A contribution flows from L to f")


def test_next_and_back_go_by_phase(lecture: Playground) -> None:
    lecture.page.get_by_label("Go by").select_option(label="phase")
    lecture.button("Next").click()
    lecture.at(7)
    lecture.button("Next").click()
    lecture.at(8)
    lecture.button("Back").click()
    lecture.at(7)


def test_shift_with_up_and_down_goes_by_phase(lecture: Playground) -> None:
    lecture.press("Shift+ArrowDown").at(7)
    lecture.press("Shift+ArrowDown", "Shift+ArrowDown").at(15)
    lecture.press("Shift+ArrowUp").at(8)


def test_play_uses_the_step_size_of_next(lecture: Playground) -> None:
    lecture.page.get_by_label("Go by").select_option(label="phase")
    lecture.page.get_by_label("Speed").select_option(label="5×")
    lecture.button("Play").click()
    expect(lecture.button("Last")).to_be_disabled()
    lecture.at(15)


def test_an_update_is_a_separate_phase(page: Page) -> None:
    playground = Playground(page).write("w = Value(2.0)\nL = w**2\nL.backward()\nw.data += -0.1 * w.grad\n")
    playground.leave_editor().answered()
    playground.press("Home", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "ArrowRight")
    expect(playground.position).to_contain_text("update")
    expect(playground.transport.get_by_role("button", name="update")).to_be_visible()
    expect(playground.step).to_contain_text("The program sets w.data: 2 becomes 1.6.")


def test_the_keys_of_the_page_and_of_the_graph_are_listed(lecture: Playground) -> None:
    lecture.press("?")
    dialog = lecture.page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Shift ↓")
    expect(dialog).to_contain_text("Point at the next value")


# highlighting


def expect_highlighted(page: Page, name: str, node: str, text: str) -> None:
    """Check that the value is highlighted in the graph, in the editor and in the table."""
    expect(page.locator(f"graph-view #{node}")).to_have_class(re.compile(r"\bpointed\b"))
    expect(page.locator("code-editor .pointed-text")).to_have_text(text)
    expect(page.locator("values-table tr.pointed")).to_contain_text(name)


def test_pointing_in_the_graph_highlights_text_and_row(lecture: Playground) -> None:
    lecture.page.locator("graph-view #n3").hover()
    expect_highlighted(lecture.page, "e", "n3", "a * b")


def test_a_chip_of_the_order_highlights_graph_text_and_row(lecture: Playground) -> None:
    lecture.press("End", "ArrowLeft")
    lecture.order.get_by_role("button", name="d", exact=True).hover()
    expect_highlighted(lecture.page, "d", "n4", "e + c")


def test_the_focus_highlights_too(lecture: Playground) -> None:
    lecture.press("End", "ArrowLeft")
    lecture.order.get_by_role("button", name="d", exact=True).focus()
    expect_highlighted(lecture.page, "d", "n4", "e + c")
    lecture.button("Back").focus()
    expect(lecture.page.locator(".pointed")).to_have_count(0)


def test_the_cursor_in_the_text_highlights(lecture: Playground) -> None:
    lecture.text.locator(".cm-line", has_text="e = a * b").click(position={"x": 8, "y": 10})
    lecture.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    expect_highlighted(lecture.page, "e", "n3", "a * b")
    lecture.leave_editor()
    expect(lecture.page.locator("code-editor .pointed-text")).to_have_count(0)


def test_keys_move_the_highlight_from_value_to_value_in_the_graph(lecture: Playground) -> None:
    graph = lecture.page.get_by_role("group", name="Graph", exact=True)
    lecture.press("2")
    graph.focus()
    lecture.press("n", "n", "n", "p")
    expect_highlighted(lecture.page, "b", "n1", "Value(-3.0)")
    expect(graph.locator("[aria-live]")).to_have_text("b: leaf, b.data is −3, b.grad is not known yet.")
    lecture.press("Enter")
    expect(lecture.order).to_contain_text("Contributions to b.grad")


# travelling values


COUNT_TRAVELLERS = """() => {
    const count = document.documentElement.dataset;
    count.travelled = 0;
    new MutationObserver((records) => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
        count.travelled = Number(count.travelled) + added.filter((node) => node.matches?.(".traveller")).length;
    }).observe(document.querySelector("graph-view"), { childList: true, subtree: true });
}"""


def test_a_value_travels_along_its_edge_and_never_delays_a_step(lecture: Playground) -> None:
    lecture.press("3")
    lecture.page.evaluate(COUNT_TRAVELLERS)
    lecture.press("ArrowRight").at(10)
    expect(lecture.page.locator("html")).to_have_attribute("data-travelled", "1")
    expect(lecture.page.locator("graph-view .traveller")).to_have_count(0)
    lecture.press(*["ArrowRight"] * 5).at(15)


def test_nothing_travels_under_reduced_motion(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, reduced_motion="reduce")
    page = context.new_page()
    playground = Playground(page).choose_example("The lecture's L")
    page.evaluate(COUNT_TRAVELLERS)
    playground.press("3", "ArrowRight", "ArrowRight").at(11)
    expect(page.locator("html")).to_have_attribute("data-travelled", "0")
    context.close()


# the origin of non-finite values

NOT_FINITE = {
    "log(0)": ("a = Value(0.0)\nb = log(a)\nc = b * 2\n", "log(0) gives −Infinity", ["starts here", "passed on"]),
    "exp(1000) * 0": (
        "a = Value(1000.0)\nb = exp(a)\nc = b * 0\n",
        "exp(1000) gives Infinity",
        ["starts here", "passed on"],
    ),
    "0 * inf": (
        "a = Value(0.0)\nb = Value(1e308) * 10\nc = a * b\n",
        "1e308 * 10 gives Infinity",
        ["starts here", "passed on"],
    ),
    "sqrt at 0": ("a = Value(0.0)\nb = sqrt(a)\nc = b * a\n", "a.grad = NaN", ["starts here"]),
}


@pytest.mark.parametrize("name", NOT_FINITE)
def test_a_non_finite_number_is_traced_to_its_origin(page: Page, name: str) -> None:
    program, origin, texts = NOT_FINITE[name]
    playground = Playground(page)
    playground.choose_level("compact")
    playground.answered().write(program).leave_editor().answered()
    expect(page.locator("code-editor .note-warning").first).to_contain_text("not finite")
    page.get_by_role("button", name="Where does this come from?").click()
    expect(playground.status).to_contain_text(f": {origin}.")
    expect(notes(page)).to_have_text(texts)
    expect(playground.highlight).to_have_count(1)
    page.get_by_role("button", name="Hide the trail").click()
    expect(notes(page)).to_have_count(0)


def test_the_trail_leads_to_the_step_of_the_operation(page: Page) -> None:
    playground = Playground(page).write(NOT_FINITE["log(0)"][0]).leave_editor().answered()
    page.get_by_role("button", name="Where does this come from?").click()
    expect(playground.step).to_contain_text("b = log(a) = log(0) = −Infinity.")
    expect(playground.highlight).to_have_text("log(a)")
    expect(page.locator("graph-view #n1")).to_have_class(re.compile(r"\bnow\b"))
