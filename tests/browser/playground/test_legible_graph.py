"""Tests of the graph's legibility: size of text, contrast of what is to come, and folding of what does not fit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.web.link import fragment
from tests.support.pages.playground import Playground

README = next(example.source for example in EXAMPLES if example.id == "readme")
SHOWN = ("readme", "lecture", "black-scholes", "mlp")

SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll("graph-view .graph text")]
    .filter((text) => text.textContent.trim() && getComputedStyle(text).visibility === "visible")
    .map((text) => parseFloat(getComputedStyle(text).fontSize || text.getAttribute("font-size"))
        * text.getScreenCTM().a))"""

# The contrast of a colour of the selected elements against the ground behind them, the least of all.
LEAST_CONTRAST = """([selector, property]) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const luminance = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
        const [r, g, b] = parts.map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const style = getComputedStyle(document.documentElement);
    const grounds = ["--ground", "--paper"].map((name) => {
        const probe = document.createElement("i");
        probe.style.color = `var(${name})`;
        document.body.append(probe);
        const colour = getComputedStyle(probe).color;
        probe.remove();
        return luminance(colour);
    });
    const contrasts = [...document.querySelectorAll(`graph-view ${selector}`)].flatMap((element) => {
        const ink = luminance(getComputedStyle(element)[property]);
        return grounds.map((ground) => (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05));
    });
    return contrasts.length ? Math.min(...contrasts) : 0;
}"""


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (360, 640)])
@pytest.mark.parametrize(("look", "least"), [("light", 12), ("projector", 16)])
def test_no_text_in_the_graph_is_smaller_than_can_be_read(
    browser: Browser, server: str, size: tuple[int, int], look: str, least: int
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    for example in EXAMPLES:
        if example.id in SHOWN:
            playground = Playground(page, visit=False)
            page.goto("about:blank")
            page.goto(f"/#{fragment({'text': example.source, 'look': look})}")
            expect(page.locator("html")).to_have_attribute("data-look", look)
            expect(page.locator("graph-view .node.pale").first).to_be_visible()
            playground.press("End")
            frame = page.locator("graph-view .graph-frame")
            for keys in (["0"], ["-"] * 12, ["+", "-", "-"]):
                for key in keys:
                    frame.press(key)
                assert page.evaluate(SMALLEST_TEXT) >= least - 0.01, f"{example.title} after {keys}"
    context.close()


@pytest.mark.parametrize("look", ["light", "dark", "projector"])
def test_what_is_to_come_can_be_seen_and_read(page: Page, look: str) -> None:
    Playground(page).choose_example("The lecture's L").press("Home")
    page.evaluate(f"document.documentElement.dataset.look = '{look}'")
    for selector in (".edge.pale > path", ".node.pale > polygon", ".node.pale > ellipse"):
        assert page.evaluate(LEAST_CONTRAST, [selector, "stroke"]) >= 3, selector
    assert page.evaluate(LEAST_CONTRAST, [".node.pale > text", "fill"]) >= 4.5


def test_a_network_opens_as_layers_that_say_what_they_hold(page: Page) -> None:
    Playground(page).choose_example("Training the lecture's MLP")
    expect(page.locator('graph-view .node[id^="g"] > text:first-of-type')).to_have_text(
        ["Layer 0 of MLP: 4 neurons", "Layer 1 of MLP: 4 neurons", "Layer 2 of MLP: 1 neuron"]
    )


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (360, 640)])
def test_a_graph_that_does_not_fit_has_a_map_of_it_that_leads_to_its_end(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/#{fragment({'text': README})}")
    root = page.locator("graph-view .node > text:first-of-type").get_by_text("g₂", exact=True)
    expect(root).to_be_attached()
    Playground(page, visit=False).press("Home")
    graph_map = page.locator("graph-view .overview-map")
    expect(graph_map).to_be_visible()
    place, frame = graph_map.bounding_box(), page.locator("graph-view .graph-frame").bounding_box()
    assert place
    assert frame
    assert place["width"] * place["height"] < 0.05 * frame["width"] * frame["height"]
    expect(root).not_to_be_in_viewport()
    graph_map.click(position={"x": place["width"] - 3, "y": place["height"] / 2})
    expect(root).to_be_in_viewport()


def test_the_list_of_foldable_parts_says_what_it_counts(page: Page) -> None:
    Playground(page).choose_example("micrograd's README")
    page.get_by_role("button", name="Fold", exact=True).click()
    rows = page.locator(".fold-list .fold-row")
    expect(rows.first).to_have_text("line 1: 1 value")
    expect(rows.nth(3)).to_have_text("line 4: 3 values")


def test_a_side_beyond_which_there_is_more_is_shaded(page: Page) -> None:
    frame = page.locator("graph-view .graph-frame")
    playground = Playground(page).choose_example("micrograd's README")
    playground.press("Home")
    expect(frame).to_have_attribute("data-more", re.compile("right"))
    playground.press("End", "2")
    expect(frame).to_have_attribute("data-more", re.compile("left"))
