"""Tests of the lessons and the gallery in the browser, with scripts and without."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from autograd_playground.web.lessons.source import read_all
from tests.support.axe import violations
from tests.support.pages.playground import scrolls, step_in_the_first_block

LESSONS = read_all()
BY_HAND = f"/learn/{LESSONS[2].name}"


@pytest.fixture
def dark_phone(browser: Browser, server: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=server, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True, color_scheme="dark"
    )
    yield context
    context.close()


@pytest.fixture
def without_scripts(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_from_the_playground_to_the_first_lesson_and_on(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Learn").click()
    page.get_by_role("link", name=LESSONS[0].title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LESSONS[0].title)
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LESSONS[1].title)


def test_a_block_can_be_stepped_in_the_lesson(page: Page) -> None:
    page.goto(f"/learn/{LESSONS[1].name}")
    step_in_the_first_block(page)


def test_the_block_in_view_takes_the_keys_while_nothing_has_the_focus(page: Page) -> None:
    page.goto(f"/learn/{LESSONS[1].name}")
    block = page.locator("autograd-playground").first
    place = block.locator("iframe").content_frame.locator(".transport-place")
    page.keyboard.press("Space")
    page.wait_for_function("scrollY > 0")
    block.scroll_into_view_if_needed()
    expect(place).to_contain_text("step 0 of ")
    page.keyboard.press("ArrowRight")
    expect(place).to_contain_text("step 1 of ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(place).to_contain_text("step 1 of ")
    page.keyboard.press("Space")
    expect(block.locator("iframe").content_frame.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(block.locator("iframe").content_frame.get_by_role("button", name="Play")).to_be_visible()


def test_without_scripts_a_block_has_a_link_to_its_step_in_the_playground(page: Page, without_scripts: Page) -> None:
    without_scripts.goto(f"/learn/{LESSONS[4].name}")
    link = without_scripts.get_by_role("link", name="Open in the playground").nth(1)
    page.goto(link.evaluate("link => link.href"))
    expect(page.locator(".transport-place")).to_contain_text("step 11 of ")
    expect(page.locator("code-editor .cm-content")).to_contain_text("n = x1*w1 + x2*w2 + b")


def test_a_prediction_is_compared_and_kept(page: Page) -> None:
    page.goto(BY_HAND)
    first = page.locator("[data-prediction]").first
    expect(first.get_by_text("What the engine computes")).to_be_hidden()
    first.get_by_label("Your prediction").fill("-6")
    first.get_by_role("button", name="Compare").click()
    expect(first.get_by_role("status")).to_contain_text("the wrong sign")
    first.get_by_label("Your prediction").fill("6,0")
    first.get_by_role("button", name="Compare").click()
    expect(first.get_by_role("status")).to_have_text("✓ Your number agrees.")
    page.reload()
    expect(first.get_by_label("Your prediction")).to_have_value("6,0")
    expect(first.get_by_role("status")).to_have_text("✓ Your number agrees.")


def test_an_answer_that_is_not_a_number_is_not_compared(page: Page) -> None:
    page.goto(BY_HAND)
    first = page.locator("[data-prediction]").first
    first.get_by_label("Your prediction").fill("six")
    first.get_by_role("button", name="Compare").click()
    expect(first.get_by_role("status")).to_have_text("Write a number, such as −1.5.")
    expect(first.get_by_text("What the engine computes")).to_be_hidden()


def test_the_list_marks_lessons_that_are_begun_or_finished(page: Page) -> None:
    page.goto(f"/learn/{LESSONS[0].name}")
    page.goto(f"/learn/{LESSONS[1].name}")
    page.get_by_role("button", name="I have finished this lesson").click()
    page.goto("/learn/")
    expect(page.locator(".lessons .mark")).to_have_text(["◐ begun", "✓ finished", *[""] * (len(LESSONS) - 2)])


def test_a_lesson_works_without_local_storage(page: Page) -> None:
    page.add_init_script("Object.defineProperty(self, 'localStorage', { get() { throw new DOMException('no'); } })")
    page.goto(BY_HAND)
    first = page.locator("[data-prediction]").first
    first.get_by_label("Your prediction").fill("6")
    first.get_by_role("button", name="Compare").click()
    expect(first.get_by_role("status")).to_have_text("✓ Your number agrees.")


@pytest.mark.parametrize("path", ["/gallery/", *(f"/learn/{lesson.name}" for lesson in LESSONS)])
def test_without_scripts_every_program_has_its_picture(without_scripts: Page, path: str) -> None:
    without_scripts.goto(path)
    pictures = without_scripts.locator("img")
    assert pictures.count() == without_scripts.locator("autograd-playground, .gallery li").count() > 1
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0


def test_without_scripts_an_answer_can_be_unfolded(without_scripts: Page) -> None:
    without_scripts.goto(BY_HAND)
    without_scripts.get_by_text("What the engine computes").first.click()
    expect(without_scripts.locator(".prediction .answer").first).to_have_text("6")


# The height in pixels of the smallest text in each picture that shows names without numbers.
SMALLEST_TEXTS = """async () => Promise.all([...document.querySelectorAll(".gallery img")].map(async (image) => {
    const text = await (await fetch(image.currentSrc)).text();
    const [, width, height] = /<svg[^>]* viewBox="[^ ]+ [^ ]+ ([\\d.]+) ([\\d.]+)"/.exec(text).map(Number);
    const scale = Math.min(image.clientWidth / width, image.clientHeight / height, image.naturalWidth / width);
    const sizes = [...text.matchAll(/font-size="([\\d.]+)"/g)].map(([, size]) => Number(size));
    return text.includes(">data<") ? Infinity : scale * Math.min(...sizes);
}))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_large_graph_is_folded_in_the_gallery_so_that_its_names_can_be_read(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto("/gallery/")
    page.locator(".gallery img").evaluate_all("images => { for (const image of images) image.loading = 'eager'; }")
    for picture in page.locator(".gallery img").all():
        expect(picture).to_have_js_property("complete", True)
    sizes = page.evaluate(SMALLEST_TEXTS)
    assert sum(size < math.inf for size in sizes) >= 9
    assert min(sizes) >= 10


def test_an_example_opens_from_the_gallery(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Gallery").click()
    page.get_by_role("link", name="Rosenbrock's valley").click()
    expect(page.locator("code-editor .cm-content")).to_contain_text("100 * (y - x**2)**2")


@pytest.mark.parametrize("path", ["/learn/", "/gallery/", BY_HAND, f"/learn/{LESSONS[-2].name}"])
def test_a_page_is_accessible_and_fits_a_phone_in_the_dark(dark_phone: BrowserContext, path: str) -> None:
    page = dark_phone.new_page()
    page.goto(path)
    assert violations(page) == []
    assert not scrolls(page)["sideways"]


@pytest.mark.parametrize("path", ["/learn/", "/gallery/", BY_HAND])
def test_a_page_is_accessible_on_a_desktop(page: Page, path: str) -> None:
    page.goto(path)
    assert violations(page) == []
