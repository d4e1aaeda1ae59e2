"""Tests of the static site in Chromium: files only, with Python in the reader's own browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from autograd_playground.web.lessons.source import read_all
from autograd_playground.web.link import fragment
from tests.support.axe import violations
from tests.support.chromium import Faults
from tests.support.other_site import another_site
from tests.support.pages.playground import Playground, step_in_the_first_block

LESSONS = read_all()
SQUARE = "a = Value(3.0)\nb = a * a\nb.backward()"
PYTHON = "**/pyodide/pyodide.asm.wasm"


def test_the_first_example_can_be_stepped_while_python_loads_and_then_the_text_is_followed(page: Page) -> None:
    held: list[Route] = []
    page.route(PYTHON, lambda route: held.append(route))
    with page.expect_request(PYTHON):
        playground = Playground(page)
    playground.press("Home", "ArrowRight", "ArrowRight").at(2)
    playground.press("End")
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    expect(page.locator("graph-view .node").first).to_be_visible()
    playground.write(SQUARE)
    expect(playground.status).to_contain_text("Python is loading into your browser")
    held[0].continue_()
    expect(playground.cell("a", "grad")).to_have_text("6.0")
    expect(playground.status).to_contain_text("from the browser")


def test_there_is_only_the_browser_to_run_in_and_the_page_says_so(page: Page) -> None:
    playground = Playground(page)
    choices = playground.settings().page.get_by_role("radio")
    expect(choices).to_have_count(1)
    expect(choices).to_be_checked()
    expect(page.locator("#settings .switch-options")).to_contain_text("browser only")
    expect(playground.status).to_contain_text("edits are answered by the browser")
    assert violations(page) == []


def test_a_link_from_a_site_with_a_server_runs_in_the_browser(page: Page, server: str) -> None:
    page.goto(f"{server}/#{fragment({'text': SQUARE, 'in': 'server'})}")
    expect(page.locator("status-line")).to_contain_text("from the browser")


def test_without_python_the_only_way_on_is_to_try_again(page: Page, faults: Faults) -> None:
    faults.allow("ERR_FAILED")
    page.route(PYTHON, lambda route: route.abort())
    playground = Playground(page).write(SQUARE)
    expect(playground.status).to_contain_text("Python could not be loaded")
    expect(playground.status.get_by_role("button")).to_have_text(["Try again"])
    page.unroute(PYTHON)
    playground.status.get_by_role("button", name="Try again").click()
    expect(playground.cell("a", "grad")).to_have_text("6.0")


def test_a_lesson_is_read_and_its_program_stepped(page: Page) -> None:
    page.goto("./")
    page.get_by_role("link", name="Learn").click()
    page.get_by_role("link", name=LESSONS[0].title).click()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LESSONS[1].title)
    step_in_the_first_block(page)


def test_an_example_opens_from_the_gallery(page: Page) -> None:
    page.goto("./")
    page.get_by_role("link", name="Gallery").click()
    page.get_by_role("link", name="Rosenbrock's valley").click()
    expect(Playground(page, visit=False).text).to_contain_text("100 * (y - x**2)**2")
    expect(page.locator("status-line")).to_contain_text("from the browser")


@pytest.mark.parametrize("kind", ["Frame", "Element"])
def test_what_the_dialogue_writes_works_in_somebody_elses_page(page: Page, faults: Faults, kind: str) -> None:
    Playground(page).choose_example("The lecture's L")
    page.get_by_role("button", name="Embed", exact=True).click()
    dialog = page.locator("embed-dialog dialog")
    expect(dialog.get_by_role("group", name="Copy as").get_by_role("button")).to_have_text(["Frame", "Element", "Link"])
    dialog.get_by_role("button", name=kind, exact=True).click()
    written = dialog.get_by_label("Text of the embed").input_value()
    with another_site() as course:
        faults.allow(f"another host: {course.origin}")
        page.goto(course.shows(written))
        expect(page.frame_locator("iframe").locator(".place-count")).to_contain_text("step 0 of ")


def test_the_page_obeys_the_policy_that_it_states(page: Page, server: str, faults: Faults) -> None:
    faults.allow("Content Security Policy|^another host: http://127.0.0.2:1/$")
    page.goto(f"{server}/")
    assert page.evaluate("fetch('http://127.0.0.2:1/').then(() => 'asked', () => 'refused')") == "refused"
    added = "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s)"
    page.evaluate(added)
    assert page.evaluate("window.ran === undefined")


def test_every_page_states_a_policy_before_it_loads_anything(pages: list[Path]) -> None:
    assert len(pages) == len(LESSONS) + 8
    for path in pages:
        head = path.read_text().split("<title>")[0]
        assert head.index("Content-Security-Policy") < min(
            (head.index(sign) for sign in ("<link", "<script") if sign in head), default=len(head)
        )
