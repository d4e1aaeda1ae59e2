"""Tests of the page's states: empty, error, waiting, no server, no Python, no scripts; each has a message."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import Playground
from tests.support.pages.states import GONE, UNPROCESSABLE, error_at_first, loading, pyodide_missing

PROGRAM = "a = Value(3.0)\nb = a * a\nb.backward()"


@pytest.mark.parametrize("text", ["", "\n  \n", "# nothing yet", "# one\n\n  # two\n"])
def test_a_program_without_an_expression_is_not_an_error(page: Page, text: str) -> None:
    playground = Playground(page).press("End").write(text)
    expect(playground.status).to_contain_text("There is nothing to run yet. Write an expression")
    expect(page.locator("graph-view")).to_contain_text("The graph of your expression appears here.")
    expect(playground.step).to_contain_text("Nothing to step through yet")
    expect(page.locator("values-table")).to_contain_text("No values yet.")
    expect(playground.position).to_contain_text("step 0 of 0")
    expect(playground.button("Play")).to_be_disabled()
    expect(page.locator(".graph-frame > .graph")).to_be_hidden()
    expect(page.locator(".note-error")).to_have_count(0)


def test_a_program_that_only_prints_is_not_an_error(page: Page) -> None:
    playground = Playground(page).write("def f(x):\n  return 3*x**2 - 4*x + 5\n\nprint(f(3.0))")
    expect(page.locator("output-panel .output")).to_have_text("20.0")
    expect(playground.status).to_contain_text("Your program ran. It computes no value")
    expect(page.locator("graph-view")).to_contain_text("There is nothing to draw yet.")
    expect(playground.step).to_contain_text("Nothing to step through yet")
    expect(page.locator(".graph-frame > .graph")).to_be_hidden()
    expect(page.locator(".note-error, .underline-error")).to_have_count(0)


def test_under_an_error_stands_what_was_printed_before_it(page: Page, faults: Faults) -> None:
    faults.allow(UNPROCESSABLE)
    playground = Playground(page).write("a = Value(3.0)\nprint('first', a.data)\nb = a * torch")
    expect(playground.status).to_contain_text("torch is not here")
    expect(page.locator("output-panel")).to_contain_text("Printed before the error")
    expect(page.locator("output-panel .output")).to_have_text("first 3.0")
    playground.write("a = Value(3.0)\nprint('second', a.data)\nb = a * 2")
    expect(page.locator("output-panel .output")).to_have_text("second 3.0")
    playground.write("a = Value(3.0)\nprint('third', a.data)\nb = a * (2")
    expect(page.locator("output-panel")).to_contain_text("Printed when your text last ran")
    expect(page.locator("output-panel .output")).to_have_text("second 3.0")


def test_the_page_goes_on_from_an_empty_text(page: Page) -> None:
    playground = Playground(page).write("")
    expect(playground.status).to_contain_text("nothing to run yet")
    playground.write(PROGRAM).answered().leave_editor().press("End")
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    expect(page.locator(".graph-frame > .graph")).to_be_visible()


def test_after_an_error_the_last_graph_stays_with_a_notice(page: Page, faults: Faults) -> None:
    faults.allow(UNPROCESSABLE)
    playground = Playground(page).write(PROGRAM).answered().leave_editor().press("End")
    playground.write("a = Value(3.0)\nb = a * torch")
    expect(playground.status).to_contain_text("Line 2: torch is not here")
    expect(page.locator(".underline-error")).to_have_text("torch")
    expect(page.locator("graph-view")).to_contain_text("This is the graph of your text as it last ran.")
    playground.write(PROGRAM)
    expect(playground.status).to_contain_text("from the server")
    expect(page.locator("graph-view")).not_to_contain_text("as it last ran")


def test_a_program_that_never_ran_shows_its_error_and_no_graph(page: Page, faults: Faults) -> None:
    faults.allow(UNPROCESSABLE)
    playground = Playground(page)
    error_at_first(playground)
    expect(page.locator(".underline-error")).to_have_text("torch")
    expect(page.locator("graph-view")).to_contain_text("The graph of your expression appears here.")
    expect(playground.button("Play")).to_be_disabled()
    playground.write(PROGRAM).answered().leave_editor().press("End")
    expect(playground.cell("a", "grad")).to_have_text("6.0")


def test_waiting_for_a_slow_server_shows_a_message(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/trace", lambda route: held.append(route))
    playground = Playground(page).write(PROGRAM)
    expect(playground.status).to_contain_text("The server is at work.")
    held[-1].continue_()
    expect(playground.status).to_contain_text("from the server")


def test_a_request_to_an_unreachable_server_can_be_retried(page: Page, faults: Faults) -> None:
    faults.allow(GONE)
    playground = Playground(page)
    page.route("**/api/**", lambda route: route.abort())
    playground.write(PROGRAM)
    expect(page.get_by_role("button", name="Run in the browser")).to_be_visible()
    playground.leave_editor().press("End")
    expect(playground.button("Last")).to_be_disabled()
    page.unroute("**/api/**")
    page.get_by_role("button", name="Try again").click()
    expect(playground.cell("a", "grad")).to_have_text("6.0")


def test_loading_python_shows_its_progress(page: Page) -> None:
    playground = Playground(page)
    loading(playground)
    expect(playground.status).to_contain_text(re.compile(r"\d+% of \d+ MB"))
    bar = playground.status.get_by_role("progressbar", name="Python is loading")
    expect(bar).to_have_attribute("max", "100")
    playground.run_in("server")
    expect(playground.status).to_contain_text("from the server")


def test_without_pyodides_files_the_server_is_offered(page: Page, faults: Faults) -> None:
    faults.allow(GONE)
    playground = Playground(page)
    pyodide_missing(playground)
    page.get_by_role("button", name="Run in the server").click()
    expect(playground.status).to_contain_text("from the server")


def test_without_scripts_the_first_graph_and_the_requirement_are_shown(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("img", name="The graph of the first example")).to_be_visible()
    assert "needs JavaScript" in page.locator("noscript p").evaluate("element => element.textContent")
    context.close()


def test_a_busy_page_has_a_status_message(page: Page) -> None:
    """A busy page has a live region with text, not only a spinner."""
    page.route("**/api/trace", lambda route: None)
    playground = Playground(page).write(PROGRAM)
    expect(page.locator("app-shell")).to_have_attribute("aria-busy", "true")
    expect(playground.status.get_by_role("status")).to_have_text(re.compile(r"\w"))
