"""Tests of the page's state in its URL: links, Back and Forward, reloads, and the stored program."""

from __future__ import annotations

import base64
import json
import re
import zlib

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import Playground

TEXT = "a = Value(3.0)\nb = a * a\nb.backward()"
COPIED = "The link is copied."


def url_with_state(page: Page) -> str:
    """The URL, as soon as it has a state in its fragment."""
    page.wait_for_url(re.compile("#1[.]"))
    return page.url


def entries(page: Page) -> int:
    """The number of entries in the session history."""
    return int(page.evaluate("history.length"))


def share(page: Page) -> str:
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.locator("status-line")).to_contain_text(COPIED)
    return str(page.evaluate("navigator.clipboard.readText()"))


def open_link(page: Page, link: str) -> Playground:
    page.goto(link)
    return Playground(page, visit=False).answered()


@pytest.fixture
def clipboard(context: BrowserContext, server: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)


@pytest.mark.usefixtures("clipboard")
def test_a_shared_link_opens_elsewhere_at_the_same_text_step_and_level(page: Page, browser: Browser) -> None:
    playground = Playground(page).write(TEXT).answered().leave_editor()
    playground.choose_level("compact")
    playground.answered().press("3", "ArrowRight")
    position, values = playground.position.inner_text(), playground.values()
    link = share(page)

    other = browser.new_context()
    elsewhere = open_link(other.new_page(), link)
    expect(elsewhere.text).to_contain_text("b = a * a")
    expect(elsewhere.position).to_have_text(position)
    assert elsewhere.values() == values
    expect(elsewhere.page.get_by_label("Level of detail")).to_have_value("compact")
    other.close()


@pytest.mark.usefixtures("clipboard")
def test_the_state_of_a_link_is_not_sent_to_the_server(page: Page) -> None:
    Playground(page).write(TEXT).answered()
    link = share(page)
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto("about:blank")
    open_link(page, link)
    assert not [url for url in urls if link.split("#")[1] in url]


def test_the_address_stays_clean_until_something_changes(page: Page) -> None:
    playground = Playground(page)
    assert "#" not in page.url
    playground.press("ArrowLeft")
    assert url_with_state(page) != ""


def test_back_and_forward_undo_and_redo_an_example(page: Page) -> None:
    playground = Playground(page).write(TEXT).answered().leave_editor()
    playground.press("Home", "ArrowRight", "ArrowRight").choose_example("The lecture's L")
    expect(playground.text).to_contain_text("L = d * f")
    page.go_back()
    expect(playground.text).to_contain_text("b = a * a")
    playground.at(2)
    page.go_forward()
    expect(playground.text).to_contain_text("L = d * f")
    expect(page.get_by_label("Example", exact=True)).to_have_value("lecture")


def test_edits_and_steps_add_no_history_entries(page: Page) -> None:
    playground = Playground(page)
    before = entries(page)
    playground.press("ArrowLeft", "ArrowLeft")
    url_with_state(page)
    playground.write(TEXT).answered()
    assert entries(page) == before


def test_a_reload_loses_nothing_not_even_the_last_key(page: Page) -> None:
    playground = Playground(page).write(TEXT).answered().leave_editor()
    playground.press("Home", "ArrowRight", "ArrowRight")
    url_with_state(page)
    playground.write(TEXT + "\n# the last words")
    page.reload()
    expect(playground.text).to_contain_text("# the last words")
    playground.write(TEXT).answered().leave_editor().press("Home", "ArrowRight")
    page.reload()
    expect(playground.text).not_to_contain_text("# the last words")
    playground.at(1)


def test_what_was_typed_is_there_on_the_next_visit(context: BrowserContext) -> None:
    first = context.new_page()
    Playground(first).write(TEXT).answered()
    first.close()
    later = Playground(context.new_page())
    expect(later.text).to_contain_text("b = a * a")
    expect(later.status).to_contain_text("This is the text you typed last time.")


@pytest.mark.usefixtures("clipboard")
def test_a_link_wins_and_the_typed_text_can_be_brought_back(page: Page, context: BrowserContext) -> None:
    Playground(page).choose_example("a + a")
    link = share(page)
    page.close()
    mine = context.new_page()
    Playground(mine).write(TEXT).answered()
    mine.close()

    opened = open_link(context.new_page(), link)
    expect(opened.text).to_contain_text("a + a")
    expect(opened.status).to_contain_text("The one you typed before is kept.")
    opened.write("c = Value(1.0)\nd = c * 5").answered()
    address = url_with_state(opened.page)
    opened.page.get_by_role("button", name="Bring it back").click()
    expect(opened.text).to_contain_text("b = a * a")
    opened.page.wait_for_url(lambda url: url != address)
    opened.page.go_back()
    expect(opened.text).to_contain_text("d = c * 5")


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("1.AAAA", "it is cut off or damaged"),
        ("9.AAAA", "it is of version 9"),
        ("chapter-2", "it is not one that this page made"),
    ],
)
def test_an_invalid_link_gets_a_message_and_the_default_page(page: Page, fragment: str, message: str) -> None:
    playground = open_link(page, f"/#{fragment}")
    expect(playground.status).to_contain_text(message)
    expect(playground.button("Last")).to_be_disabled()
    expect(playground.text).to_contain_text("L.backward()")


def test_a_link_to_a_pass_that_the_program_does_not_have_opens_the_last_one(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    state = zlib.compress(json.dumps({"text": "a = Value(2.0)\nL = a*3", "pass": 77}).encode(), wbits=-15)
    playground = open_link(page, f"/#1.{base64.urlsafe_b64encode(state).decode().rstrip('=')}")
    expect(playground.status).to_contain_text("This program has no pass 78: the last one is shown.")
    expect(playground.cell("L", "data")).to_be_attached()


@pytest.mark.usefixtures("clipboard")
def test_another_link_entered_in_the_address_bar_opens_on_the_page(page: Page) -> None:
    playground = Playground(page).choose_example("a + a")
    link = share(page)
    playground.choose_example("The lecture's L")
    page.evaluate("link => { location.href = link }", link)
    expect(playground.text).to_contain_text("a + a")


def test_without_clipboard_access_the_link_is_shown_and_selected(page: Page) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    Playground(page).press("ArrowLeft")
    page.get_by_role("button", name="Share", exact=True).click()
    link = page.get_by_label("Link", exact=True)
    expect(link).to_be_focused()
    assert link.input_value() == page.url
    assert page.evaluate("getSelection().toString()") == page.url
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_the_page_works_without_web_storage(page: Page, faults: Faults) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, "
        "{ get() { throw new DOMException('no', 'SecurityError') } })"
    )
    playground = Playground(page).write(TEXT).answered()
    expect(playground.cell("b", "data")).to_have_text("9.0")
    page.reload()
    expect(playground.transport).to_be_visible()
    assert not faults.unexpected()
