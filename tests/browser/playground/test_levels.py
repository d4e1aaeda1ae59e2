"""Tests of levels of detail, folding and search; step, selection and position on the screen are unchanged."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.pages.playground import Playground

NEURON = """\
x = Value(2.0)
w = Value(-3.0)
b = Value(6.5)
n = x*w + b
o = tanh(n)
o.backward()
"""

NETWORK = """\
from micrograd.nn import MLP
n = MLP(3, [4, 4, 1])
L = n([2.0, 3.0, -1.0])**2
L.backward()
"""

LOOP = "x = Value(0.5)\nfor k in range(4):\n    x = x*2\nx.backward()\n"


@pytest.fixture
def playground(page: Page) -> Playground:
    return Playground(page)


def detail(playground: Playground, level: str) -> None:
    playground.choose_level(level)
    playground.answered()


def fold(playground: Playground, choice: str) -> None:
    """Press one of the buttons of the Fold menu."""
    playground.page.get_by_role("button", name="Fold", exact=True).click()
    playground.page.get_by_role("button", name=choice, exact=True).click()
    playground.press("Escape")


def groups(page: Page) -> Locator:
    return page.locator("graph-view .node[id^=g]")


def names(page: Page) -> list[str]:
    return page.locator("graph-view .node > text[id$=_name]").all_text_contents()


@pytest.mark.parametrize("level", ["atoms", "compact"])
def test_the_same_step_is_shown_at_another_level(playground: Playground, level: str) -> None:
    playground.write(NEURON).answered().leave_editor()
    for key, sentence in {"2": "values are sorted so that each comes", "3": "o starts the backward pass"}.items():
        playground.press(key)
        expect(playground.step).to_contain_text(sentence)
        detail(playground, level)
        expect(playground.step).to_contain_text(sentence)
        detail(playground, "lecture")
        expect(playground.step).to_contain_text(sentence)
        playground.leave_editor()
        playground.page.locator("graph-view .graph-frame").focus()


def test_the_selected_value_stays_selected_and_in_view(playground: Playground) -> None:
    playground.write(NEURON).answered().leave_editor()
    expect(playground.page.locator("graph-view .node").first).to_be_visible()
    playground.press("End")
    playground.page.get_by_role("combobox", name="Find").fill("n")
    playground.press("Enter")
    selected = playground.page.locator("graph-view .node.selected")
    expect(selected.locator("[id$=_name]")).to_have_text("n")
    for level in ("atoms", "compact", "lecture"):
        detail(playground, level)
        expect(selected.locator("[id$=_name]")).to_have_text(re.compile("^n"))
        expect(selected).to_be_in_viewport()
        expect(playground.order).to_contain_text("Contributions to n.grad")


def settle(page: Page) -> None:
    """Wait until all animations have finished."""
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")


def test_the_selected_value_stays_at_its_position_on_the_screen(playground: Playground) -> None:
    playground.write(NEURON).answered().leave_editor()
    playground.page.get_by_role("combobox", name="Find").fill("n")
    playground.press("Enter")
    selected = playground.page.locator("graph-view .node.selected > polygon").first
    playground.page.get_by_role("button", name="Zoom in").click()
    settle(playground.page)
    before = selected.bounding_box()
    detail(playground, "compact")
    playground.answered()
    expect(playground.page.locator("graph-view .stale")).to_have_count(0)
    settle(playground.page)
    after = selected.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] + after["width"] / 2 == pytest.approx(before["x"] + before["width"] / 2, abs=2)
    assert after["y"] + after["height"] / 2 == pytest.approx(before["y"] + before["height"] / 2, abs=2)


def test_layers_are_opened_by_click_and_by_enter_and_folded_again(playground: Playground) -> None:
    page = playground.page
    playground.write(NETWORK).answered().leave_editor()
    fold(playground, "Fold layers")
    expect(groups(page)).to_have_count(3)
    page.get_by_role("button", name="Open Layer 1 of MLP").click()
    expect(groups(page)).to_have_count(6)
    page.get_by_role("button", name="Open Neuron 2 of Layer 1").press("Enter")
    expect(groups(page)).to_have_count(5)
    page.get_by_role("combobox", name="Find").fill("L1N2.w0")
    playground.press("Enter")
    page.get_by_role("button", name="Fold Neuron 2").click()
    expect(groups(page)).to_have_count(6)
    fold(playground, "Open all")
    expect(groups(page)).to_have_count(0)


def test_folding_does_not_change_the_step_or_its_sentence(playground: Playground) -> None:
    playground.write(NETWORK).answered().leave_editor()
    playground.press("Home", *["ArrowRight"] * 5)
    playground.at(5)
    sentence = playground.step.inner_text()
    fold(playground, "Fold all")
    expect(groups(playground.page).first).to_be_visible()
    playground.at(5)
    expect(playground.page.locator("graph-view .node.now[id^=g]")).to_have_count(1)
    assert playground.step.inner_text() == sentence
    assert "L0N" in sentence


def test_a_program_without_modules_folds_by_line(playground: Playground) -> None:
    playground.write(LOOP).answered().leave_editor()
    fold(playground, "Fold lines")
    expect(group_button(playground, "line 3")).to_be_visible()
    group_button(playground, "line 3").click()
    expect(group_button(playground, "line 3")).to_have_count(0)


def group_button(playground: Playground, title: str) -> Locator:
    return playground.page.get_by_role("button", name=f"Open {title}")


def test_constants_can_be_left_out(playground: Playground) -> None:
    playground.write("a = Value(2.0)\nL = a*3 + 1\nL.backward()\n").answered().leave_editor()
    page = playground.page
    expect(page.locator("graph-view .node > text[id$=_name]")).to_have_count(5)
    page.get_by_role("button", name="Fold", exact=True).click()
    page.get_by_label("Show constants").uncheck()
    expect(page.locator("graph-view .node > text[id$=_name]")).to_have_count(3)
    assert "3" not in names(page)


def test_folding_stays_while_the_text_of_the_same_graph_changes(playground: Playground) -> None:
    playground.write(NETWORK).answered().leave_editor()
    fold(playground, "Fold layers")
    expect(groups(playground.page)).to_have_count(3)
    playground.write(NETWORK.replace("2.0, 3.0", "2.5, 3.0")).answered().leave_editor()
    expect(groups(playground.page)).to_have_count(3)


def test_slash_finds_a_value_by_its_name(playground: Playground) -> None:
    page = playground.page
    playground.write(NETWORK).answered().leave_editor()
    page.locator("graph-view .graph-frame").focus()
    playground.press("/")
    page.keyboard.type("l1n2")
    options = page.locator("find-box [role=option]")
    expect(options.first).to_contain_text("L1N2.w0")
    playground.press("ArrowDown", "Enter")
    expect(page.locator("graph-view .node.selected [id$=_name]")).to_contain_text("Neuron 2 of Layer 1")
    expect(playground.order).to_contain_text("L1N2.w1")
    expect(page.locator("graph-view .node.selected")).to_be_in_viewport()
    expect(options).to_have_count(0)
    playground.press("Home", "ArrowRight")
    playground.at(1)


def test_a_name_that_no_value_has_gets_a_message(playground: Playground) -> None:
    playground.page.get_by_role("combobox", name="Find").fill("zebra")
    expect(playground.page.locator("find-box [role=status]")).to_have_text("No value is called zebra.")
