"""Tests of the themes: system preference, explicit choice, forced colours, phase icons, reduced motion."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.pages.playground import NO_SCROLLING, Playground, scrolls

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LIGHTNESS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  return Math.round(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, c) => sum + c) / 3);
}"""


def lightness(page: Page) -> int:
    """The mean channel of the background: 0 is black, 255 is white."""
    found: int = page.evaluate(LIGHTNESS)
    return found


def font_size(page: Page, selector: str) -> float:
    """The font size in pixels."""
    found: float = page.locator(selector).first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_choice_the_system_decides(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    Playground(page)
    expect(page.get_by_label("Look")).to_have_value("auto")
    assert (lightness(page) < 64) == (scheme == "dark")


@pytest.mark.parametrize(("theme", "system"), [("light", "dark"), ("dark", "light")])
def test_a_choice_overrides_the_system(page: Page, theme: str, system: str) -> None:
    page.emulate_media(color_scheme="dark" if system == "dark" else "light")
    Playground(page).choose_look(theme)
    expect(page.locator("html")).to_have_attribute("data-look", theme)
    assert (lightness(page) < 64) == (theme == "dark")


def test_a_change_of_the_system_applies_at_once(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    Playground(page)
    before = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(BACKGROUND) != before


def test_the_projector_enlarges_every_text(page: Page) -> None:
    playground = Playground(page).press("3", "ArrowRight")
    selectors = (
        "step-panel .step-text",
        "step-panel .panel-title",
        "code-editor .cm-line",
        ".transport-place",
        ".label",
    )
    before = {selector: font_size(page, selector) for selector in selectors}
    playground.choose_look("projector")
    expect(page.locator("html")).to_have_attribute("data-look", "projector")
    for selector in selectors:
        assert font_size(page, selector) >= 1.25 * before[selector], selector
    expect(playground.button("Last")).to_be_in_viewport(ratio=1)


def test_a_reload_does_not_change_the_theme(page: Page) -> None:
    Playground(page).choose_look("dark")
    expect(page).to_have_url(re.compile("#.+"))
    page.reload()
    expect(page.get_by_label("Look")).to_have_value("dark")
    assert lightness(page) < 64


@pytest.mark.parametrize(("key", "phase"), [("1", "forward"), ("2", "order"), ("3", "backward")])
def test_each_phase_has_a_name_and_an_icon(page: Page, key: str, phase: str) -> None:
    playground = Playground(page).press(key)
    expect(playground.position).to_contain_text(phase)
    expect(playground.transport.locator(".segment.present svg")).to_be_visible()
    expect(playground.step.locator(".step-title svg")).to_be_visible()


def test_the_icons_of_the_phases_differ(page: Page) -> None:
    playground = Playground(page)
    icons = [playground.press(key).step.locator(".step-title svg").evaluate("svg => svg.innerHTML") for key in "123"]
    assert len(set(icons)) == 3


def test_forced_colours_still_distinguish_the_step_and_the_selected_options(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    playground = Playground(page).choose_example("The lecture's L").press("3", "ArrowRight")
    style = "element => [getComputedStyle(element).stroke, getComputedStyle(element).strokeWidth].join()"
    now, other = page.locator("graph-view .node.now > polygon").first, page.locator("graph-view #n0 > polygon").first
    assert now.evaluate(style) != other.evaluate(style)
    colours = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor].join()"
    options = page.locator("#settings .switch-option span")
    assert options.nth(0).evaluate(colours) != options.nth(1).evaluate(colours)
    chips = playground.order.locator(".chip")
    assert chips.locator("xpath=self::*[@aria-current]").evaluate(colours) != chips.last.evaluate(colours)
    done, track = page.locator(".segment-done").first, page.locator(".segment-bar").first
    background = "element => getComputedStyle(element).backgroundColor"
    assert done.evaluate(background) != track.evaluate(background)


def test_forced_colours_leave_the_bars_of_the_influences_visible(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    Playground(page).choose_example("The lecture's L").press("End")
    background = "element => getComputedStyle(element).backgroundColor"
    up, down = page.locator(".influence-up").first, page.locator(".influence-down").first
    colours = {each.evaluate(background) for each in (up, down, page.locator(".influence-track").first)}
    assert len(colours) == 3


def test_the_page_follows_the_readers_own_font_size(page: Page) -> None:
    playground = Playground(page).choose_example("The lecture's L")
    selectors = ["body", ".cm-content", ".site-nav a", ".panel-title", ".transport-place"]
    before = [font_size(page, selector) for selector in selectors]
    page.evaluate("document.documentElement.style.fontSize = '20px'")
    assert [font_size(page, selector) for selector in selectors] == [1.25 * size for size in before]
    expect(playground.button("Last")).to_be_in_viewport(ratio=1)
    assert scrolls(page) == NO_SCROLLING


COUNT_ANIMATIONS = """
  window.animations = 0;
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...args) { window.animations += 1; return animate.apply(this, args); };
"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_under_reduced_motion(page: Page, motion: str) -> None:
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    page.add_init_script(COUNT_ANIMATIONS)
    playground = Playground(page).choose_example("The lecture's L")
    expect(page.locator("graph-view .node:not(.operator)")).to_have_count(7)
    playground.press("3", "ArrowRight", "ArrowRight")
    expect(playground.step).to_contain_text("A contribution flows")
    assert (page.evaluate("window.animations") > 0) == (motion == "no-preference")
    glide = page.locator(".graph-frame > .graph > g").evaluate(
        "g => { g.classList.add('gliding'); return parseFloat(getComputedStyle(g).transitionDuration) }"
    )
    assert (glide > 0) == (motion == "no-preference")


WORDS = """elements => elements.map(each => [each.getAttribute("aria-label"),
  each.querySelector("span").checkVisibility(), each.getBoundingClientRect().right])"""


@pytest.mark.parametrize("size", [(1440, 900), (768, 1024), (360, 640), (320, 568)], ids=lambda size: f"{size[0]}")
def test_the_phases_have_their_words_at_every_width_and_none_lies_on_the_next(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    playground = Playground(page).choose_example("The lecture's L")
    names = playground.transport.locator(".segment-name")
    words = names.evaluate_all(WORDS)
    assert [name for name, _, _ in words] == ["forward: compute", "order", "backward: share out the gradient"]
    assert [shown for _, shown, _ in words] == [True, True, True]
    starts = names.evaluate_all("elements => elements.map(each => each.getBoundingClientRect().left)")
    assert all(right <= start for (_, _, right), start in zip(words, starts[1:], strict=False)), (words, starts)


def test_where_the_words_of_many_phases_do_not_fit_there_are_icons_with_names(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    playground = Playground(page).choose_example("Newton's method")
    names = playground.transport.locator(".segment-name")
    expect(names).to_have_count(5)
    for name in names.all():
        expect(name.locator("svg")).to_be_visible()
        assert name.get_attribute("aria-label")


@pytest.mark.parametrize("path", ["./", "./gallery/"])
@pytest.mark.parametrize("width", [1440, 360])
def test_a_key_says_what_the_colours_of_the_grads_are(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(path)
    key = page.locator(".colour-key").first
    expect(key).to_contain_text("grad above 0")
    colour = "element => getComputedStyle(element).backgroundColor"
    up, down = (key.locator(f".key-{way}").evaluate(colour) for way in ("up", "down"))
    assert (up, down) == ("rgb(213, 94, 0)", "rgb(0, 114, 178)")


@pytest.mark.parametrize("look", ["light", "dark", "projector"])
def test_the_lab_has_the_same_colours_for_above_and_below_0(page: Page, look: str) -> None:
    Playground(page).choose_look(look)
    fill = "element => getComputedStyle(element).fill"
    bars = [page.locator(f".influence-{way}").first.evaluate(
        "element => getComputedStyle(element).backgroundColor") for way in ("up", "down")]  # fmt: skip
    page.goto("./lab/")
    key = page.locator("lab-surface .lab-key")
    assert [key.locator(f".lab-{sign}").first.evaluate(fill) for sign in ("positive", "negative")] == bars
