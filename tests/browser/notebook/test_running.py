"""Tests of cells that run: outputs, errors, interrupts, and the verdict on each backward pass."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.support.chromium import Faults
from tests.support.pages.notebook import OVERWRITES, OVERWRITING_LINE, VALUE, Notebook, code

TWICE = "a = Value(3.0)\nb = a + a\nb.backward()"
DRAWING = """from graphviz import Digraph

dot = Digraph(graph_attr={"rankdir": "LR"})
dot.node("a", label="{ a | data 2.0 }", shape="record")
dot.node("b", label="{ b | data 4.0 }", shape="record")
dot.edge("a", "b")
dot"""
FIGURE = """import matplotlib.pyplot as plt

plt.plot([1, 2, 3], [3, 2, 1], label="loss")
plt.xlabel("step")
plt.legend()
plt.show()"""


def test_a_cell_shows_what_it_prints_and_its_last_value(page: Page) -> None:
    notebook = Notebook(page, *code("print('one')\n6 * 7", "_ = 1")).run_all()
    expect(notebook.output(1).locator("pre")).to_have_text(["one\n", "42"])
    expect(notebook.cell(1)).to_contain_text("[1]")
    expect(notebook.cell(2)).to_have_attribute("aria-label", "Cell 2, code, run number 2")


def test_an_exception_lights_its_line_and_ends_the_queue(page: Page) -> None:
    notebook = Notebook(page, *code("def f(x):\n    return 1 / x", "f(0)", "print('not run')")).run_all()
    error = notebook.output(2)
    expect(error).to_contain_text("ZeroDivisionError: division by zero")
    expect(notebook.cell(1).locator(".lit-error")).to_contain_text("return 1 / x")
    error.get_by_role("button", name="cell 1, line 2").click()
    expect(notebook.cell(1)).to_have_attribute("aria-current", "true")
    expect(notebook.cell(3)).to_have_attribute("aria-label", "Cell 3, code, not run")


def test_a_cell_runs_after_python_broke_and_was_started_again(page: Page, faults: Faults) -> None:
    faults.allow(r"pyodide\.asm\.mjs")
    breaking = "x = []\nfor i in range(100000):\n    x = [x]\ndel x"
    notebook = Notebook(page, *code(breaking, "print('again')")).run_all()
    expect(page.get_by_text("Python broke in this cell")).to_be_visible()
    notebook.cell(2).get_by_role("textbox").click()
    notebook.press("Control+Enter")
    expect(notebook.output(2).locator("pre")).to_have_text("again\n")


def test_right_gradients_are_said_as_clearly_as_wrong_ones(page: Page) -> None:
    notebook = Notebook(page, *code(VALUE, TWICE)).run_all()
    expect(notebook.verdict(2)).to_have_attribute("data-status", "right")
    expect(notebook.verdict(2).locator(".verdict-status")).to_contain_text("All 2 gradients are right")
    expect(page.locator("notebook-page > [role=status]")).to_contain_text("Cell 2 has run. All 2 gradients are right")


def test_a_wrong_gradient_names_the_place_then_the_rule_then_the_line(page: Page) -> None:
    notebook = Notebook(page, *code(OVERWRITES, TWICE)).run_all()
    verdict = notebook.verdict(2)
    expect(verdict).to_have_attribute("data-status", "wrong")
    expect(verdict.get_by_role("button", name=f"Cell 1, line {OVERWRITING_LINE}")).to_be_visible()
    expect(notebook.cell(1).locator(".lit-wrong")).to_contain_text("other.grad = out.grad")
    expect(verdict.locator(".fault-rule")).to_have_count(0)
    verdict.get_by_role("button", name="Why?").click()
    expect(verdict.locator(".fault-rule")).not_to_be_empty()
    expect(verdict.locator(".fault-fix")).to_have_count(0)
    verdict.get_by_role("button", name="Show the line").click()
    expect(verdict.locator(".fault-fix code")).to_have_text("other.grad += out.grad")


def test_the_line_is_written_in_the_cell_and_undone_there(page: Page) -> None:
    notebook = Notebook(page, *code(OVERWRITES, TWICE)).run_all()
    for name in ("Why?", "Show the line", "Write it in the cell"):
        notebook.verdict(2).get_by_role("button", name=name).click()
    notebook.has(VALUE, TWICE)
    notebook.run_all()
    expect(notebook.verdict(2)).to_have_attribute("data-status", "right")
    notebook.cell(1).get_by_role("textbox").click()
    notebook.press("Control+z").has(OVERWRITES, TWICE)


def test_the_gradients_stand_beside_the_true_ones(page: Page) -> None:
    notebook = Notebook(page, *code(OVERWRITES, TWICE)).run_all()
    row = notebook.verdict(2).get_by_role("row", name="a leaf")
    expect(row.get_by_role("cell")).to_have_text(["3", "1", "2", "✗ differs"])


def test_a_pass_is_stepped_through_in_the_playgrounds_player(page: Page) -> None:
    notebook = Notebook(page, *code(VALUE, TWICE)).run_all()
    step = notebook.verdict(2).get_by_role("button", name="Step through it", exact=True)
    step.click()
    player = page.locator("pass-player")
    expect(player.locator("graph-view svg .node").first).to_be_visible()
    page.keyboard.press("End")
    expect(player.locator("values-table")).to_contain_text("a")
    page.keyboard.press("Escape")
    expect(player).to_have_count(0)
    expect(step).to_be_focused()


def test_the_player_of_a_wrong_pass_opens_at_the_wrong_step(page: Page) -> None:
    notebook = Notebook(page, *code(OVERWRITES, TWICE)).run_all()
    notebook.verdict(2).get_by_role("button", name="Step through it", exact=True).click()
    player = page.locator("pass-player")
    back = player.get_by_role("button", name="To the wrong step")
    expect(back).to_be_disabled()
    expect(player.locator("order-panel")).to_contain_text("The order of your own code")
    page.keyboard.press("Home")
    expect(player.locator("step-panel")).to_contain_text("The run of your own code is drawn as a graph")
    expect(player.locator("order-panel")).not_to_contain_text("no backward pass")
    back.click()
    expect(back).to_be_disabled()


def test_the_smallest_program_that_fails_is_shown(page: Page) -> None:
    notebook = Notebook(page, *code(OVERWRITES, TWICE)).run_all()
    notebook.verdict(2).get_by_role("button", name="Smallest program that fails").click()
    found = notebook.verdict(2).get_by_role("group", name="Smallest program that fails")
    expect(found.locator(".smallest-source")).to_contain_text("backward()")
    found.get_by_role("button", name="Step through it beside the true run").click()
    player = page.locator("pass-player")
    expect(player.get_by_text("First difference", exact=True)).to_be_visible()
    expect(player.get_by_label("Steps: Your run")).to_contain_text("a gets")
    expect(player.get_by_label("Steps: The true run")).to_contain_text("a gets")
    expect(player).to_contain_text("The gradients differ at a.")
    player.get_by_role("button", name="Beside the true run").click()
    expect(player.locator("step-panel")).to_be_visible()


def test_a_training_with_the_class_stands_beside_a_right_one(page: Page) -> None:
    notebook = Notebook(page, *code(OVERWRITES, TWICE)).run_all()
    notebook.verdict(2).get_by_role("button", name="Train it beside a right one").click()
    found = notebook.verdict(2).get_by_role("group", name="Training beside a right class")
    expect(found.locator("p").first).not_to_contain_text("Training your class")


def test_several_passes_are_a_list_of_which_one_is_shown(page: Page) -> None:
    loop = "for _ in range(3):\n    a = Value(3.0)\n    b = a + a\n    b.backward()"
    notebook = Notebook(page, *code(VALUE, loop)).run_all()
    passes = notebook.verdict(2).get_by_role("group", name="Backward passes").get_by_role("button")
    expect(passes).to_have_count(3)
    expect(passes.nth(2)).to_have_attribute("aria-pressed", "true")
    passes.nth(0).click()
    expect(passes.nth(0)).to_have_attribute("aria-pressed", "true")


def test_a_cell_that_does_not_end_is_stopped_and_its_variables_stay(page: Page) -> None:
    notebook = Notebook(page, *code("n = 5", "while True:\n    n += 0", "n"))
    notebook.button("Run all").click()
    expect(notebook.cell(2)).to_have_attribute("data-status", "running")
    notebook.button("Stop").click()
    notebook.rested()
    notebook.cell(3).click()
    notebook.button("Run").click()
    expect(notebook.output(3)).to_have_text("5")


def test_after_a_restart_the_variables_are_gone_and_the_cells_run_again_on_one_click(page: Page) -> None:
    notebook = Notebook(page, *code("n = 5", "n")).run_all()
    notebook.menu("More ways to run", "Restart").notice.get_by_role("button", name="Run the cells again").wait_for()
    notebook.cell(2).click()
    notebook.button("Run").click()
    expect(notebook.output(2)).to_contain_text("NameError")
    notebook.run_all()
    expect(notebook.output(2)).to_have_text("5")


def test_a_graph_and_a_figure_draw_themselves(page: Page) -> None:
    notebook = Notebook(page, *code(DRAWING, FIGURE)).run_all()
    expect(notebook.cell(1).locator(".dot-drawing .node")).to_have_count(2)
    expect(notebook.cell(1).get_by_role("img")).to_have_accessible_name(
        "Graph of 2 nodes and 1 edge: a; data 2.0; b; data 4.0"
    )
    expect(notebook.cell(2).locator("svg.plot")).to_have_accessible_name(
        "line loss of 3 numbers, from 3 to 1. x (step) from 0.9 to 3.1, y from 0.9 to 3.1."
    )
    expect(notebook.cell(2).locator(".chart-legend")).to_contain_text("loss")


def test_outputs_and_verdicts_survive_a_reload_and_say_that_python_has_forgotten(page: Page) -> None:
    notebook = Notebook(page, *code(VALUE, TWICE, "print('kept')")).run_all().kept()
    page.wait_for_function("() => Object.values(localStorage).some((text) => text.includes('kept\\\\n'))")
    page.reload()
    expect(notebook.output(3)).to_have_text("kept\n")
    expect(notebook.verdict(2)).to_contain_text("Run the cell again to step through it")


def test_a_cell_is_stopped_before_python_is_ready_and_python_goes_on_starting(page: Page) -> None:
    held: list[Route] = []
    page.route("**/notebook.zip*", lambda route: held.append(route))
    notebook = Notebook(page, *code("print('run')"))
    notebook.button("Run").click()
    notebook.button("Stop").click()
    expect(notebook.notice).to_contain_text("the cell has not run")
    notebook.rested()
    for route in held:
        route.continue_()
    notebook.run_all()
    expect(notebook.output(1)).to_have_text("run")
    assert len(held) == 1
    expect(notebook.notice).to_be_hidden()


def test_where_a_cell_damages_python_itself_a_restart_is_offered(page: Page) -> None:
    notebook = Notebook(page, *code("import builtins\ndel builtins.isinstance", "print(7)"))
    notebook.button("Run").click()
    expect(notebook.notice).to_contain_text("The notebook's own Python failed")
    notebook.notice.get_by_role("button", name="Restart Python").click()
    expect(notebook.notice).to_contain_text("Python was started again")
    notebook.cell(2).click()
    notebook.button("Run").click()
    expect(notebook.output(2)).to_have_text("7")
    expect(notebook.notice).to_be_hidden()


def test_the_written_line_and_the_cells_below_run_again_on_one_click(page: Page) -> None:
    notebook = Notebook(page, *code(OVERWRITES, TWICE)).run_all()
    for name in ("Why?", "Show the line", "Write it in the cell"):
        notebook.verdict(2).get_by_role("button", name=name).click()
    notebook.notice.get_by_role("button", name="Run them").click()
    expect(notebook.verdict(2)).to_have_attribute("data-status", "right")


def test_a_graph_wider_than_the_column_is_drawn_smaller(page: Page) -> None:
    edges = "\n".join(f"dot.edge('value number {i}', 'value number {i + 1}')" for i in range(5))
    source = f"from graphviz import Digraph\ndot = Digraph(graph_attr={{'rankdir': 'LR'}})\n{edges}\ndot"
    drawing = Notebook(page, *code(source)).run_all().cell(1).locator(".dot-drawing")
    scale = drawing.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width / (4 / 3)")
    assert 0.59 < scale < 1


def test_what_goes_on_below_a_line_of_code_begins_deeper_than_it(phone: Page) -> None:
    line = "total = first_long_name + second_long_name + third_long_name"
    notebook = Notebook(phone, *code(f"if True:\n    {line}"))
    lefts = (
        notebook.cell(1)
        .locator(".cm-line")
        .nth(1)
        .evaluate(
            """line => {
          const range = document.createRange();
          range.selectNodeContents(line);
          return [...new Set([...range.getClientRects()].map(({ top }) => top))].map((top) =>
            Math.min(...[...range.getClientRects()].filter((each) => each.top === top).map(({ left }) => left)));
        }"""
        )
    )
    first = notebook.cell(1).locator(".cm-line").nth(0).bounding_box()
    assert first is not None
    assert len(lefts) > 1
    assert all(left > first["x"] + 40 for left in lefts[1:])
