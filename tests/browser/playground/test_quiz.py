"""Tests of the predict mode: the reader enters each contribution before it is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.pages.playground import Playground, practice


@pytest.fixture
def quiz(page: Page) -> Playground:
    """The lecture's L in the predict mode, at the question for its first contribution."""
    playground = Playground(page).choose_example("The lecture's L")
    practice(page, "Predict").click()
    playground.press("End")
    return playground


def panel(page: Page) -> Locator:
    return page.locator("predict-panel")


def score(page: Page) -> Locator:
    return panel(page).locator(".predict-score")


def answer(page: Page, text: str) -> None:
    page.get_by_label("What does").fill(text)
    page.keyboard.press("Enter")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Next question").click()


def test_the_question_comes_before_the_contribution(quiz: Playground) -> None:
    quiz.at(9)
    expect(panel(quiz.page)).to_contain_text("L = d * f, and L.grad is 1.")
    expect(quiz.page.get_by_label("What does L add to d.grad?")).to_be_focused()
    expect(quiz.cell("d", "grad")).to_have_text("")
    expect(quiz.step).to_be_hidden()


def test_no_control_steps_past_a_question(quiz: Playground) -> None:
    quiz.leave_editor()
    for name in ("Next", "Last"):
        quiz.button(name).click()
        quiz.at(9)
    quiz.page.get_by_role("slider", name="Step").fill("15")
    quiz.at(9)


def test_while_a_question_is_open_no_other_panel_shows_its_answer(quiz: Playground) -> None:
    quiz.page.get_by_role("button", name="Nudge", exact=True).click()
    expect(quiz.page.locator(".act-pane")).to_contain_text("This would show the answer of the question")
    expect(quiz.page.locator("nudge-panel")).to_have_count(0)


def test_next_leads_to_the_question_where_it_is_out_of_sight(quiz: Playground) -> None:
    quiz.page.get_by_role("button", name="Nudge", exact=True).click()
    quiz.button("Next").click()
    expect(quiz.page.get_by_label("What does L add to d.grad?")).to_be_focused()


def test_a_right_answer_shows_the_step_with_its_reason(quiz: Playground) -> None:
    answer(quiz.page, "-2*1")
    expect(panel(quiz.page).get_by_role("status")).to_have_text("Right: −2.")
    quiz.at(10)
    expect(quiz.step).to_contain_text("d gets f.data × L.grad = −2 × 1 = −2.")
    expect(quiz.step).to_contain_text("L passes its gradient on to d, multiplied by the other factor, f.")
    expect(score(quiz.page)).to_have_text("1 right · 0 wrong · 0 shown")
    expect(quiz.page.get_by_role("button", name="Next question")).to_be_focused()


def test_a_wrong_answer_can_be_corrected(quiz: Playground) -> None:
    answer(quiz.page, "2")
    status = panel(quiz.page).get_by_role("status")
    expect(status).to_have_text("2 is not right. The size is right, the sign is not.")
    quiz.at(9)
    answer(quiz.page, "-2")
    expect(status).to_have_text("Right: −2.")
    expect(score(quiz.page)).to_have_text("1 right · 1 wrong · 0 shown")


def test_an_answer_can_be_shown(quiz: Playground) -> None:
    panel(quiz.page).get_by_role("button", name="Show").click()
    expect(panel(quiz.page).get_by_role("status")).to_have_text("The answer is −2.")
    expect(quiz.step).to_contain_text("d gets f.data × L.grad")
    expect(score(quiz.page)).to_have_text("0 right · 0 wrong · 1 shown")


def test_an_answer_that_is_not_a_number_does_not_count(quiz: Playground) -> None:
    answer(quiz.page, "L.grad")
    expect(panel(quiz.page).get_by_role("status")).to_contain_text("This is not a number.")
    expect(score(quiz.page)).to_have_text("0 right · 0 wrong · 0 shown")


def test_an_answer_within_the_stated_tolerance_is_right(page: Page) -> None:
    playground = Playground(page).write("a = Value(1.0)\nb = a / 3\nb.backward()\n").leave_editor().answered()
    practice(page, "Predict").click()
    playground.press("End")
    expect(panel(page)).to_contain_text("An answer within 1% or 0.005 is right.")
    answer(page, "0.33")
    expect(panel(page).get_by_role("status")).to_contain_text("Right")


def test_the_whole_pass_by_keyboard(quiz: Playground) -> None:
    for text in ("-2", "4", "-2", "-2", "6"):
        quiz.page.keyboard.type(text)
        quiz.press("Enter")
        expect(panel(quiz.page).get_by_role("status")).to_contain_text("Right")
        quiz.press("Enter")
    quiz.page.keyboard.type("-4")
    quiz.press("Enter")
    expect(score(quiz.page)).to_have_text("6 right · 0 wrong · 0 shown")
    expect(panel(quiz.page)).to_contain_text("6 of 6 done")
    quiz.at(15)


def test_playing_stops_at_a_question(page: Page) -> None:
    playground = Playground(page).choose_example("a + a")
    practice(page, "Predict").click()
    page.get_by_label("Speed").select_option(label="instant")
    playground.button("Play").click()
    expect(playground.button("Play")).to_be_visible()
    expect(page.get_by_label("What does b add to a.grad?")).to_be_visible()


def test_switched_on_at_the_end_the_page_goes_back_to_the_first_question(page: Page) -> None:
    playground = Playground(page).choose_example("The lecture's L").press("End")
    practice(page, "Predict").click()
    playground.at(9)
    expect(playground.cell("a", "grad")).to_have_text("")


def test_switched_off_it_no_longer_stops_the_steps(quiz: Playground) -> None:
    practice(quiz.page, "Predict").click()
    expect(panel(quiz.page)).to_be_empty()
    quiz.press("End").at(15)


def test_the_score_outlives_the_example_and_can_be_reset(quiz: Playground) -> None:
    answer(quiz.page, "-2")
    quiz.choose_example("a + a")
    expect(score(quiz.page)).to_have_text("1 right · 0 wrong · 0 shown")
    panel(quiz.page).get_by_role("button", name="Start over").click()
    expect(score(quiz.page)).to_have_text("0 right · 0 wrong · 0 shown")


def test_predicting_ends_a_mistake_and_a_mistake_ends_predicting(page: Page) -> None:
    Playground(page).choose_example("a + a")
    mistake, predict = "= instead of +=", "Predict"
    practice(page, mistake).click()
    expect(practice(page, mistake)).to_have_attribute("aria-pressed", "true")
    practice(page, predict).click()
    expect(practice(page, mistake)).to_have_attribute("aria-pressed", "false")
    practice(page, mistake).click()
    expect(practice(page, predict)).to_have_attribute("aria-pressed", "false")


def test_every_result_is_posted_to_the_parent_page(page: Page) -> None:
    """Other sites must not frame the page, so a stub replaces `parent`."""
    page.add_init_script(
        """
        globalThis.posted = [];
        const parent = { postMessage: (message, origin) => posted.push([message, origin]) };
        Object.defineProperty(globalThis, "parent", { get: () => parent });
        Object.defineProperty(document, "referrer", { get: () => "https://course.example/lesson/3" });
        """
    )
    playground = Playground(page).choose_example("a + a")
    practice(page, "Predict").click()
    playground.press("End")
    answer(page, "5")
    answer(page, "1")
    common = {"source": "autograd-playground", "v": 1, "type": "answer", "step": 9, "node": "a"}
    assert page.evaluate("posted") == [
        [
            {**common, "outcome": "wrong", "score": {"right": 0, "wrong": 1, "shown": 0}, "left": 2},
            "https://course.example",
        ],
        [
            {**common, "outcome": "right", "score": {"right": 1, "wrong": 1, "shown": 0}, "left": 1},
            "https://course.example",
        ],
    ]


def test_a_page_that_is_not_embedded_posts_nothing(quiz: Playground) -> None:
    quiz.page.evaluate("() => { globalThis.received = 0; addEventListener('message', () => { received += 1 }) }")
    answer(quiz.page, "-2")
    expect(panel(quiz.page).get_by_role("status")).to_contain_text("Right")
    assert quiz.page.evaluate("received") == 0
