"""Tests of many embeds on one page: they step in parallel, and without a server they share one Python."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.other_site import Site
from tests.support.pages.embed import element_html, embed_frame, expect_position, frame_html, strict_policy

COUNT = 20


@pytest.fixture
def without_server(page: Page) -> list[str]:
    """Make the embeds run as on a static site; the URLs of all requests are appended to the list."""

    # It runs when the document is parsed and before its deferred scripts.
    page.add_init_script(
        "document.addEventListener('readystatechange', () => {"
        " const { dataset } = document.documentElement;"
        " if (dataset.backend) dataset.backend = 'browser'; })"
    )
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    return urls


def test_twenty_embeds_on_a_page_step_together_and_use_one_python(
    page: Page, server: str, course: Site, without_server: list[str]
) -> None:
    elements = "".join(element_html(server, 'start="now" panels="step,transport" readonly') for _ in range(COUNT))
    page.goto(course.shows(elements, strict_policy(server)))
    frames = page.locator("iframe")
    expect(frames).to_have_count(COUNT)
    for i in range(COUNT):
        expect_position(frames.nth(i).content_frame, "step 0 of 11")
    assert len([url for url in without_server if url.endswith("/engine.zip")]) == 1
    assert not [url for url in without_server if "/api/" in url]
    page.evaluate("Promise.all([...document.querySelectorAll('autograd-playground')].map((embed) => embed.step(5)))")
    for i in range(COUNT):
        expect_position(frames.nth(i).content_frame, "step 5 of 11")


@pytest.mark.usefixtures("without_server")
def test_a_sandboxed_embed_without_a_server_loads_its_own_python(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(frame_html(server, sandbox="allow-scripts"), strict_policy(server)))
    expect_position(embed_frame(page), "step 0 of 11")
