"""Tests of operations that cells define: their check at several points, their verdict, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cells import Cells

MICROGRAD = "from micrograd.engine import Value\n"
P3 = 'p3 = operation("p3", lambda x: 0.5*(5*x**3 - 3*x), lambda x: 1.5*(5*x**2 - 1))\n'
LEGENDRE = """import torch

class Legendre(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return 0.5 * (5 * input ** 3 - 3 * input)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * 1.5 * (5 * input ** 2 - 1)

x = torch.tensor([0.5], requires_grad=True)
(Legendre.apply(x) * 2).sum().backward()
"""


def only(reply: dict[str, Any]) -> dict[str, Any]:
    [summary] = reply["passes"]
    verdict: dict[str, Any] = summary["verdict"]
    return verdict


def test_an_operation_is_checked_at_five_points_and_its_pass_is_judged(cells: Cells) -> None:
    reply = cells.run(f"{MICROGRAD}{P3}x = Value(0.5)\ny = p3(x) * x\ny.backward()")
    assert reply["notes"] == [
        "The local derivatives of p3 agree with differences of its forward function: "
        "20.175 at −1.7; 1.2 at −0.6; −0.3 at 0.4; 11.175 at 1.3; 49.2 at 2.6."
    ]
    assert only(reply)["status"] == "right"
    nodes = cells.ask("pass", number=0)["trace"]["nodes"]
    assert [(node["op"], node["grad"]) for node in nodes] == [("", -0.25), ("p3", 0.5), ("*", 1.0)]


def test_it_computes_with_a_class_of_the_cells(cells: Cells) -> None:
    text = (
        "class Number:\n    def __init__(self, data, children=()):\n        self.data = data\n        self.grad = 0.0\n"
        "        self._backward = lambda: None\n        self.children = children\n"
        "    def backward(self):\n        self.grad = 1.0\n        self._backward()\n"
    )
    reply = cells.run(
        f"{text}scaled = operation('scaled', lambda x, y: x*y, lambda x, y: y, lambda x, y, out: x)\n"
        "x = Number(2.0)\nscaled(x, 3.0).backward()"
    )
    assert (only(reply)["status"], cells.kernel._names["x"].grad) == ("right", 3.0)


def test_a_wrong_derivative_is_refused_with_the_numbers_of_all_points(cells: Cells) -> None:
    error = cells.error("operation('cube', lambda x: x**3, lambda x: 3*x)")
    assert error["message"] == (
        "The local derivative of cube is wrong: at −1.7 it gives −5.1, but by differences cube has the slope 8.67 "
        "there. Correct the derivative: at −0.6 −1.8 instead of 1.08; at 0.4 1.2 instead of 0.48; "
        "at 1.3 3.9 instead of 5.07; at 2.6 7.8 instead of 20.28."
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("operation('a b', lambda x: x, lambda x: 1)", "cannot name an operation"),
        ("operation('x', lambda x: x)", "has 0 derivatives"),
        (f"{P3}p3(2.0)", "needs a value"),
        (f"class N:\n    pass\n{P3}p3(N())", "no attribute 'data'"),
        (f"class N:\n    data = 2.0\n{P3}p3(N())", "N has none: write the operation as a method of it"),
    ],
)
def test_what_is_no_operation_is_refused_in_a_sentence(cells: Cells, cell: str, words: str) -> None:
    assert words in cells.error(cell)["message"]


def test_the_packages_operation_is_that_of_the_cells_and_takes_its_own_values_too(cells: Cells) -> None:
    source = f"from autograd_playground import Value, operation\n{P3}x = Value(0.5)\np3(x).backward()\nprint(x.grad)"
    assert cells.printed(source) == "0.375\n"


def test_the_packages_operation_is_its_own_again_after_the_cell(cells: Cells) -> None:
    import autograd_playground

    cells.run(P3)
    assert autograd_playground.operation.__module__ == "autograd_playground.engine.language.custom"


def test_the_tutorials_class_is_checked_recorded_and_judged(cells: Cells) -> None:
    reply = cells.run(LEGENDRE)
    [note] = reply["notes"]
    assert "agree with differences of its forward function: 20.175 at −1.7; 1.2 at −0.6;" in note
    assert only(reply)["status"] == "right"
    nodes = cells.ask("pass", number=0)["trace"]["nodes"]
    assert [(node["op"], node["grad"]) for node in nodes][:2] == [("", 0.75), ("Legendre", 2.0)]


def test_a_wrong_backward_of_a_class_is_said_with_its_numbers_and_judged_wrong(cells: Cells) -> None:
    reply = cells.run(LEGENDRE.replace("** 2 - 1", "** 2 + 1"))
    [note] = reply["notes"]
    assert "is wrong: at −1.7 it gives 23.175, but by differences Legendre has the slope 20.175 there." in note
    [fault] = only(reply)["faults"]
    assert "goes from 0 to 6.75 and should become 0.75" in fault["text"]


def test_a_class_that_takes_no_single_numbers_works_and_says_that_it_is_unchecked(cells: Cells) -> None:
    reply = cells.run(
        "import torch\nclass F(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n"
        "        if x.item() != 3.0:\n            raise LookupError(x)\n        return x\n"
        "    @staticmethod\n    def backward(ctx, g):\n        return g\n"
        "F.apply(torch.tensor([3.0], requires_grad=True)).backward()"
    )
    assert reply["notes"] == ["F could not be checked: LookupError."]
    assert reply["status"] == "ok"
