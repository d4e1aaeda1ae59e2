"""Tests of moved leaves and of the panels that act on them: nudge, check, gradient step and plot."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.axe import violations
from tests.support.pages.playground import Playground, practice, scrolls, tool_tab

LECTURE = "The lecture's L"
PARABOLA = "f(x) = 3x² − 4x + 5"
VALLEY = "Rosenbrock's valley"


class Leaves(Playground):
    """The playground with its leaf sliders and leaf panels, at the last step."""

    def __init__(self, page: Page, example: str = LECTURE) -> None:
        super().__init__(page)
        self.choose_example(example)
        self.press("End")

    @staticmethod
    def of(page: Page, program: str) -> Leaves:
        """The same for a program that is no example."""
        leaves = Leaves(page)
        leaves.write(program).leave_editor().answered()
        return leaves

    def slider(self, name: str) -> Locator:
        return self.page.get_by_role("slider", name=name, exact=True)

    def field(self, name: str) -> Locator:
        return self.page.get_by_label(f"Number of {name}")

    def move(self, name: str, data: str) -> Leaves:
        self.field(name).fill(data)
        self.field(name).press("Enter")
        return self

    def open(self, panel: str) -> Locator:
        tool_tab(self.page, panel).click()
        return self.page.locator(".act-pane")

    def box(self, node: int) -> Locator:
        """The box of a value in the graph."""
        return self.page.locator(f"#n{node}")


def test_the_graph_and_all_numbers_follow_a_slider(page: Page) -> None:
    leaves = Leaves(page)
    leaves.slider("a").focus()
    leaves.press("ArrowRight")
    expect(leaves.field("a")).to_have_value("2.05")
    expect(leaves.cell("a", "data")).to_have_text("2.05")
    expect(leaves.cell("b", "grad")).to_have_text("-4.1")
    expect(leaves.box(0)).to_contain_text("data2.05")
    expect(leaves.inline_values("data").first).to_have_text("2.05")


def test_moving_a_leaf_lays_nothing_out_again(page: Page) -> None:
    leaves = Leaves(page)
    expect(page.locator("graph-view .node[id^=n]")).to_have_count(7)
    drawn = leaves.box(0).element_handle()
    outline = leaves.box(6).locator("polygon").first.get_attribute("points")
    leaves.move("a", "-123456")
    expect(leaves.box(0)).to_contain_text("data−123456")
    assert drawn.evaluate("element => element.isConnected")
    assert leaves.box(6).locator("polygon").first.get_attribute("points") == outline
    inside = leaves.box(6).evaluate(
        "box => box.querySelector('[id$=_data]').getBBox().width < box.querySelector('polygon').getBBox().width"
    )
    assert inside


def test_the_step_stays_while_a_leaf_moves(page: Page) -> None:
    leaves = Leaves(page)
    leaves.press("3", "ArrowRight", "ArrowRight")
    position = leaves.position.inner_text()
    leaves.move("c", "3")
    expect(leaves.cell("c", "data")).to_have_text("3.0")
    expect(leaves.position).to_have_text(position)


def test_before_the_first_step_a_moved_leaf_shows_the_result(page: Page) -> None:
    leaves = Leaves(page)
    leaves.press("Home")
    leaves.move("a", "0")
    expect(leaves.cell("L", "data")).to_have_text("-20.0")


def test_a_moved_leaf_is_marked_and_goes_back(page: Page) -> None:
    leaves = Leaves(page)
    leaves.move("a", "4")
    leaves.move("b", "5")
    expect(page.locator(".leaf.moved")).to_have_count(2)
    leaves.slider("a").dblclick()
    expect(leaves.cell("a", "data")).to_have_text("2.0")
    page.get_by_role("button", name="Reset b to −3").click()
    expect(leaves.cell("L", "data")).to_have_text("-8.0")
    expect(page.get_by_role("button", name="Reset all")).to_have_count(0)


def test_all_leaves_go_back_at_once(page: Page) -> None:
    leaves = Leaves(page)
    leaves.move("a", "4")
    leaves.move("f", "5")
    page.get_by_role("button", name="Reset all").click()
    expect(page.locator(".leaf.moved")).to_have_count(0)
    expect(leaves.cell("L", "data")).to_have_text("-8.0")


def test_plain_numbers_have_sliders_too(page: Page) -> None:
    leaves = Leaves(page, PARABOLA)
    leaves.move("x", "1")
    expect(leaves.cell("f", "data")).to_have_text("4.0")


def test_an_input_that_is_not_a_number_is_reverted(page: Page) -> None:
    leaves = Leaves(page)
    leaves.move("a", "")
    expect(leaves.field("a")).to_have_value("2")


def test_a_reply_does_not_change_a_number_that_is_being_typed(page: Page) -> None:
    leaves = Leaves(page).move("a", "4")
    leaves.field("b").fill("5")
    expect(leaves.cell("a", "data")).to_have_text("4.0")
    expect(leaves.field("b")).to_have_value("5")
    leaves.field("b").press("Enter")
    expect(leaves.cell("b", "data")).to_have_text("5.0")


def test_editing_a_leafs_own_text_drops_its_move_with_a_notice(page: Page) -> None:
    leaves = Leaves(page)
    leaves.move("a", "4")
    leaves.move("b", "5")
    expect(leaves.cell("b", "data")).to_have_text("5.0")
    leaves.write("a = Value(2.0)\nb = Value(-1.0)\nL = a * b\nL.backward()")
    expect(leaves.cell("b", "data")).to_have_text("-1.0")
    expect(leaves.cell("a", "data")).to_have_text("4.0")
    expect(leaves.status).to_contain_text("It has the data of the text again.")


def test_a_network_shows_its_first_leaves_and_finds_the_others(page: Page) -> None:
    leaves = Leaves(page, "Training the lecture's MLP")
    rows = page.locator("leaves-panel .leaf")
    expect(rows).to_have_count(12)
    expect(page.locator("leaves-panel")).to_contain_text("A slider sets where a leaf starts")
    leaves.page.get_by_label("Find a leaf").fill("L2")
    expect(rows).to_have_count(5)
    leaves.page.get_by_label("Find a leaf").fill("")
    page.get_by_role("button", name="Show all 41").click()
    expect(rows).to_have_count(41)


def test_a_nudge_shows_what_a_gradient_promises(page: Page) -> None:
    panel = Leaves(page, PARABOLA).open("Nudge")
    rows = panel.locator(".sums tr")
    expect(rows.nth(0)).to_have_text(re.compile(r"f at x = 3\s*20$"))
    expect(rows.nth(3)).to_have_text(re.compile(r"change / h\s*14\.003$"))
    expect(rows.nth(4)).to_have_text(re.compile(r"x\.grad\s*14$"))
    panel.get_by_label("h", exact=True).fill("1")
    panel.get_by_label("h", exact=True).press("Enter")
    expect(rows.nth(3)).to_contain_text("17")
    plot = panel.get_by_role("img", name="Error of the difference quotient")
    expect(plot).to_have_attribute(
        "aria-label", re.compile("smallest at h = 0.1 with 2.132e−14, and 3.3419 at h = 1e−15")
    )
    expect(panel.locator(".plot-dot, .plot-best")).to_have_count(15)
    expect(panel.locator(".act-caption")).to_contain_text("Here it only grows as h shrinks")


def test_every_leaf_is_checked_against_its_central_difference(page: Page) -> None:
    panel = Leaves(page).open("Check all")
    expect(panel).to_contain_text("All 4 agree.")
    expect(panel.locator("tbody tr")).to_have_count(4)
    expect(panel.locator("tbody tr").first).to_contain_text("✓ agrees to")


def test_a_check_says_why_there_is_no_plain_answer(page: Page) -> None:
    program = "x = Value(0.0)\nw = Value(20.0)\ny = relu(x) * 3 + tanh(w)\ny.backward()\n"
    panel = Leaves.of(page, program).open("Check all")
    expect(panel.locator(".check-sum")).to_have_text(
        "1 of 2 is on a kink: x.grad. 1 of 2 cannot be measured here: w.grad."
    )
    reasons = panel.locator(".check-reason")
    expect(reasons.first).to_contain_text("relu at 0, in relu(x): the slope of y is 0 on the left and 3 on the right")
    expect(reasons.last).to_contain_text("Rounding hides it")


def test_a_measured_change_on_a_kink_or_under_rounding_is_not_called_a_bend(page: Page) -> None:
    leaves = Leaves.of(page, "a = Value(0.0)\nL = a.relu() + abs(a)\n")
    meaning = page.locator("result-panel")
    expect(meaning).to_contain_text("a.grad is 0, by the rule for relu and abs on their kinks")
    meaning.get_by_role("button").click()
    expect(meaning).to_contain_text("the slope of L is −1 on the left and 2 on the right")
    leaves.write("a = Value(1.0)\nL = 1e16 + a\n").leave_editor().answered()
    meaning.get_by_role("button").click()
    expect(meaning).to_contain_text("Rounding hides it")


def test_a_number_that_a_field_refuses_is_named(page: Page) -> None:
    panel = Leaves(page).open("Nudge")
    h = panel.get_by_label("h", exact=True)
    h.fill("0")
    h.press("Enter")
    expect(panel).to_contain_text("h must be a number other than 0: it is 0.001 again.")
    h.fill("1e-320")
    h.press("Enter")
    expect(panel).not_to_contain_text("must be")
    expect(panel).to_contain_text("Rounding swallows this h: a + h is a again.")


def test_a_number_past_the_largest_of_a_leaf_asks_for_nothing_that_is_refused(page: Page) -> None:
    leaves = Leaves.of(page, "a = Value(1e308)\nL = a*a\n")
    page.locator("result-panel").get_by_role("button", name="raise a by 1e300").click()
    expect(page.locator(".result-measured")).to_have_text("measured: L = Infinity.")
    nudge = leaves.open("Nudge")
    expect(nudge).to_contain_text("The change is not a number that a float can hold.")
    expect(nudge).not_to_contain_text("NaN")
    expect(leaves.open("Plot")).to_contain_text("that is outside of what is plotted")


def test_under_a_mistake_the_error_curve_says_which_gradient_it_measures(page: Page) -> None:
    leaves = Leaves.of(page, "a = Value(3.0)\nb = a + a\nc = b*a\nL = c + b\nL.backward()\n")
    practice(page, "= instead of +=").click()
    nudge = leaves.open("Nudge")
    expect(nudge).to_contain_text("from the right gradient, the one without the mistake")
    expect(nudge).to_contain_text("a.grad should be 14: the mistake makes it 3.")


def test_the_sentence_of_a_plot_is_seen_whole(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    panel = Leaves(page).open("Plot")
    sentence = panel.locator(".act-result")
    expect(sentence).to_contain_text("L goes up as a grows.")
    end = sentence.bounding_box()
    pane = panel.locator(".act-side").bounding_box()
    assert end is not None
    assert pane is not None
    assert end["y"] + end["height"] <= pane["y"] + pane["height"]


def test_after_several_passes_the_panels_say_that_they_speak_of_one(page: Page) -> None:
    leaves = Leaves.of(page, "a = Value(2.0)\nb = a * a\nb.backward()\nc = a * a * a\nc.backward()\n")
    words = "This is about the shown pass alone, which gives a.grad = 12. The graph shows 16"
    expect(leaves.open("Check all").locator(".check-note")).to_contain_text(words)
    nudge = leaves.open("Nudge")
    expect(nudge.locator(".check-note")).to_contain_text(words)
    expect(nudge.locator(".sums-grad")).to_contain_text("a.grad of this pass")
    expect(leaves.open("Plot").locator(".check-note")).to_contain_text("The graph shows 16")
    expect(leaves.open("Gradient step")).to_contain_text("The step uses a.grad = 16, as the graph shows it.")
    leaves.open("This step")
    expect(page.locator("result-panel")).to_contain_text("because this pass adds 12 to a.grad. The graph shows 16")
    expect(page.locator("influence-bars")).to_contain_text("of the shown pass alone")


def test_a_step_downhill_lowers_the_output_and_can_be_undone(page: Page) -> None:
    leaves = Leaves(page)
    panel = leaves.open("Gradient step")
    panel.get_by_role("button", name="Make a step").click()
    expect(panel).to_contain_text("Step 1: L was −8 and is now −8.7263")
    expect(leaves.field("a")).to_have_value("1.94")
    panel.get_by_role("button", name="10 steps").click()
    expect(panel).to_contain_text("Step 11:")
    expect(panel.get_by_role("img", name="L over 11 steps: from −8 to")).to_be_visible()
    panel.get_by_role("button", name="Undo").click()
    expect(panel).to_contain_text("Step 10:")
    panel.get_by_role("button", name="To the start").click()
    expect(panel).to_contain_text("L is −8.")
    expect(page.locator(".leaf.moved")).to_have_count(0)


def test_a_fixed_leaf_stays_unchanged_uphill_too(page: Page) -> None:
    leaves = Leaves(page)
    panel = leaves.open("Gradient step")
    panel.get_by_label("a", exact=True).uncheck()
    panel.get_by_role("radio", name="uphill").check(force=True)
    panel.get_by_role("button", name="Make a step").click()
    expect(panel).to_contain_text("Step 1: L was −8 and is now −7.6")
    expect(leaves.cell("a", "data")).to_have_text("2.0")
    expect(leaves.field("b")).to_have_value("\u22123.04")


def test_a_step_that_is_too_long_is_named(page: Page) -> None:
    panel = Leaves(page, VALLEY).open("Gradient step")
    panel.get_by_role("button", name="Make a step").click()
    expect(panel).to_contain_text("It went up: the step was too long. A smaller rate helps.")


def test_a_program_that_steps_by_itself_sends_the_reader_to_its_first_pass(page: Page) -> None:
    panel = Leaves(page, "Training the lecture's MLP").open("Gradient step")
    panel.get_by_role("button", name="Show pass 1").click()
    panel.get_by_role("button", name="Make a step").click()
    expect(panel).to_contain_text("Step 1: loss was")


def test_the_tangent_touches_the_curve_with_the_gradients_slope(page: Page) -> None:
    leaves = Leaves(page, PARABOLA)
    panel = leaves.open("Plot")
    plot = panel.get_by_role("img", name="f over x from −5 to 5")
    expect(plot).to_have_attribute(
        "aria-label", re.compile("At x = 3, f is 20 and the slope is 14: f goes up as x grows.")
    )
    leaves.move("x", "0")
    expect(plot).to_have_attribute("aria-label", re.compile("the slope is −4: f goes down"))


def test_the_point_can_be_dragged_along_the_curve(page: Page) -> None:
    leaves = Leaves(page, PARABOLA)
    panel = leaves.open("Plot")
    box = panel.get_by_role("img", name="f over x").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] - 100, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 58, box["y"] + box["height"] / 2)
    page.mouse.up()
    expect(leaves.field("x")).to_have_value("\u22125")
    expect(leaves.cell("x", "grad")).to_have_text("-34.0")


def test_the_range_of_an_axis_can_be_typed(page: Page) -> None:
    panel = Leaves(page, PARABOLA).open("Plot")
    panel.get_by_label("to", exact=True).fill("50")
    panel.get_by_label("to", exact=True).press("Enter")
    expect(panel.get_by_role("img", name="f over x from −5 to 50")).to_be_visible()
    panel.get_by_label("to", exact=True).fill("-60")
    panel.get_by_label("to", exact=True).press("Enter")
    expect(panel.get_by_label("to", exact=True)).to_have_value("50")


def test_where_the_output_is_not_finite_the_curve_has_a_gap(page: Page) -> None:
    leaves = Leaves(page)
    leaves.write("x = 2.0\nf = log(x)")
    expect(leaves.cell("f", "data")).to_have_text("0.6931471805599453")
    leaves.leave_editor()
    panel = leaves.open("Plot")
    expect(panel).to_contain_text("Gaps are where it is not finite.")


def test_two_leaves_make_a_map_with_the_gradients_arrow_and_the_steps_made(page: Page) -> None:
    leaves = Leaves(page, VALLEY)
    panel = leaves.open("Gradient step")
    panel.get_by_label("Rate").fill("0.001")
    panel.get_by_label("Rate").press("Enter")
    panel.get_by_role("button", name="10 steps").click()
    expect(panel).to_contain_text("Step 10:")
    leaves.open("Plot")
    panel.get_by_label("and leaf").select_option(label="y")
    expect(panel.get_by_role("img", name="Map of f over x from −2 to 2 and y from −2 to 2")).to_be_visible()
    expect(panel.locator(".plot-contour")).to_have_count(11)
    expect(panel.locator(".plot-head.plot-gradient")).to_have_count(1)
    expect(panel.locator(".plot-step")).to_have_count(11)


@pytest.mark.parametrize("name", ["Nudge", "Gradient step", "Plot"])
def test_every_plot_has_a_table_of_its_numbers(page: Page, name: str) -> None:
    leaves = Leaves(page)
    panel = leaves.open(name)
    if name == "Gradient step":
        panel.get_by_role("button", name="Make a step").click()
    panel.get_by_text("Numbers", exact=True).click()
    expect(panel.locator(".numbers table")).to_be_visible()
    assert panel.locator(".numbers tbody tr").count() >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["Nudge", "Check all", "Gradient step", "Plot"])
def test_axe_finds_nothing_in_the_panels(page: Page, name: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    leaves = Leaves(page)
    leaves.move("a", "4")
    page.set_viewport_size({"width": width, "height": 640 if width == 360 else 900})
    if width == 360:
        page.locator(".tabs").get_by_role("button", name="Try").click()
    panel = leaves.open(name)
    expect(panel.locator(".plot, .checks").first).to_be_visible()
    assert violations(page) == []
    assert not scrolls(page)["sideways"]


def test_a_field_of_a_leaf_shows_a_minus_sign_and_reads_either(page: Page) -> None:
    leaves = Leaves(page)
    expect(leaves.field("b")).to_have_value("\u22123")
    for typed, shown, data in (("-5", "\u22125", "-5.0"), ("\u22122.5", "\u22122.5", "-2.5"), ("1,5", "1.5", "1.5")):
        leaves.move("b", typed)
        expect(leaves.field("b")).to_have_value(shown)
        expect(leaves.cell("b", "data")).to_have_text(data)
    leaves.move("b", "five")
    expect(leaves.field("b")).to_have_value("1.5")
    leaves.field("b").press("ArrowDown")
    expect(leaves.cell("b", "data")).to_have_text("0.5")
    leaves.open("Plot")
    expect(page.locator(".act-pane .decimal").first).to_have_value(re.compile("^\u2212"))


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_every_button_of_a_gradient_step_is_seen_without_scrolling(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    Playground(page).choose_example("micrograd's README")
    page.get_by_role("button", name="Gradient step").click()
    pane = page.locator(".act-pane").bounding_box()
    assert pane
    for name in ("Make a step", "10 steps", "Undo", "To the start"):
        button = page.locator("descent-panel").get_by_role("button", name=name).bounding_box()
        assert button
        assert button["y"] + button["height"] <= pane["y"] + pane["height"], name
        assert button["x"] + button["width"] <= pane["x"] + pane["width"], name
