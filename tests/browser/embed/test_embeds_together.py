"""Many embeds on a page: they answer all at once, and where there is no server they share one Python."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.other_site import Site
from tests.support.pages.embed import element, expect_position, framed, inside, strict

COUNT = 20


@pytest.fixture
def without_server(page: Page) -> list[str]:
    """Embeds as a static site has them; what they ask for is in the list."""

    # Before the page's own script: the frame's document is ready then, and deferred scripts have not run.
    page.add_init_script(
        "document.addEventListener('readystatechange', () => {"
        " const { dataset } = document.documentElement;"
        " if (dataset.backend) dataset.backend = 'browser'; })"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_twenty_embeds_on_a_page_step_together_and_use_one_python(
    page: Page, server: str, course: Site, without_server: list[str]
) -> None:
    elements = "".join(element(server, 'start="now" panels="step,transport" readonly') for _ in range(COUNT))
    page.goto(course.shows(elements, strict(server)))
    frames = page.locator("iframe")
    expect(frames).to_have_count(COUNT)
    for i in range(COUNT):
        expect_position(frames.nth(i).content_frame, "step 0 of 20")
    assert len([url for url in without_server if url.endswith("/engine.zip")]) == 1
    assert not [url for url in without_server if "/api/" in url]
    page.evaluate("Promise.all([...document.querySelectorAll('autograd-playground')].map((embed) => embed.step(5)))")
    for i in range(COUNT):
        expect_position(frames.nth(i).content_frame, "step 5 of 20")


@pytest.mark.usefixtures("without_server")
def test_a_sandboxed_embed_without_a_server_has_a_python_of_its_own(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(framed(server, sandbox="allow-scripts"), strict(server)))
    expect_position(inside(page), "step 0 of 20")
