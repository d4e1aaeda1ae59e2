"""Tests of editing: the new graph, errors underlined at their characters, late replies, undo."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Route, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import Playground

SQUARE = "a = Value(3.0)\nb = a * a\nb.backward()"


def test_what_is_typed_is_drawn_and_shown_at_its_end(page: Page) -> None:
    playground = Playground(page).write(SQUARE)
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    expect(page.locator("graph-view .node[id^=n]")).to_have_count(2)
    expect(playground.status).to_contain_text("2 values")
    expect(page.get_by_label("Example")).to_have_value("")


def test_further_typing_does_not_change_the_step(page: Page) -> None:
    playground = Playground(page).write(SQUARE)
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    playground.leave_editor().press("Home", "ArrowRight", "ArrowRight").at(2)
    playground.text.click()
    playground.press("ControlOrMeta+End")
    page.keyboard.type("\n# the end")
    expect(playground.text).to_contain_text("# the end")
    expect(playground.highlight).to_have_text("a * a")
    playground.at(2)


def test_an_error_is_underlined_and_the_old_graph_stays(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    playground = Playground(page).write(SQUARE)
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    playground.press("ControlOrMeta+End")
    page.keyboard.type("\nc = b * torch")
    expect(page.locator(".underline-error")).to_have_text("torch")
    expect(page.locator(".note-error")).to_contain_text("torch is not here: the playground does without PyTorch.")
    expect(playground.status).to_contain_text("Line 4: torch is not here: the playground does without PyTorch.")
    expect(page.locator("graph-view .node[id^=n]")).to_have_count(2)
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    expect(playground.text).to_contain_text("c = b * torch")

    for _ in "torch":
        page.keyboard.press("Backspace")
    page.keyboard.type("b")
    expect(page.locator(".underline-error")).to_have_count(0)
    expect(page.locator(".note-error")).to_have_count(0)
    expect(playground.status).to_contain_text("from the server")


def test_columns_are_counted_in_characters(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    Playground(page).write("print('😀😀'); a = 2.0 * nope")
    expect(page.locator(".underline-error")).to_have_text("nope")


def test_an_unfinished_line_is_underlined_at_its_end(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    Playground(page).write("a = 1 +")
    expect(page.locator(".underline-error")).to_have_text("+")


def test_an_empty_program_gets_a_message_and_an_example(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    playground = Playground(page).write(" ")
    expect(playground.status).to_contain_text("There is nothing to run yet. Write an expression")


def test_the_first_value_that_is_not_finite_is_marked(page: Page) -> None:
    playground = Playground(page).write("a = Value(0.0)\nb = a.log()\nc = b * 2")
    expect(page.locator(".underline-warning").first).to_have_text("a.log()")
    expect(page.locator(".note-warning").first).to_contain_text("log(0) gives −Infinity")
    expect(playground.status).to_contain_text("log(0) gives −Infinity")


def test_what_the_program_prints_is_shown(page: Page) -> None:
    Playground(page).write("a = Value(2.0)\nprint('a is', a.data)\na.backward()")
    expect(page.locator("output-panel pre")).to_have_text("a is 2.0")


def test_a_late_answer_to_an_older_text_is_dropped(page: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/api/trace", hold_the_first)
    playground = Playground(page)
    with page.expect_request("**/api/trace"):
        playground.write("old = Value(1.0)")
    playground.write("new = Value(1.0)")
    expect(playground.cell("new", "data")).to_have_text("1.0")
    held[0].continue_()
    playground.leave_editor().press("ArrowLeft", "ArrowRight")
    expect(playground.cell("new", "data")).to_have_text("1.0")


def test_without_a_server_the_page_offers_the_browser_and_a_retry(page: Page, faults: Faults) -> None:
    faults.allow("ERR_FAILED")
    page.route("**/api/trace", lambda route: route.abort())
    playground = Playground(page).write(SQUARE)
    expect(playground.status).to_contain_text("The server does not answer")
    expect(playground.status.get_by_role("button", name="Run in the browser")).to_be_visible()
    expect(playground.text).to_contain_text("b = a * a")

    page.unroute("**/api/trace")
    playground.status.get_by_role("button", name="Try again").click()
    expect(playground.cell("a", "grad")).to_have_text("6.0")


def test_the_browsers_own_undo_brings_text_back(page: Page) -> None:
    playground = Playground(page).write(SQUARE)
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    playground.press("ControlOrMeta+z")
    expect(playground.text).to_contain_text("L.backward()")
    expect(playground.cell("L", "data")).to_have_text("-8.0")


def test_typing_over_a_coloured_token_does_not_copy_its_colour(page: Page) -> None:
    """Chromium would copy the colour into style attributes, which the page's policy forbids with a console error."""
    playground = Playground(page).write("def f(x):\n    return x*x\ny = f(3)")
    expect(playground.cell("y", "data")).to_have_text("9.0")
    playground.write("plain = 2.0\nsecond = plain*plain")
    expect(playground.cell("second", "data")).to_have_text("4.0")
    assert playground.text.locator("[style]").count() == 0


def test_an_error_in_the_line_being_typed_waits_until_the_caret_leaves_it(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server)  # of its own, since the clock belongs to the context
    page = context.new_page()
    playground = Playground(page).write("a = Value(2.0)\nb = a*a\n").answered()
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    with page.expect_response("**/api/trace") as answer:
        page.keyboard.type("c = b*")
        page.clock.run_for(500)  # milliseconds: the request is due, and the hand has not rested for a second
    assert answer.value.status == 422
    expect(page.locator(".underline-error")).to_have_count(0)
    playground.press("ArrowUp")
    expect(page.locator(".underline-error")).to_have_count(1)
    expect(page.locator("app-shell")).to_have_attribute("data-outdated", "")
    expect(page.locator("graph-view")).to_contain_text("This is the graph of your text as it last ran.")
    context.close()


def test_an_error_in_the_line_being_typed_is_shown_when_the_hand_rests(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    Playground(page).write("a = Value(2.0)\nb = a*a\n").answered()
    page.keyboard.type("c = b*")
    expect(page.locator(".underline-error")).to_have_count(1)
    page.keyboard.type("a")
    expect(page.locator(".underline-error")).to_have_count(0)


def test_while_the_text_has_an_error_no_leaf_is_denied(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    playground = Playground(page).write("").answered()
    playground.write("x = Value(3.0)\ny = x *")
    expect(page.locator(".underline-error")).to_have_count(1)
    expect(page.locator("leaves-panel")).to_have_text("The leaves of your program appear here once it runs.")
