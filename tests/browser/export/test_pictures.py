"""Tests of the picture routes in pages of another site, and of queries that name a program."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from autograd_playground.web.link import fragment
from tests.support.chromium import Faults
from tests.support.other_site import Site
from tests.support.pages.playground import Playground

CODE = "a = Value(2.0)\nb = a + a*3\nb.backward()"
FAULTY = "a = Value(2.0)\nb = a + ("
ALT = "a has data 2 and grad 4; b has data 8 and grad 1"


def picture(server: str, format: str, code: str = CODE) -> str:
    return f'<img src="{escape(f"{server}/graph.{format}?code={quote(code)}")}" alt="{ALT}">'


def size(page: Page) -> list[int]:
    """The width and the height of the only image of the page, once it is loaded."""
    expect(page.get_by_role("img")).to_have_js_property("complete", True)
    width, height = (
        int(page.get_by_role("img").evaluate(f"(image) => image.natural{side}")) for side in ("Width", "Height")
    )
    return [width, height]


@pytest.mark.parametrize("format", ["svg", "png"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_picture_is_shown_in_a_page_of_another_site(
    browser: Browser, server: str, course: Site, format: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(course.shows(picture(server, format), f"default-src 'none'; img-src {server}"))
    expect(page.get_by_role("img", name=ALT)).to_be_visible()
    width, height = size(page)
    assert width > 300
    assert height > 60
    context.close()


def test_a_picture_may_be_requested_with_cors(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(picture(server, "svg").replace("<img", '<img crossorigin="anonymous"')))
    assert size(page)[0] > 300


@pytest.mark.parametrize("format", ["svg", "png"])
def test_a_faulty_program_shows_its_error_instead_of_the_graph(
    page: Page, server: str, course: Site, faults: Faults, format: str
) -> None:
    """Browsers show an image whatever the status of its response."""
    faults.allow("status of 422")
    page.goto(course.shows(picture(server, format, FAULTY)))
    assert size(page) == [620, 92]


def test_a_picture_opened_by_itself_is_a_drawing_with_a_title(page: Page, server: str) -> None:
    page.goto(f"{server}/graph.svg?code={quote(CODE)}")
    assert page.title() == "b = 8"
    expect(page.locator("svg")).to_be_visible()
    assert page.evaluate("origin") == "null"


@pytest.mark.parametrize("query", [f"code={quote(CODE)}&step=3", f"state={fragment({'text': CODE, 'step': 3})}"])
def test_a_query_that_names_a_program_opens_it(page: Page, server: str, query: str) -> None:
    page.goto(f"{server}/?{query}")
    playground = Playground(page, visit=False).answered()
    expect(playground.text).to_contain_text("b = a + a*3")
    expect(playground.position).to_contain_text("step 3 of")
    page.goto(f"{server}/embed/?readonly=1&{query}")
    expect(page.get_by_label("Python program")).to_contain_text("b = a + a*3")
    expect(page.locator(".place-count")).to_contain_text("step 3 of")


def test_once_it_is_changed_the_program_is_in_the_link_and_not_in_the_query(page: Page, server: str) -> None:
    page.goto(f"{server}/?code={quote(CODE)}")
    playground = Playground(page, visit=False).answered()
    assert page.url.endswith(quote(CODE))
    playground.write(CODE + "\n# mine").answered()
    page.wait_for_url(f"{server}/#1.*")
    page.reload()
    expect(playground.text).to_contain_text("# mine")


def test_another_query_in_the_same_tab_opens_another_program(page: Page, server: str) -> None:
    for name in ("first", "second"):
        page.goto(f"{server}/?code={name}%20%3D%202%0Ax%20%3D%20{name}*{name}")
        expect(Playground(page, visit=False).answered().text).to_contain_text(f"{name} = 2")


def test_a_shared_link_that_is_unchanged_has_its_query_and_so_its_card(
    page: Page, context: BrowserContext, server: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    address = f"{server}/?code={quote(CODE)}"
    page.goto(address)
    Playground(page, visit=False).answered()
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.locator("status-line")).to_contain_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == address


@pytest.mark.parametrize("query", ["state=hello", "code=a&level=huge"])
def test_a_query_that_cannot_be_read_says_why(page: Page, server: str, query: str) -> None:
    page.goto(f"{server}/?{query}")
    expect(page.locator("status-line")).to_contain_text("cannot be read")
