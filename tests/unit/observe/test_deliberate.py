"""What readers do on purpose is not called wrong, and what cannot be judged is said."""

from __future__ import annotations

from autograd_playground.engine.contract.notebook import Verdict

from .faults import CELL, right_class
from .judged import Notebook

CLOSURES, _ = right_class("closures")
ROUND = """

    def round(self):
        out = Value(float(round(self.data)), (self,), "round")

        def _backward():
            self.grad += out.grad

        out._backward = _backward
        return out
"""
TENSOR = """
class Tensor:
    def __init__(self, data, children=()):
        self.data = data
        self.grad = [0.0] * len(data)
        self._prev = children
        self._backward = lambda: None

    def __mul__(self, other):
        out = Tensor([x * y for x, y in zip(self.data, other.data)], (self, other))

        def _backward():
            self.grad = [g + y * h for g, h, y in zip(self.grad, out.grad, other.data)]
            other.grad = [g + x * h for g, h, x in zip(other.grad, out.grad, self.data)]

        out._backward = _backward
        return out

    def sum(self):
        out = Tensor([sum(self.data)], (self,))

        def _backward():
            self.grad = [g + out.grad[0] for g in self.grad]

        out._backward = _backward
        return out

    def backward(self):
        self.grad = [1.0]
        self._backward()
        for child in self._prev:
            child._backward()


"""


def verdict(text: str) -> Verdict:
    return Notebook(text).judgement.verdict


def test_rounding_with_the_slope_1_is_neither_right_nor_wrong() -> None:
    found = verdict(
        CLOSURES.rstrip() + ROUND + CELL + "a = Value(2.3)\nb = Value(3.0)\nL = a.round() * b\nL.backward()\n"
    )
    assert found["status"] == "right"
    assert [each["name"] for each in found["gradients"] if each["leaf"]] == ["b"]
    assert "straight-through" in found["notes"][0]


def test_lists_of_numbers_cannot_be_judged() -> None:
    program = "x = Tensor([1.0, 2.0])\nw = Tensor([3.0, 4.0])\nL = (x * w).sum()\nL.backward()\n"
    found = verdict(TENSOR + CELL + program)
    assert found["status"] == "unjudged"
    assert "single number" in found["notes"][0]


def test_an_integer_past_all_floats_cannot_be_judged() -> None:
    whole = CLOSURES.replace("self.grad = 0.0", "self.grad = 0").replace("self.grad = 1.0", "self.grad = 1")
    found = verdict(whole + CELL + "a = Value(10**400)\nL = a * 3\nM = L * a\nM.backward()\n")
    assert found["status"] == "unjudged"
    assert found["faults"] == []


def test_a_true_gradient_that_is_not_finite_cannot_be_judged() -> None:
    found = verdict(CLOSURES + CELL + "a = Value(1e200)\nL = a * a * a\nL.backward()\n")
    assert found["status"] == "unjudged"
    assert "no finite number" in found["notes"][0]


def test_a_seed_that_the_caller_passes_scales_the_true_gradients() -> None:
    definition, _ = right_class("seeded_average")
    found = verdict(definition + CELL + "a = Value(2.0)\nb = Value(3.0)\nL = a * b\nL.backward(0.5)\n")
    assert [(each["name"], each["truth"]) for each in found["gradients"] if each["leaf"]] == [("a", 1.5), ("b", 1.0)]


def test_clipping_at_the_end_of_a_pass_is_noted() -> None:
    definition, program = right_class("clip_inside")
    found = verdict(definition + CELL + program)
    assert found["status"] == "right"
    assert "scales or clips gradients that are complete" in found["notes"][0]
    assert [each["grad"] for each in found["gradients"] if each["leaf"]] == [3.0, 2.3]


def test_another_scale_than_a_clipping_is_wrong() -> None:
    definition, program = right_class("clip_inside")
    line = "v.grad = max(-limit, min(limit, v.grad))"
    assert line in definition
    assert verdict(definition.replace(line, "v.grad = -v.grad") + CELL + program)["status"] == "wrong"


def test_changing_the_gradients_of_leaves_after_a_pass_is_no_pass() -> None:
    """Weight decay, averages and noise, in functions of their own."""
    program = """
def decay(parameters, rate):
    for each in parameters:
        each.grad += rate * each.data

a = Value(2.0)
b = Value(3.0)
(a * b).backward()
decay([a, b], 0.1)
"""
    notebook = Notebook(CLOSURES + CELL + program)
    assert [each.verdict["status"] for each in notebook.judgements] == ["right"]


def test_several_roots_at_once_cannot_be_judged() -> None:
    program = """
def backward(roots):
    order = []

    def build(v):
        if v not in order:
            for child in v._prev:
                build(child)
            order.append(v)

    for root in roots:
        build(root)
    for root in roots:
        root.grad += 1.0
    for v in reversed(order):
        v._backward()

a = Value(2.0)
b = Value(3.0)
c = a * b
backward([c + a, c * b])
"""
    found = verdict(CLOSURES + CELL + program)
    assert found["status"] == "unjudged"
    assert found["text"] == "The gradients could not be judged: this pass starts at several values at once."


def test_other_numbers_than_gradients_are_none() -> None:
    """A mark of visited values is no gradient, where the class has an attribute that says that it is one."""
    text = CLOSURES.replace("self.label = label", "self.label = label\n        self.mark = 0")
    text = text.replace(
        "        self.grad = 1.0\n", "        for v in topo:\n            v.mark += 1\n        self.grad = 1.0\n"
    )
    notebook = Notebook(text + CELL + "a = Value(2.0)\nb = a * a\nb.backward()\n")
    assert [each.verdict["status"] for each in notebook.judgements] == ["right"]
    assert {each["name"]: each["grad"] for each in notebook.judgement.verdict["gradients"]} == {"a": 4.0, "b": 1.0}


def test_a_function_that_stops_the_gradient_may_pass_nothing_back() -> None:
    program = "a = Value(2.0)\nb = a * 3.0\nL = b * stop_gradient(b)\nL.backward()\n"
    cut = 'def stop_gradient(v):\n    return Value(v.data, (v,), "stop")\n\n'
    assert verdict(CLOSURES + cut + CELL + program)["status"] == "right"
    assert (
        verdict(CLOSURES + cut.replace("stop_gradient", "same") + CELL + program.replace("stop_gradient", "same"))[
            "status"
        ]
        == "wrong"
    )


def test_a_cell_that_deletes_every_name_of_its_namespace_runs_on() -> None:
    delete = "\nfor name in list(globals()):\n    if name not in ('Value', 'math'):\n        del globals()[name]\n"
    notebook = Notebook(CLOSURES + delete + CELL + "a = Value(2.0)\nb = a * a\nb.backward()\n")
    assert notebook.judgement.verdict["status"] == "right"


SILENT = CLOSURES.replace("other.grad += self.data * out.grad", "other.grad += self.date * out.grad", 1).replace(
    "            node._backward()\n",
    "            try:\n                node._backward()\n            except AttributeError:\n                pass\n",
)
PRODUCT = CELL + "a = Value(2.0)\nb = Value(3.0)\nL = a * b\nL.backward()\n"


def test_an_exception_that_is_kept_silent_is_named_with_its_line() -> None:
    faults = verdict(SILENT + PRODUCT)["faults"]
    assert faults[0]["place"] is not None
    assert faults[0]["place"]["text"] == "other.grad += self.date * out.grad"
    assert "raises AttributeError" in faults[0]["text"]
    assert "an except keeps it silent" in faults[0]["text"]


def test_the_search_for_a_silent_exception_changes_no_gradient() -> None:
    assert Notebook(SILENT + PRODUCT).namespace["a"].grad == 3.0


def test_a_pass_by_hand_is_not_told_again_when_the_next_cell_begins_another_one() -> None:
    steps = """
def steps(root):
    order = []

    def build(v):
        if v not in order:
            for child in v._prev:
                build(child)
            order.append(v)

    build(root)
    root.grad = 1.0
    for v in reversed(order):
        v._backward()
        yield v


"""
    by_hand = "a = Value(2.0)\nL = a * a\nfor v in steps(L):\n    pass\n"
    notebook = Notebook(CLOSURES + steps + CELL + by_hand + CELL + "b = Value(3.0)\nM = b * b\nM.backward()\n")
    names = [each.recording.nodes[each.recording.root].name for each in notebook.judgements]
    assert names == ["L", "M"]


def test_a_pass_that_is_given_up_halfway_leaves_nothing_behind() -> None:
    """A generator that goes through the pass is left after its first steps."""
    steps = """
def steps(root):
    root.grad = 1.0
    for v in (root, *root._prev):
        v._backward()
        yield v


"""
    given_up = "a = Value(2.0)\nL = (a * 3.0) * a\nnext(steps(L))\nfor v in (a, *L._prev):\n    v.grad = 0.0\n"
    notebook = Notebook(CLOSURES + steps + CELL + given_up + CELL + "b = Value(3.0)\nM = b * b\nM.backward()\n")
    assert [each.verdict["status"] for each in notebook.judgements] == ["unjudged", "right"]


def test_a_pass_by_hand_may_leave_out_the_gradient_of_the_root() -> None:
    program = "a = Value(2.0)\nb = Value(-3.0)\nd = a * b\nf = Value(4.0)\nL = d * f\n"
    assert verdict(f"{CLOSURES}{CELL}{program}{CELL}d.grad = 4.0\nf.grad = -6.0\n")["status"] == "right"
    assert verdict(f"{CLOSURES}{CELL}{program}{CELL}d.grad = 5.0\nf.grad = -6.0\n")["status"] == "wrong"


def test_a_gradient_set_by_hand_may_be_rounded_as_one_writes_it() -> None:
    program = "n = Value(0.8813735870195432)\no = n.tanh()\n"
    assert verdict(f"{CLOSURES}{CELL}{program}o.grad = 1.0\nn.grad = 0.5\n")["status"] == "right"
    program = program.replace("0.8813735870195432", "0.8812")
    assert verdict(f"{CLOSURES}{CELL}{program}o.grad = 1.0\nn.grad = 0.5\n")["status"] == "right"
    assert verdict(f"{CLOSURES}{CELL}{program}o.grad = 1.0\nn.grad = 0.51\n")["status"] == "wrong"


def test_a_gradient_that_was_not_zeroed_stands_in_the_table_beside_what_this_pass_gives() -> None:
    program = "w = Value(0.5)\nfor k in range(2):\n    L = w * 3.0\n    L.backward()\n    w.data -= 0.1 * w.grad\n"
    found = verdict(f"{CLOSURES}{CELL}{program}")
    assert [fault["kind"] for fault in found["faults"]] == ["not zeroed"]
    [row] = [each for each in found["gradients"] if each["name"] == "w"]
    assert (row["grad"], row["truth"], row["agrees"]) == (6.0, 3.0, False)
