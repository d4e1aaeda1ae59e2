"""Tests of training in the lab: playing, seeking, mistakes, two runs, links and the code of the loop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.pages.lab import Lab
from tests.support.trainings import LECTURE

LINE = {"data": {"kind": "xor", "count": 20}, "layers": [], "loss": "sum-squares", "rate": 5, "decay": 0}
FIRST = 0.8958441028683222
LAST = 0.010978370135492717


def test_played_to_step_99_the_demo_shows_the_loss_that_micrograd_prints(page: Page) -> None:
    lab = Lab(page)
    assert lab.losses() == [FIRST]
    expect(lab.readout("accuracy")).to_have_text("50 %")
    page.keyboard.press("Space")
    expect(lab.button("Pause")).to_be_visible()
    expect(lab.readout("step")).to_have_text(re.compile(r"^\d{3,}$"))
    page.keyboard.press("Space")
    lab.wait_idle()
    while int(lab.readout("step").inner_text()) > 99:
        page.keyboard.press("ArrowLeft")
        lab.wait_idle()
    lab.at(99)
    assert lab.losses() == [LAST]
    expect(lab.readout("accuracy")).to_have_text("100 %")


def test_each_frame_is_drawn_once(page: Page) -> None:
    lab = Lab(page)
    page.evaluate(
        """() => {
            const { prototype } = customElements.get("lab-readout");
            const { draw } = prototype;
            globalThis.drawn = [];
            prototype.draw = function (readings) {
                globalThis.drawn.push(readings.snapshots);
                draw.call(this, readings);
            };
        }"""
    )
    lab.steps(3).at(3).press("Reset").at(0).press("Play")
    expect(lab.readout("step")).to_have_text(re.compile(r"^\d{2,}$"))
    lab.press("Pause").wait_idle()
    frames, different = page.evaluate("[drawn.length, new Set(drawn).size]")
    assert frames == different > 10


def test_the_keys_are_those_of_the_playground_and_none_while_typing(page: Page) -> None:
    lab = Lab(page)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    lab.at(3)
    page.keyboard.press("ArrowLeft")
    lab.at(2)
    page.keyboard.press("Home")
    lab.at(0)
    page.get_by_label("Rate", exact=True).focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    lab.at(0)


def test_an_epoch_of_batches_goes_through_all_points(page: Page) -> None:
    lab = Lab(page).fill("Batch (0: all)", 30)
    expect(lab.status).to_contain_text("compiled by the server")
    lab.wait_idle().press("Epoch")
    expect(lab.readout("step")).to_have_text("4 · epoch 1")
    lab.press("Epoch")
    expect(lab.readout("step")).to_have_text("8 · epoch 2")
    lab.press("Reset")
    expect(lab.readout("step")).to_have_text("0 · epoch 0")


def test_a_click_on_the_curve_goes_back_and_what_follows_is_the_same(page: Page) -> None:
    lab = Lab(page, settings=LECTURE, step=20)
    lab.at(20)
    (end,) = lab.losses()
    box = page.locator("lab-curves canvas").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    expect(lab.readout("step")).not_to_have_text("20")
    step = int(lab.wait_idle().readout("step").inner_text())
    assert 0 < step < 20
    lab.steps(20 - step).at(20)
    assert lab.losses() == [end]


def test_a_link_trains_the_same_numbers(page: Page) -> None:
    lab = Lab(page, settings={**LECTURE, "optimiser": "adam", "batch": 3, "seed": 7}).steps(12)
    expect(lab.readout("step")).to_have_text("12 · epoch 6")
    lab.wait_idle()
    losses, before = lab.losses(), page.url
    page.wait_for_url(lambda url: url != before)
    other = page.context.new_page()
    other.goto(page.url)
    again = Lab.__new__(Lab)
    again.page = other
    expect(again.readout("step")).to_have_text("12 · epoch 6")
    assert again.wait_idle().losses() == losses


def test_the_lecture_shows_its_four_samples_with_target_score_and_loss(page: Page) -> None:
    lab = Lab(page).press("The lecture's loop")
    expect(lab.rows).to_have_count(4)
    expect(lab.rows.first.locator("td")).to_have_text(
        ["2", "3", "−1", "1", *[lab.rows.first.locator("td").nth(i).inner_text() for i in (4, 5, 6)]]
    )
    lab.wait_idle().steps(20).at(20)
    expect(lab.readout("accuracy")).to_have_text("100 %")
    expect(lab.rows.locator(".sample-verdict")).to_have_text(["right"] * 4)
    assert lab.losses()[0] < 0.1


def test_a_sample_opens_in_the_stepper_with_the_weights_of_that_moment(page: Page) -> None:
    lab = Lab(page, settings=LECTURE, step=10)
    lab.at(10)
    page.get_by_title("Choose point 2").click()
    expect(page.locator(".lab-chosen")).to_contain_text("Point 2 at (0.5, 1, 1): target −1, score ")
    loss = lab.rows.nth(2).locator(".sample-loss").inner_text()
    with page.expect_popup() as opened:
        lab.press("Open this sample")
    stepper = opened.value
    expect(stepper.locator("transport-bar")).to_be_visible()
    expect(stepper.locator("graph-view .node").first).to_be_visible()
    stepper.keyboard.press("End")
    root = stepper.locator("values-table tbody tr", has_text="loss").locator("td.number").first
    stepper.locator(".corner-tabs").get_by_role("button", name="Values", exact=True).click()
    expect(root).to_be_visible()
    assert round(float(root.inner_text()), 4) == float(loss)


def test_a_run_that_diverges_stops_with_its_step_and_the_reason_and_can_go_on(page: Page) -> None:
    lab = Lab(page, settings=LINE).press("Play")
    expect(lab.status).to_contain_text("The rate 5 is too high")
    expect(lab.button("Play")).to_be_visible()
    step = int(lab.wait_idle().readout("step").inner_text())
    expect(lab.status).to_contain_text(f"Step {step}: the loss is")
    lab.press("Back").at(step - 1)
    lab.fill("Rate", 0.01)
    expect(lab.status).to_contain_text(f"From step {step - 1} on: the rate is 0.01")
    lab.press("Reset").at(0)
    lab.press("Play")
    expect(lab.readout("step")).not_to_have_text("0")
    lab.press("Pause").wait_idle()


@pytest.mark.parametrize(
    ("mistake", "text"),
    [("Forget zero_grad()", "model.zero_grad()"), ("Wrong sign", "uphill"), ("Rate × 20", "valley")],
)
def test_a_mistake_is_explained_and_raises_the_loss(page: Page, mistake: str, text: str) -> None:
    lab = Lab(page).press(mistake)
    expect(page.locator(".practice-notice")).to_contain_text(text)
    lab.steps(3).at(3)
    (wrong,) = lab.losses()
    lab.press("Reset", mistake).wait_idle().steps(3).at(3)
    assert lab.losses()[0] < wrong
    expect(page.locator(".practice-notice")).to_have_count(0)


def test_a_reset_begins_with_the_settings_that_were_changed_during_the_run(page: Page) -> None:
    lab = Lab(page).steps(2).at(2).press("Wrong sign")
    expect(lab.status).to_contain_text("From step 2 on: Wrong sign is on.")
    lab.press("Reset").at(0).steps(3).at(3)
    assert lab.losses()[0] > 1000


def test_two_runs_begin_alike_and_differ_by_the_mistake_of_one(page: Page) -> None:
    lab = Lab(page).press("Two runs", "Wrong sign")
    expect(page.locator("lab-surface")).to_have_count(2)
    lab.at(0)
    assert lab.losses() == [FIRST, FIRST]
    lab.steps(5).at(5)
    left, right = lab.losses()
    assert left < FIRST < right
    lab.select("optimiser", "Adam")
    expect(lab.status).to_contain_text("337 parameters")
    lab.press("Two runs")
    expect(page.locator("lab-surface")).to_have_count(1)


def test_layers_and_neurons_come_and_go(page: Page) -> None:
    lab = Lab(page).press("One layer more")
    expect(lab.status).to_contain_text("609 parameters")
    lab.press("One layer fewer", "One layer fewer")
    expect(lab.status).to_contain_text("65 parameters")
    lab.press("One neuron fewer in layer 1")
    expect(lab.status).to_contain_text("61 parameters")
    lab.fill("Neurons of layer 1", 3)
    expect(lab.status).to_contain_text("13 parameters")


def test_a_setting_changed_while_training_replaces_the_run_once_it_is_compiled(page: Page) -> None:
    lab = Lab(page).press("Play")
    expect(lab.readout("step")).not_to_have_text("0")
    lab.select("Activation", "tanh")
    expect(lab.status).to_contain_text("compiled by the server in")
    expect(lab.button("Pause")).to_be_visible()
    lab.press("Pause").wait_idle()


def test_points_are_added_with_a_click_and_chosen_with_another(page: Page) -> None:
    lab = Lab(page, settings={"data": {"kind": "blobs", "count": 20}})
    plane = page.locator("lab-surface [role=application]")
    box = plane.bounding_box()
    assert box
    lab.press("Add −1")
    plane.click(position={"x": box["width"] * 0.9, "y": box["height"] * 0.12})
    expect(lab.status).to_contain_text("21 points")
    expect(page.get_by_label("Points", exact=True).locator("option:checked")).to_have_text("your own")


def test_the_loop_as_code_can_be_copied_and_opened(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab = Lab(page, settings=LECTURE).press("Code")
    dialogue = page.get_by_role("dialog")
    text = dialogue.get_by_label("Program")
    expect(text).to_have_value(re.compile("micrograd"))
    for name, statement in [("PyTorch", "import torch"), ("JAX", "import jax")]:
        dialogue.get_by_role("button", name=name).click()
        expect(text).to_have_value(re.compile(statement))
    dialogue.get_by_role("button", name="Copy").click()
    expect(dialogue.get_by_role("status")).to_have_text("The program is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()
    dialogue.get_by_role("button", name="micrograd").click()
    with page.expect_popup() as opened:
        dialogue.get_by_role("button", name="Open in the playground").click()
    expect(opened.value.locator("transport-bar")).to_be_visible()
    lab.wait_idle()
