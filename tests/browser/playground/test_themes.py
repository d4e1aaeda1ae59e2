"""How the page looks: as the system says or the reader chooses; without colour, without motion, in the system's own colours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.pages.playground import Playground

GROUND = "getComputedStyle(document.body).backgroundColor"
LIGHTNESS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  return Math.round(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, c) => sum + c) / 3);
}"""


def lightness(page: Page) -> int:
    """Of the ground: 0 is black, 255 white."""
    found: int = page.evaluate(LIGHTNESS)
    return found


def size(page: Page, selector: str) -> float:
    found: float = page.locator(selector).first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_choice_the_system_decides(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    Playground(page)
    expect(page.get_by_label("Look")).to_have_value("auto")
    assert (lightness(page) < 64) == (scheme == "dark")


@pytest.mark.parametrize(("look", "system"), [("light", "dark"), ("dark", "light")])
def test_a_choice_goes_before_the_system(page: Page, look: str, system: str) -> None:
    page.emulate_media(color_scheme="dark" if system == "dark" else "light")
    Playground(page)
    page.get_by_label("Look").select_option(look)
    expect(page.locator("html")).to_have_attribute("data-look", look)
    assert (lightness(page) < 64) == (look == "dark")


def test_a_system_that_changes_is_followed_at_once(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    Playground(page)
    before = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) != before


def test_the_projector_enlarges_every_text(page: Page) -> None:
    playground = Playground(page).press("3", "ArrowRight")
    texts = ("step-panel .step-text", "step-panel .panel-title", "code-editor .cm-line", ".transport-place", ".label")
    before = {text: size(page, text) for text in texts}
    page.get_by_label("Look").select_option("projector")
    expect(page.locator("html")).to_have_attribute("data-look", "projector")
    for text in texts:
        assert size(page, text) >= 1.25 * before[text], text
    expect(playground.button("Last")).to_be_in_viewport(ratio=1)


def test_a_reload_keeps_the_look(page: Page) -> None:
    Playground(page)
    page.get_by_label("Look").select_option("dark")
    expect(page).to_have_url(re.compile("#.+"))
    page.reload()
    expect(page.get_by_label("Look")).to_have_value("dark")
    assert lightness(page) < 64


@pytest.mark.parametrize(("key", "phase"), [("1", "forward"), ("2", "order"), ("3", "backward")])
def test_each_phase_has_its_word_and_its_sign(page: Page, key: str, phase: str) -> None:
    playground = Playground(page).press(key, "ArrowRight")
    expect(playground.position).to_contain_text(phase)
    expect(playground.position.locator("svg")).to_be_visible()
    expect(playground.step.locator(".step-title svg")).to_be_visible()


def test_the_signs_of_the_phases_differ(page: Page) -> None:
    playground = Playground(page)
    signs = [
        playground.press(key, "ArrowRight").step.locator(".step-title svg").evaluate("svg => svg.innerHTML")
        for key in "123"
    ]
    assert len(set(signs)) == 3


def test_with_the_systems_own_colours_the_step_and_the_choices_can_still_be_told(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    playground = Playground(page).choose_example("The lecture's L").press("3", "ArrowRight")
    style = "element => [getComputedStyle(element).stroke, getComputedStyle(element).strokeWidth].join()"
    now, other = page.locator("graph-view .node.now > polygon").first, page.locator("graph-view #n0 > polygon")
    assert now.evaluate(style) != other.evaluate(style)
    chosen = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor].join()"
    options = page.locator("top-bar .switch-option span")
    assert options.nth(0).evaluate(chosen) != options.nth(1).evaluate(chosen)
    chips = playground.order.locator(".chip")
    assert chips.locator("xpath=self::*[@aria-current]").evaluate(chosen) != chips.last.evaluate(chosen)
    done, track = page.locator(".segment-done").first, page.locator(".segment-bar").first
    back = "element => getComputedStyle(element).backgroundColor"
    assert done.evaluate(back) != track.evaluate(back)


COUNT_MOVES = """
  window.moves = 0;
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...how) { window.moves += 1; return animate.apply(this, how); };
"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_readers_who_ask_for_that(page: Page, motion: str) -> None:
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    page.add_init_script(COUNT_MOVES)
    playground = Playground(page).choose_example("The lecture's L")
    expect(page.locator("graph-view .node:not(.operator)")).to_have_count(7)
    playground.press("3", "ArrowRight", "ArrowRight")
    expect(playground.step).to_contain_text("A contribution flows")
    assert (page.evaluate("window.moves") > 0) == (motion == "no-preference")
    glide = page.locator(".graph-frame > .graph > g").evaluate(
        "g => { g.classList.add('gliding'); return parseFloat(getComputedStyle(g).transitionDuration) }"
    )
    assert (glide > 0) == (motion == "no-preference")
