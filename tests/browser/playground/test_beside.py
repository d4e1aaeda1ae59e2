"""Tests of the program beside the same in pieces: one stepper moves both graphs."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.pages.playground import Playground, tool_tab


def open_beside(page: Page, example: str = "A neuron") -> Locator:
    Playground(page).choose_example(example)
    tool_tab(page, "Beside its pieces").click()
    dialog = page.get_by_role("dialog", name="Beside its pieces")
    expect(dialog.locator(".beside-graph svg.graph, .beside-graph .graph svg").first).to_be_visible()
    return dialog


def step_to(dialog: Locator, words: str) -> None:
    left = dialog.get_by_label("Steps: As one operation")
    for _ in range(40):
        if words in left.inner_text():
            return
        dialog.get_by_role("button", name="Next").click()
    raise AssertionError(words)


def test_the_step_of_tanh_moves_the_other_side_through_its_pieces(page: Page) -> None:
    dialog = open_beside(page)
    expect(dialog).to_contain_text("tanh is one operation above, and its pieces are below")
    step_to(dialog, "tanh(n) = tanh(0.8814)")
    expect(dialog.get_by_label("Steps: As one operation").locator("li")).to_have_count(1)
    pieces = dialog.get_by_label("Steps: In pieces").locator("li")
    expect(pieces).to_have_count(6)
    expect(pieces.nth(1)).to_contain_text("exp(")
    expect(pieces.last).to_contain_text("= 0.7071.")


def test_at_the_end_both_have_the_same_gradients_at_the_same_leaves(page: Page) -> None:
    dialog = open_beside(page)
    dialog.get_by_role("button", name="Last").click()
    expect(dialog).to_contain_text("Both sides give the same gradients at the same leaves.")
    expect(dialog).to_contain_text("x1.grad −1.5 = −1.5")
    page.keyboard.press("ArrowLeft")
    expect(dialog).not_to_contain_text("Both sides give")


def test_a_program_without_such_an_operation_says_so(page: Page) -> None:
    dialog = open_beside(page, "The lecture's L")
    expect(dialog).to_contain_text("No operation of this program has pieces")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_graphs_stand_above_each_other_and_nothing_is_cut_off(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    dialog = open_beside(page)
    page.set_viewport_size({"width": 360, "height": 640})
    left, right = (dialog.locator(f".beside-{side} .beside-graph").bounding_box() for side in ("left", "right"))
    assert left is not None
    assert right is not None
    assert left["y"] + left["height"] <= right["y"]
    assert min(left["height"], right["height"]) >= 100
    box = dialog.get_by_role("button", name="Last").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
