"""Tests of the page when it is opened: usable without a request, readable, and as large as the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import NO_SCROLLING, Playground, scrolls

# The text with the lowest contrast ratio to its background, in the page and in all open shadow roots.
LOWEST_CONTRAST = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgba(colour).map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parent = (element) => element.parentElement ?? element.getRootNode().host ?? null;
  const background = (element) => {
    for (let at = element; at; at = parent(at)) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return "white";
  };
  const descendants = (root) => [...root.querySelectorAll("*")]
    .flatMap((e) => [e, ...(e.shadowRoot ? descendants(e.shadowRoot) : [])]);
  let worst = { ratio: 21, text: "" };
  for (const element of descendants(document.querySelector("app-shell"))) {
    const text = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join("");
    if (!text || !element.checkVisibility() || element.closest(":disabled, svg, .cm-layer")) continue;
    const [one, other] = [getComputedStyle(element).color, background(element)].map(luminance);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text };
  }
  return worst;
}"""


def test_the_first_example_can_be_stepped_before_any_request(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    playground = Playground(page)
    expect(page.locator("graph-view .node").first).to_be_visible()
    playground.press("Home", "ArrowRight", "ArrowRight")
    playground.at(2)
    assert not [url for url in urls if "/api/" in url or "worker" in url or "pyodide" in url]


def test_the_readmes_example_has_the_numbers_of_micrograds_readme(page: Page) -> None:
    playground = Playground(page).choose_example("micrograd's README").press("End")
    expect(playground.cell("g₂", "data")).to_have_text("24.70408163265306")
    expect(playground.cell("a", "grad")).to_have_text("138.83381924198252")
    expect(playground.cell("b", "grad")).to_have_text("645.5772594752186")


def test_before_the_first_step_the_page_explains_how_to_start(page: Page) -> None:
    playground = Playground(page).press("Home")
    playground.at(0)
    expect(playground.step).to_contain_text("Press Play (space) to see its numbers come in")
    expect(playground.order).to_contain_text("after the forward pass")
    expect(playground.status).to_contain_text("edits are answered by the server")


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080), (1024, 700)])
def test_on_a_desktop_every_panel_is_visible_and_the_page_does_not_scroll(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    playground = Playground(page).press("3", "ArrowRight")
    for element in ("code-editor", "graph-view", "step-panel", "order-panel", "leaves-panel", "transport-bar"):
        expect(page.locator(element)).to_be_in_viewport()
    if size[0] < 1800:
        playground.show_values()
    expect(page.locator("values-table")).to_be_in_viewport()
    expect(playground.position).to_be_in_viewport(ratio=1)
    assert scrolls(page) == NO_SCROLLING


def test_on_a_phone_one_panel_is_chosen_by_tabs(browser: Browser, server: str) -> None:
    phone = browser.new_context(base_url=server, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    playground = Playground(page)
    panels = {
        "Code": page.locator("code-editor"),
        "Step": page.locator(".story"),
        "Leaves": page.locator("leaves-panel"),
        "Try": page.locator("nudge-panel"),
        "Values": page.locator("values-table"),
    }
    for selected in panels:
        page.get_by_role("button", name=selected, exact=True).tap()
        for name, panel in panels.items():
            expect(panel).to_be_visible(visible=name == selected)
        expect(page.locator("graph-view")).to_be_in_viewport(ratio=1)
        expect(playground.button("Last")).to_be_in_viewport(ratio=1)
        assert scrolls(page) == NO_SCROLLING
    playground.button("First").tap()
    expect(playground.button("First")).to_be_disabled()
    phone.close()


def test_on_a_phone_every_target_is_large_enough_for_a_thumb(browser: Browser, server: str) -> None:
    phone = browser.new_context(base_url=server, viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    playground = Playground(phone.new_page())
    for button in playground.transport.locator(".button, select").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44, button.inner_text()
    phone.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("moment", ["start", "order", "backward", "end", "error"])
def test_all_text_has_enough_contrast_to_its_background(page: Page, faults: Faults, scheme: str, moment: str) -> None:
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    playground = Playground(page)
    if moment == "error":
        faults.allow("status of 422")
        playground.write("a = Value(2.0)\nb = a * nope")
        expect(page.locator(".note-error")).to_be_visible()
    else:
        playground.press({"start": "Home", "order": "2", "backward": "3", "end": "End"}[moment], "ArrowRight")
    worst = page.evaluate(LOWEST_CONTRAST)
    assert worst["ratio"] >= 4.5, worst


def test_no_network_is_used_by_stepping(page: Page) -> None:
    playground = Playground(page)
    page.wait_for_load_state("networkidle")
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    playground.press("End", "Home", "3", "ArrowLeft", "2", "1")
    playground.at(1)
    assert urls == []
