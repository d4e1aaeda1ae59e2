"""Folding of a reader's large graph by the functions and modules in which its values were made."""

from __future__ import annotations

from typing import Any

from tests.support.cells import Cells

VALUE = """
class Value:
    __slots__ = ("data", "grad", "operands", "slopes")

    def __init__(self, data, operands=(), slopes=()):
        self.data, self.grad, self.operands, self.slopes = data, 0.0, operands, slopes

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def twice(self):
        return self + self

    __radd__ = __add__

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for each in value.operands:
                    visit(each)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for each, slope in zip(value.operands, value.slopes):
                each.grad += slope * value.grad
"""
FUNCTIONS = """
def linear(x, rows):
    return [sum(w * each for w, each in zip(row, x)) for row in rows]

def network(x, first, second):
    hidden = linear(x, first)
    hidden = [each.twice() for each in hidden]
    return linear(hidden, second)

def rows(count, width):
    return [[Value(0.1 * i + 0.01 * j) for j in range(width)] for i in range(count)]
"""
MODULES = """
class Neuron:
    def __init__(self, width):
        self.w = [Value(0.1 * i) for i in range(width)]
    def __call__(self, x):
        return sum(w * each for w, each in zip(self.w, x))

class Layer:
    def __init__(self, width, count):
        self.neurons = [Neuron(width) for _ in range(count)]
    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]
"""


def folded(cells: Cells, source: str) -> dict[str, int]:
    """How many values each box of the pass holds, by its path."""
    reply = cells.run(source)
    assert reply["status"] == "ok", cells.outputs
    assert reply["passes"][-1]["verdict"]["status"] == "right"
    trace: dict[str, Any] = cells.ask("pass", number=reply["passes"][-1]["number"])["trace"]
    return {box["path"]: len(box["nodes"]) for box in trace["boxes"]}


def test_the_calls_of_a_function_are_boxes_that_hold_their_weights_too(cells: Cells) -> None:
    cells.run(VALUE + FUNCTIONS)
    boxes = folded(cells, "o = network([Value(1.0), Value(2.0)], rows(8, 2), rows(1, 8))[0] + Value(1.0)\no.backward()")
    # 8 rows of 2 weights, 2 inputs, 8 zeros that sum() begins with, 16 products and 16 sums; the other has one row.
    # What `twice` gives stands in its own line; a method of a value is an operation, not a box.
    assert boxes == {"network/linear 0": 58, "network/line 41": 8, "network/linear 1": 25}


def test_the_calls_of_modules_are_boxes_by_the_names_of_their_classes(cells: Cells) -> None:
    cells.run(VALUE + MODULES)
    boxes = folded(cells, "o = sum(Layer(4, 2)(Layer(3, 4)([Value(1.0)] * 3)))\no.backward()")
    assert set(boxes) == {
        "Layer 0/leaves", *(f"Layer 0/Neuron {i}" for i in range(4)), *(f"Layer 1/Neuron {i}" for i in range(2))
    }  # fmt: skip


def test_weights_that_several_calls_use_are_one_box(cells: Cells) -> None:
    cells.run(VALUE + FUNCTIONS)
    boxes = folded(
        cells, "w = rows(6, 2)\no = sum(sum(linear([Value(1.0), Value(i)], w)) for i in (1.0, 2.0))\no.backward()"
    )
    assert boxes["leaves"] == 12
    assert {"linear 0", "linear 1"} <= set(boxes)


def test_a_small_graph_is_drawn_as_it_is(cells: Cells) -> None:
    cells.run(VALUE + FUNCTIONS)
    assert folded(cells, "o = network([Value(1.0)], rows(2, 1), rows(1, 2))[0]\no.backward()") == {}


def test_a_function_that_calls_itself_a_hundred_times_is_folded_to_a_bounded_depth(cells: Cells) -> None:
    cells.run(VALUE + "\ndef power(x, n):\n    return x if n == 0 else power(x, n - 1) * x")
    boxes = folded(cells, "o = power(Value(1.0), 100) + Value(1.0)\no.backward()")
    assert max(path.count("/") for path in boxes) < 10
