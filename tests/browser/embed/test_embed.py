"""Tests of embeds in a page of another site: origins, policies, sandboxes, widths, no scripts, print."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.support.axe import violations
from tests.support.chromium import Faults
from tests.support.other_site import Site
from tests.support.pages.embed import (
    CODE,
    element_html,
    embed_frame,
    expect_position,
    frame_html,
    strict_policy,
    wait_until,
)


@pytest.mark.parametrize("sandbox", [None, "allow-scripts allow-same-origin", "allow-scripts"])
@pytest.mark.parametrize("width", [360, 1200])
def test_a_frame_opens_at_its_phase_and_can_be_stepped(
    page: Page, server: str, course: Site, sandbox: str | None, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(course.shows(frame_html(server, "&phase=backward", sandbox=sandbox), strict_policy(server)))
    embed = embed_frame(page)
    expect_position(embed, "step 7 of 11")
    expect(embed.locator(".graph .node").first).to_be_visible()
    embed.locator(".button-next").click()
    expect_position(embed, "step 8 of 11")
    sideways = "document.documentElement.scrollWidth > innerWidth"
    assert [frame.evaluate(sideways) for frame in page.frames] == [False, False]


def test_an_embed_is_accessible(page: Page, server: str) -> None:
    page.goto(f"{server}/embed?panels=code,graph,step,order,values,transport#code={quote(CODE)}&step=end")
    expect(page.locator(".graph .node").first).to_be_visible()
    assert violations(page) == []


def test_an_embed_shows_what_a_program_prints_without_a_value_and_before_an_error(
    page: Page, server: str, faults: Faults
) -> None:
    faults.allow("status of 422")
    page.goto(f"{server}/embed#code={quote('print(2 + 3)')}")
    expect(page.locator("output-panel .output")).to_have_text("5")
    expect(page.locator("graph-view")).to_contain_text("There is nothing to draw yet.")
    page.goto(f"{server}/embed?#code={quote('print(2 + 4)' + chr(10) + 'nope')}")
    expect(page.locator("output-panel")).to_contain_text("Printed before the error")
    expect(page.locator("output-panel .output")).to_have_text("6")


def test_the_choice_of_a_network_is_one_click_in_an_embed_and_none_where_the_text_is_fixed(
    page: Page, server: str, faults: Faults
) -> None:
    faults.allow("status of 422")
    program = "class MLP:\n    pass\n\nn = MLP(2, [1])\nn([1.0, 2.0])"
    page.goto(f"{server}/embed#code={quote(program)}")
    expect(page.locator(".note-error").get_by_role("button")).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("button", name="Use the lecture's network").click()
    expect(page.get_by_label("Python program")).to_contain_text("from autograd_playground.lecture import MLP")
    expect(page.locator(".note-error")).to_have_count(0)
    page.goto(f"{server}/embed?readonly=1#code={quote(program)}")
    expect(page.locator(".note-error")).to_contain_text("leave the class out")
    expect(page.locator(".note-error").get_by_role("button")).to_have_count(0)


def test_the_address_chooses_the_panels_and_whether_the_program_can_be_changed(page: Page, server: str) -> None:
    page.goto(f"{server}/embed?panels=code,values&readonly=1#code={quote(CODE)}")
    expect(page.locator("values-table")).to_be_visible()
    expect(page.locator("graph-view, step-panel, transport-bar")).to_have_count(0)
    expect(page.get_by_label("Python program")).to_have_attribute("contenteditable", "false")


def test_open_in_the_playground_carries_the_readers_edits_along(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(frame_html(server), strict_policy(server)))
    embed = embed_frame(page)
    expect_position(embed, "step 0 of 11")
    embed.get_by_label("Python program").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.insert_text("\n# mine")
    with page.expect_popup() as opened:
        embed.get_by_role("link", name="Open in the playground").click()
    expect(opened.value.get_by_label("Python program")).to_contain_text("# mine")


def test_the_wheel_scrolls_the_course_page_until_the_graph_has_the_focus(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(frame_html(server) + "<p>Text.</p>" * 100, strict_policy(server)))
    graph = embed_frame(page).locator(".graph-frame")
    expect(graph.locator(".node").first).to_be_visible()
    graph.hover()
    page.mouse.wheel(0, 200)
    wait_until(page, "scrollY > 0")
    page.evaluate("scrollTo(0, 0)")
    wait_until(page, "scrollY === 0")
    before = graph.locator("svg > g > g").get_attribute("style")
    graph.click(position={"x": 5, "y": 100})
    page.mouse.wheel(0, 200)
    expect(graph.locator("svg > g")).not_to_have_attribute("style", before or "none")
    assert page.evaluate("scrollY") == 0


def test_an_embed_that_starts_on_click_sends_no_request_before(page: Page, server: str) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto(f"{server}/embed?start=click#code={quote(CODE)}")
    expect(page.locator(".embed-text")).to_contain_text("L = a*b + c")
    assert not [url for url in urls if "/api/" in url]
    page.get_by_role("button", name="Step through this program").click()
    expect(page.locator(".place-count")).to_have_text("step 0 of 11")


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("code=%", "a % in it is not followed by two hexadecimal digits"),
        ("code=a&level=huge", "level: expected one of atoms, lecture, compact"),
        ("9.AAAA", "it is of version 9"),
    ],
)
def test_an_address_that_cannot_be_read_says_why(page: Page, server: str, fragment: str, message: str) -> None:
    page.goto(f"{server}/embed#{fragment}")
    expect(page.locator("status-line")).to_contain_text(message)


def test_an_element_works_from_another_origin_and_is_as_high_as_its_content(
    page: Page, server: str, course: Site
) -> None:
    page.goto(course.shows(element_html(server, 'step="end"') + "<p>After.</p>", strict_policy(server)))
    expect_position(embed_frame(page), "step 11 of 11")
    wait_until(page, "document.querySelector('autograd-playground').offsetHeight > 400")
    assert page.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_without_scripts_the_program_is_shown(browser: Browser, server: str, course: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(course.shows(element_html(server), strict_policy(server)))
    expect(page.get_by_text("L = a*b + c")).to_be_visible()
    context.close()


def test_where_the_frame_is_forbidden_the_program_stays(page: Page, server: str, course: Site, faults: Faults) -> None:
    faults.allow("violates the following Content Security Policy directive")
    page.goto(course.shows(element_html(server), f"default-src 'none'; script-src {server}/; img-src data:"))
    wait_until(page, "document.querySelector('autograd-playground').shadowRoot.querySelector('iframe')")
    expect(page.get_by_text("L = a*b + c")).to_be_visible()


def test_the_dialogue_previews_the_embed_and_copies_its_source(page: Page, server: str) -> None:
    page.goto("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page.get_by_role("button", name="Embed", exact=True).click()
    dialog = page.locator("embed-dialog dialog")
    preview = dialog.locator("iframe").content_frame
    expect(preview.locator(".place-count")).to_contain_text("step 15 of")
    dialog.get_by_label("Values").check()
    expect(preview.locator("values-table")).to_be_visible()
    for kind, start in (("Frame", "<iframe"), ("Element", "<script"), ("Markdown", "[!["), ("Link", server)):
        dialog.get_by_role("button", name=kind, exact=True).click()
        dialog.get_by_role("button", name="Copy", exact=True).click()
        expect(dialog.get_by_role("status")).to_contain_text("is copied.")
        assert str(page.evaluate("navigator.clipboard.readText()")).startswith(start)


def printed(page: Page, address: str) -> str:
    """The text of the page as a PDF, without white space."""
    page.goto(address)
    for frame in page.locator("iframe").all():
        expect(frame.content_frame.locator(".graph .node")).to_have_count(7)
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages)
    return "".join(text.split())


@pytest.mark.parametrize("width", [360, 1200])
def test_a_printed_embed_has_its_program_and_its_numbers(page: Page, server: str, course: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    frame, custom = frame_html(server, "&step=end"), element_html(server, 'step="end"')
    text = printed(page, course.shows(f"<p>Before.</p>{frame}{custom}<p>After.</p>", strict_policy(server)))
    assert text.startswith("Before.")
    assert text.endswith("After.")
    assert text.count("L=a*b+c") >= 2
    assert text.count("grad−3") == 2


def test_without_scripts_a_frame_says_what_it_needs(browser: Browser, server: str, course: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(course.shows(frame_html(server), strict_policy(server)))
    message = embed_frame(page).locator("noscript p")
    expect(message).to_be_visible()
    expect(message).to_have_text("This example needs JavaScript.")
    context.close()


def test_an_embed_of_the_graph_alone_says_how_its_numbers_come(page: Page, server: str) -> None:
    page.goto(f"{server}/embed?panels=graph,transport#code={quote(CODE)}")
    expect(page.locator(".graph-notice")).to_have_text(
        "Press Play (space) to see the numbers come in and the gradients go back."
    )
    page.locator(".button-next").click()
    expect(page.locator(".graph-notice")).to_have_text("")
