"""Tests that what is typed is never lost: several tabs, links, denied storage, faulty back ends, no network."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import Playground

FIRST = "# the first tab\na = Value(3.0)\nb = a * a\nb.backward()"
SECOND = "# the second tab\nc = Value(5.0)\nd = c + 1\nd.backward()"
DENY_STORAGE = (
    "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, "
    "{ get() { throw new DOMException('no', 'SecurityError') } })"
)


def typed(context: BrowserContext, text: str) -> Playground:
    """A new tab in which `text` is typed."""
    return Playground(context.new_page()).write(text).answered()


def offered(playground: Playground) -> list[str]:
    """The texts of earlier visits that the page offers."""
    choice = playground.page.get_by_label("Bring back a text you typed")
    return choice.locator("option:not([disabled])").all_text_contents()


def drafts(playground: Playground) -> list[str]:
    """The texts in the list of examples that were typed."""
    playground.page.get_by_label("Example", exact=True).focus()
    return playground.page.locator("optgroup[label='Texts you typed'] option").all_text_contents()


def test_the_texts_of_two_tabs_are_both_offered_after_these_are_closed(context: BrowserContext) -> None:
    tabs = [typed(context, FIRST), typed(context, SECOND)]
    tabs[0].text.click()
    tabs[0].press("ControlOrMeta+End").page.keyboard.insert_text("\nb.grad")
    tabs[0].answered()
    for tab in tabs:
        tab.page.close()
    later = Playground(context.new_page())
    expect(later.text).to_contain_text("b.grad")
    expect(later.status).to_contain_text("This is the text you typed last time. An earlier one is kept too.")
    later.page.get_by_role("button", name="Bring it back").click()
    expect(later.text).to_contain_text("the second tab")


def test_two_tabs_that_type_on_one_text_each_keep_their_own(context: BrowserContext) -> None:
    first = typed(context, FIRST)
    second = Playground(context.new_page())
    expect(second.text).to_contain_text("the first tab")
    second.text.click()
    second.press("ControlOrMeta+End").page.keyboard.insert_text("\nprint(b.data)")
    second.answered()
    # The first tab has heard of the second one's when its own text is among the drafts again.
    first.page.wait_for_function(
        "JSON.parse(localStorage.getItem('autograd-playground/1/drafts')).length === 2", polling="raf"
    )
    assert drafts(first) == ["a = Value(3.0) (5 lines)", "a = Value(3.0) (4 lines)"]


def test_own_texts_stay_when_two_links_are_opened_and_edited_in_turn(context: BrowserContext, server: str) -> None:
    own = typed(context, FIRST)
    for text in ("e = Value(1.0)", "f = Value(2.0)"):
        own.page.goto(f"{server}/?code={text}")
        expect(own.text).to_have_text(text)
        own.text.click()
        own.press("ControlOrMeta+End").page.keyboard.insert_text("\ng = 4")
        own.answered()
    assert drafts(own) == ["f = Value(2.0) (2 lines)", "e = Value(1.0) (2 lines)", "a = Value(3.0) (4 lines)"]


def test_a_text_that_is_pasted_over_can_be_chosen_again(page: Page) -> None:
    playground = Playground(page).write(FIRST).answered().write(SECOND).answered()
    assert drafts(playground) == ["c = Value(5.0) (4 lines)", "a = Value(3.0) (4 lines)"]
    page.get_by_label("Example", exact=True).select_option(label="a = Value(3.0) (4 lines)")
    expect(playground.answered().text).to_contain_text("the first tab")
    page.go_back()
    expect(playground.text).to_contain_text("the second tab")


def test_texts_that_earlier_versions_of_the_page_kept_are_offered(page: Page) -> None:
    page.add_init_script(
        "localStorage.setItem('autograd-playground/1/text', 'x = Value(1.0)');"
        "localStorage.setItem('autograd-playground/1/earlier-text', 'y = Value(2.0)')"
    )
    playground = Playground(page)
    expect(playground.text).to_contain_text("x = Value(1.0)")
    page.get_by_role("button", name="Bring it back").click()
    expect(playground.text).to_contain_text("y = Value(2.0)")


def test_of_many_texts_the_newest_twelve_are_kept(page: Page) -> None:
    playground = Playground(page)
    for number in range(14):
        playground.write(f"{chr(ord('a') + number) * 9} = Value({number}.0)")
    titles = [f"{chr(ord('a') + number) * 9} = Value({number}.0)" for number in reversed(range(2, 14))]
    assert drafts(playground.answered()) == titles


def test_a_reload_right_after_a_key_keeps_it_where_storage_is_denied(page: Page) -> None:
    page.add_init_script(DENY_STORAGE)
    playground = Playground(page).write(FIRST)
    page.reload()
    expect(playground.text).to_contain_text("the first tab")


def test_back_and_forward_bring_each_text(page: Page) -> None:
    playground = Playground(page).write(FIRST).answered().choose_example("a + a")
    playground.write(SECOND).answered()
    page.go_back()
    expect(playground.text).to_contain_text("the first tab")
    page.go_forward()
    expect(playground.text).to_contain_text("the second tab")


def test_a_server_that_stops_between_two_requests_loses_nothing(page: Page, faults: Faults) -> None:
    faults.allow("net::ERR_CONNECTION_REFUSED")
    playground = Playground(page).write(FIRST).answered()
    page.route("**/api/trace", lambda route: route.abort("connectionrefused"))
    playground.write(SECOND)
    expect(playground.status).to_contain_text("server", ignore_case=True)
    expect(playground.text).to_contain_text("the second tab")
    expect(playground.cell("b", "data")).to_be_attached()
    page.unroute("**/api/trace")
    playground.page.get_by_role("button", name="Try again").click()
    expect(playground.answered().cell("d", "data")).to_have_text("6.0")


def test_without_network_the_text_stays_and_python_in_the_browser_goes_on(page: Page, faults: Faults) -> None:
    faults.allow("net::ERR_INTERNET_DISCONNECTED")
    playground = Playground(page).run_in("browser")
    expect(playground.answered().status).to_contain_text("from the browser")
    page.context.set_offline(True)
    playground.write(FIRST).answered()
    expect(playground.cell("b", "data")).to_have_text("9.0")
    page.context.set_offline(False)


def test_an_answer_that_comes_late_does_not_undo_what_was_typed_since(page: Page) -> None:
    held: list[Route] = []
    playground = Playground(page)
    page.route("**/api/trace", lambda route: held.append(route))
    with page.expect_request("**/api/trace"):
        playground.write(FIRST)
    page.unroute("**/api/trace")
    playground.write(SECOND)
    expect(playground.cell("d", "data")).to_have_text("6.0")
    for route in held:
        route.continue_()
    expect(playground.answered().text).to_contain_text("the second tab")
    expect(playground.cell("d", "data")).to_have_text("6.0")


def test_a_worker_that_is_stopped_while_it_runs_leaves_the_text(page: Page) -> None:
    playground = Playground(page).run_in("browser")
    playground.answered().write("a = Value(1.0)\nfor i in range(9000):\n    for j in range(9000):\n        pass")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(playground.text).to_contain_text("range(9000)")
    playground.write(FIRST).answered()
    expect(playground.cell("b", "data")).to_have_text("9.0")


@pytest.mark.parametrize("refusal", ["NotAllowedError", "absent"])
def test_a_clipboard_that_refuses_shows_what_was_to_be_copied(page: Page, refusal: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
        if refusal == "absent"
        else f"navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', '{refusal}'))"
    )
    Playground(page).write(FIRST).answered()
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_label("Link", exact=True)).to_have_value(re.compile("#1[.]"))
