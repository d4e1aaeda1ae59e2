"""Tests of the frame around the graph: header, shares of the height, tabs, keys, the phone's sheet, the projector."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.pages.playground import NO_SCROLLING, Playground, scrolls, tool_tab

PAGES = {
    "./": "Playground",
    "./learn/": "Learn",
    "./learn/01-derivative": "Learn",
    "./lab/": "Lab",
    "./notebook/": "Notebook",
    "./gallery/": "Gallery",
}
SHARE = "document.querySelector('.graph-frame').getBoundingClientRect().height / innerHeight"


# header


def test_every_page_has_the_same_header_with_its_own_place_marked(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    for path, title in PAGES.items():
        page.goto(path)
        links = page.get_by_role("navigation", name="Site").get_by_role("link")
        expect(links).to_have_text(["Playground", "Learn", "Lab", "Notebook", "Gallery"])
        expect(page.locator(".site-nav [aria-current=page]")).to_have_text(title)
        expect(page.locator(".site-bar .menu-button:visible")).to_have_text("Settings")
        height = page.locator(".site-bar").evaluate("bar => bar.getBoundingClientRect().height")
        assert height <= 50, (path, "the header wraps")


def test_the_links_of_the_header_lead_to_every_page(page: Page) -> None:
    page.goto("./")
    for title in ("Learn", "Lab", "Notebook", "Gallery", "Playground"):
        page.get_by_role("navigation", name="Site").get_by_role("link", name=title).click()
        expect(page.locator(".site-nav [aria-current=page]")).to_have_text(title)


@pytest.mark.parametrize("size", [(768, 1024), (360, 640), (320, 568)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("path", "words"), [("./", ["Share", "Embed", "Export"]), ("./lab/", ["Share", "Embed", "Code"])]
)
def test_a_narrow_header_has_its_actions_in_a_menu_of_their_own(
    page: Page, size: tuple[int, int], path: str, words: list[str]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path)
    page.get_by_role("button", name=f"More: {', '.join(words)}").click()
    menu = page.get_by_role("dialog", name="More")
    expect(menu.get_by_role("button")).to_have_text(words)
    menu.get_by_role("button", name="Embed").click()
    expect(menu).to_be_hidden()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Settings")).first.click()
    expect(page.locator("#settings").get_by_role("button", name="Share")).to_have_count(0)


def test_a_link_without_a_look_has_the_look_that_the_reader_has_chosen(page: Page) -> None:
    Playground(page).choose_look("dark")
    page.goto("./?code=a%20%3D%20Value(2.0)")
    expect(page.locator("app-shell")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-look", "dark")


@pytest.mark.parametrize("look", ["dark", "projector"])
def test_a_chosen_look_is_there_before_the_pages_own_script(page: Page, look: str) -> None:
    Playground(page).choose_look(look)
    for script in ("app", "lab", "lessons"):
        page.route(f"**/{script}.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    for path in PAGES:
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("data-look", look)
    page.goto("./embed/?theme=dark")
    expect(page.locator("html")).to_have_attribute("data-look", "dark")
    page.goto("./embed/")
    expect(page.locator("html")).to_have_attribute("data-look", "auto")


def test_a_look_that_is_chosen_on_one_page_is_that_of_the_others(page: Page) -> None:
    Playground(page).choose_look("dark")
    for path in ("./learn/", "./gallery/", "./lab/", "./notebook/", "./"):
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("data-look", "dark")


# shares of the height


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_graph_has_most_of_the_height(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    Playground(page)
    assert page.evaluate(SHARE) >= 0.55
    assert scrolls(page) == NO_SCROLLING


def test_on_a_phone_the_graph_has_two_fifths_of_the_height(phone: Page) -> None:
    playground = Playground(phone)
    assert phone.evaluate(SHARE) >= 0.4
    expect(phone.locator(".step-pane")).to_be_in_viewport()
    expect(playground.button("Next")).to_be_in_viewport(ratio=1)
    assert scrolls(phone) == NO_SCROLLING


def test_the_tools_are_one_row_over_the_graph(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    Playground(page)
    frame = page.locator(".graph-frame").bounding_box()
    assert frame is not None
    tops = set()
    for button in page.locator(".graph-pane :is(.graph-tools, .graph-buttons) :is(.button, .find-input)").all():
        if button.is_visible():
            box = button.bounding_box()
            assert box is not None
            assert frame["y"] <= box["y"] < frame["y"] + 60
            tops.add(round(box["y"]))
    assert len(tops) == 1


def test_the_panes_keep_their_size_from_tab_to_tab(page: Page) -> None:
    Playground(page)
    before = page.evaluate(SHARE)
    for name in ("Nudge", "Plot", "Gradient step", "Check all", "Compiled", "This step"):
        tool_tab(page, name).click()
        assert page.evaluate(SHARE) == before, name


def test_the_panes_are_folded_away_for_this_browser_until_a_tab_is_chosen(page: Page) -> None:
    Playground(page)
    before = page.evaluate(SHARE)
    page.get_by_role("button", name="Hide panes").click()
    expect(page.locator(".step-pane")).to_be_hidden()
    assert page.evaluate(SHARE) > before + 0.1
    page.reload()
    expect(page.get_by_role("button", name="Show panes")).to_have_attribute("aria-expanded", "false")
    tool_tab(page, "Nudge").click()
    expect(page.locator("nudge-panel")).to_be_visible()
    assert page.evaluate(SHARE) == before


# tabs


def test_what_is_chosen_in_a_tab_stays_while_another_one_is_shown(page: Page) -> None:
    Playground(page)
    tool_tab(page, "Plot").click()
    page.get_by_label("and leaf").select_option(index=1)
    expect(page.locator("plot-panel")).to_contain_text("A map of")
    for other in ("Gradient step", "This step"):
        tool_tab(page, other).click()
        expect(page.locator("plot-panel")).to_have_count(0)
    tool_tab(page, "Plot").click()
    expect(page.locator("plot-panel")).to_contain_text("A map of")
    expect(page.locator("plot-panel svg").first).to_be_visible()


def test_a_tab_that_is_left_before_its_answer_has_it_when_it_comes_back(page: Page) -> None:
    playground = Playground(page)
    page.route("**/api/plot", lambda route: None)
    tool_tab(page, "Plot").click()
    tool_tab(page, "This step").click()
    page.unroute("**/api/plot")
    tool_tab(page, "Plot").click()
    expect(page.locator("plot-panel svg").first).to_be_visible()
    playground.answered()


# keys


def test_after_an_example_is_chosen_the_arrows_step_and_space_plays(page: Page) -> None:
    playground = Playground(page).choose_example("A neuron")
    expect(page.get_by_label("Example")).not_to_be_focused()
    playground.press("ArrowRight").at(1)
    playground.press("Space")
    expect(playground.button("Pause")).to_be_visible()


def test_with_the_keys_in_the_list_of_examples_the_arrows_to_the_sides_step(page: Page) -> None:
    playground = Playground(page)
    example = page.get_by_label("Example")
    example.focus()
    playground.press("ArrowDown").answered()
    expect(example).to_be_focused()
    chosen = example.input_value()
    playground.press("ArrowRight").at(1)
    playground.press("ArrowRight", "ArrowLeft").at(1)
    assert example.input_value() == chosen != "lecture"


def test_after_a_tab_is_clicked_space_plays(page: Page) -> None:
    playground = Playground(page)
    tool_tab(page, "Nudge").click()
    playground.press("Home", "ArrowRight").at(1)
    playground.press("Space")
    expect(playground.button("Pause")).to_be_visible()
    expect(page.locator("nudge-panel")).to_be_visible()


# phone


def test_on_a_phone_all_but_the_step_is_a_sheet_over_the_graph(phone: Page) -> None:
    playground = Playground(phone)
    before = phone.evaluate(SHARE)
    tabs = phone.get_by_role("navigation", name="Panels")
    for tab, panel in {"Leaves": ".leaves-pane", "Values": ".values-pane", "Try": ".act-pane"}.items():
        tabs.get_by_role("button", name=tab, exact=True).tap()
        sheet = phone.locator(panel).bounding_box()
        frame = phone.locator(".graph-frame").bounding_box()
        assert sheet is not None
        assert frame is not None
        assert sheet["y"] < frame["y"] + frame["height"], "the sheet does not lie over the graph"
        assert sheet["y"] > frame["y"], "the sheet hides the whole graph"
        assert phone.evaluate(SHARE) == before
        expect(playground.button("Next")).to_be_in_viewport(ratio=1)
    tabs.get_by_role("button", name="Step", exact=True).tap()
    expect(phone.locator(".story")).to_be_visible()


def swipe(page: Page, x: float, y: float, by_x: float, by_y: float) -> None:
    """A finger that comes down at (x, y), goes by (by_x, by_y) and is lifted."""
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 9):
        point = {"x": x + by_x * part / 8, "y": y + by_y * part / 8}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_that_scrolls_past_a_slider_does_not_move_the_leaf(phone: Page) -> None:
    playground = Playground(phone)
    phone.get_by_role("navigation", name="Panels").get_by_role("button", name="Leaves").tap()
    slider = phone.get_by_role("slider", name="a", exact=True)
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    swipe(phone, box["x"] + 20, middle, 3, -60)
    expect(slider).to_have_value("2")
    expect(phone.locator("leaves-panel .moved")).to_have_count(0)
    swipe(phone, box["x"] + box["width"] / 2, middle, 60, 4)
    expect(phone.locator("leaves-panel .moved")).to_have_count(1)
    playground.answered()


def test_a_tap_on_a_slider_moves_the_leaf(phone: Page) -> None:
    Playground(phone)
    phone.get_by_role("navigation", name="Panels").get_by_role("button", name="Leaves").tap()
    box = phone.get_by_role("slider", name="a", exact=True).bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + 20, box["y"] + box["height"] / 2)
    expect(phone.locator("leaves-panel .moved")).to_have_count(1)


# projector

WORDS = """() => [...document.querySelectorAll("app-shell *")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".visually-hidden, .graph, option"))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => [parseFloat(getComputedStyle(e).fontSize), e.textContent.trim().slice(0, 40)])
  .sort(([a], [b]) => a - b)[0]"""


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_projector_shows_graph_sentence_and_transport_in_large_words(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    playground = Playground(page).press("3", "ArrowRight").choose_look("projector")
    for shown in ("graph-view", "step-panel .step-text", "transport-bar"):
        expect(page.locator(shown).first).to_be_in_viewport(ratio=1)
    for hidden in ("code-editor", "leaves-panel", "order-panel", ".act-tabs", ".intro-words"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.evaluate(SHARE) >= 0.55
    smallest, text = page.evaluate(WORDS)
    assert smallest >= 20, text
    assert scrolls(page) == NO_SCROLLING
    playground.choose_look("auto")
    expect(page.locator("code-editor")).to_be_visible()


# the end of a run on a low screen

THREE_LINES = """rate = 0.07
years = 12
fee = -0.3
grown = 100 * (1 + rate)**years
owed = (grown - 180).relu() + abs(fee)*years
score = owed / (1 + owed**2)**0.5 - fee
"""


def test_on_a_low_screen_the_try_button_and_the_leaves_names_are_whole(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    Playground(page).write(THREE_LINES).press("End")
    pane, button = page.locator(".step-pane").bounding_box(), page.locator(".result-trial button").bounding_box()
    assert pane is not None
    assert button is not None
    assert button["y"] + button["height"] <= pane["y"] + pane["height"]
    names = page.locator(".influence-name")
    expect(names).to_have_text(["fee", "rate", "years"])
    assert names.evaluate_all("names => names.every(name => name.scrollWidth <= name.clientWidth)")


def test_on_a_phone_the_row_of_pages_ends_before_the_buttons(phone: Page) -> None:
    phone.goto("./")
    pages = phone.locator(".site-nav").bounding_box()
    more = phone.locator(".bar-more .menu-button").bounding_box()
    assert pages is not None
    assert more is not None
    assert pages["x"] + pages["width"] <= more["x"]


def test_on_a_phone_the_result_and_its_button_are_in_sight_together(phone: Page) -> None:
    phone.goto("./")
    button = phone.get_by_role("button", name="raise a by 0.01")
    expect(button).to_be_in_viewport(ratio=1)
    pane, place = phone.locator(".step-pane").bounding_box(), button.bounding_box()
    assert pane is not None
    assert place is not None
    assert place["y"] + place["height"] <= pane["y"] + pane["height"]
