"""Tests of corrections: the note's button writes what was meant, undo takes it back; none where it is not certain."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import Playground

X = "x = Value(3.0)\n"


@pytest.mark.parametrize(
    ("program", "label", "line"),
    [
        (X + "y = x.square() + 1", "Write (x**2) instead", "y = (x**2) + 1"),
        (X + "print('😀', sigmod(x))", "Write sigmoid instead", "print('😀', sigmoid(x))"),
        (X + "y == x * 3", "Write = instead", "y = x * 3"),
        (X + "y = x * x\ny.backward", "Add ()", "y.backward()"),
        ("x = Value(2,5)\ny = x * 2", "Write 2.5 instead", "x = Value(2.5)"),
    ],
)
def test_the_button_of_an_error_writes_the_correction(
    page: Page, faults: Faults, program: str, label: str, line: str
) -> None:
    faults.allow("status of 422")
    playground = Playground(page).write(program)
    page.get_by_role("button", name=label).click()
    expect(playground.text).to_contain_text(line)
    expect(page.locator(".note-error")).to_have_count(0)
    expect(page.locator(".underline-error")).to_have_count(0)


def test_undo_takes_a_correction_back(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    playground = Playground(page).write(X + "y = x.detach() * x")
    page.get_by_role("button", name="Write Value(x.data) instead").click()
    expect(playground.text).to_contain_text("y = Value(x.data) * x")
    expect(page.locator("code-editor .cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+z")
    expect(playground.text).to_contain_text("y = x.detach() * x")


def test_a_warning_has_a_button_too(page: Page) -> None:
    playground = Playground(page).write(X + "y = x * x\ny.backward\nprint(x.grad)")
    note = page.locator(".note-warning")
    expect(note).to_contain_text("names a function and does not call it")
    note.get_by_role("button", name="Add ()").click()
    expect(playground.text).to_contain_text("y.backward()")
    expect(note).to_have_count(0)


def test_a_long_correction_is_not_written_on_the_button(page: Page, faults: Faults) -> None:
    playground = Playground(page).write("2*3+4")
    page.get_by_role("button", name="Write it for me").click()
    expect(playground.text).to_contain_text("a*b+c")
    expect(playground.cell("a", "grad")).to_have_text("3.0")


CLASSES = """\
class Neuron:
    def __init__(self, nin):
        self.w = [Value(0.5) for _ in range(nin)]

class MLP:
    def __init__(self, nin, nouts):
        self.layers = []

n = MLP(2, [1])
print(n)
n([1.0, 2.0])"""


@pytest.mark.parametrize(
    ("label", "line", "network"),
    [
        ("Use the lecture's network", "from autograd_playground.lecture import Neuron, MLP", "TanhNeuron(2)"),
        ("Use micrograd's network", "from micrograd.nn import Neuron, MLP", "LinearNeuron(2)"),
    ],
)
def test_a_class_of_a_network_has_a_button_for_each_kind(
    page: Page, faults: Faults, label: str, line: str, network: str
) -> None:
    faults.allow("status of 422")
    playground = Playground(page).write(CLASSES)
    note = page.locator(".note-error")
    expect(note.get_by_role("button")).to_have_text(["Use the lecture's network", "Use micrograd's network"])
    note.get_by_role("button", name=label).click()
    expect(playground.text).to_contain_text(line)
    expect(playground.text).not_to_contain_text("class")
    expect(page.locator(".note-error")).to_have_count(0)
    expect(page.locator("output-panel")).to_contain_text(network)
    expect(page.locator("code-editor .cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+z")
    expect(playground.text).to_contain_text("class MLP")
    expect(note.get_by_role("button")).to_have_count(2)


def test_the_button_is_reached_and_pressed_with_the_keyboard(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    playground = Playground(page).write(X + "y = x.square()")
    button = page.get_by_role("button", name="Write x**2 instead")
    button.focus()
    page.keyboard.press("Enter")
    expect(playground.text).to_contain_text("y = x**2")


def test_what_is_not_certain_has_no_button(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    Playground(page).write(X + "y = x.sign()")
    expect(page.locator(".note-error")).to_contain_text("x / abs(x)")
    expect(page.locator(".note-error button")).to_have_count(0)
