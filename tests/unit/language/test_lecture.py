"""Tests of the networks that stand for the lecture's classes, and of the message that refuses those classes."""

from __future__ import annotations

import pytest

from autograd_playground import lecture
from autograd_playground.engine.errors import Correction, PlaygroundError
from autograd_playground.engine.language import run
from autograd_playground.engine.trace.tape import Tape

DATA = """\
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
"""
LOOP = """\
for k in range(20):
    {pred} = [n(x) for x in xs]
    loss = sum(({out} - {target})**2 for {target}, {out} in zip(ys, {pred}))
    {zero}
    loss.backward()
    for p in n.parameters():
        {update}
print(loss.data)
"""
LECTURE = {
    "pred": "ypred",
    "out": "yout",
    "target": "ygt",
    "zero": "for p in n.parameters(): p.grad = 0.0",
    "update": "p.data += -0.1 * p.grad",
}


def loop(**changes: str) -> str:
    return LOOP.format(**{**LECTURE, **changes})


def printed(source: str) -> list[str]:
    tape = Tape()
    run(source, tape)
    return [output.text for output in tape.outputs]


# Ways to write the lecture's training without an import.
LEARNS = {
    "as in the lecture": DATA + "n = MLP(3, [4, 4, 1])\n" + loop(),
    "other names": DATA + "n = MLP(3, [4, 4, 1])\n" + loop(pred="p1", out="o", target="t"),
    "zero_grad": DATA + "n = MLP(3, [4, 4, 1])\n" + loop(zero="n.zero_grad()"),
    "-=": DATA + "n = MLP(3, [4, 4, 1])\n" + loop(pred="q", out="o", target="t", update="p.data -= 0.1 * p.grad"),
    "a named rate": "lr = 0.1\n" + DATA + "n = MLP(3, [4, 4, 1])\n" + loop(update="p.data -= lr * p.grad"),
    "p.data = p.data - ...": DATA
    + "n = MLP(3, [4, 4, 1])\n"
    + loop(pred="q", out="o", target="t", update="p.data = p.data - 0.1 * p.grad"),
    "a seed": "import random\nrandom.seed(1)\n" + DATA + "n = MLP(3, [4, 4, 1])\n" + loop(),
    "the convention named": DATA + "n = MLP(3, [4, 4, 1], convention='lecture')\n" + loop(),
}


@pytest.mark.parametrize("name", LEARNS)
def test_the_lectures_network_learns(name: str) -> None:
    assert float(printed(LEARNS[name])[-1]) < 0.1


@pytest.mark.parametrize(
    ("network", "shown"),
    [
        ("MLP(3, [2, 1])", "MLP of [Layer of [TanhNeuron(3), TanhNeuron(3)], Layer of [TanhNeuron(2)]]"),
        ("Layer(3, 1)", "Layer of [TanhNeuron(3)]"),
        ("Neuron(3)", "TanhNeuron(3)"),
        ("MLP(3, [1], convention='micrograd')", "MLP of [Layer of [LinearNeuron(3)]]"),
        ("Neuron(3, nonlin=False)", "LinearNeuron(3)"),
        ("MLP(3, [1, 1], activation='sigmoid')", "MLP of [Layer of [SigmoidNeuron(3)], Layer of [LinearNeuron(1)]]"),
    ],
)
def test_a_network_of_the_lectures_program_is_the_lectures(network: str, shown: str) -> None:
    assert printed(f"n = {network}\nypred = n([1.0, 2.0, 3.0])\nprint(n)") == [shown]


@pytest.mark.parametrize(
    "imported",
    [
        "from micrograd.nn import MLP\nn = MLP",
        "import micrograd.nn as m\nn = m.MLP",
        "n = nn.MLP",
        "from autograd_playground.lecture import MLP\nfrom micrograd.nn import MLP\nn = MLP",
    ],
)
def test_an_imported_network_is_the_librarys(imported: str) -> None:
    assert printed(f"{imported}(3, [1])\nypred = n([1.0, 2.0, 3.0])\nprint(n)") == [
        "MLP of [Layer of [LinearNeuron(3)]]"
    ]


@pytest.mark.parametrize(
    "imported",
    [
        "from autograd_playground.lecture import MLP\nn = MLP",
        "from autograd_playground.lecture import *\nn = MLP",
        "from autograd_playground.lecture import MLP as Net\nn = Net",
        "from autograd_playground import lecture\nn = lecture.MLP",
        "import autograd_playground.lecture as m\nn = m.MLP",
        "from micrograd.nn import MLP\nfrom autograd_playground.lecture import MLP\nn = MLP",
    ],
)
def test_the_lectures_network_can_be_imported(imported: str) -> None:
    options = printed(f"{imported}(3, [1], activation='sigmoid')\nn([1.0, 2.0, 3.0])\nprint(n)")
    assert options == ["MLP of [Layer of [SigmoidNeuron(3)]]"]
    assert printed(f"{imported}(3, [1])\nn([1.0, 2.0, 3.0])\nprint(n)") == ["MLP of [Layer of [TanhNeuron(3)]]"]


def test_the_import_is_one_of_the_distribution_too() -> None:
    assert repr(lecture.MLP(3, [1])) == "MLP of [Layer of [TanhNeuron(3)]]"
    assert repr(lecture.Layer(3, 1)) == "Layer of [TanhNeuron(3)]"
    assert repr(lecture.Neuron(3)) == "TanhNeuron(3)"


def test_an_import_chooses_for_its_own_run_alone() -> None:
    printed("from autograd_playground.lecture import MLP\nn = MLP(3, [1])\nn([1.0, 2.0, 3.0])")
    test_a_network_that_is_only_called_is_the_librarys()


def test_a_network_that_is_only_called_is_the_librarys() -> None:
    assert printed("n = MLP(3, [1])\nn([1.0, 2.0, 3.0])\nprint(n)") == ["MLP of [Layer of [LinearNeuron(3)]]"]


NEURON = """\
class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(random.uniform(-1, 1))
    def __call__(self, x):
        act = sum((wi*xi for wi, xi in zip(self.w, x)), self.b)
        return act.tanh()
"""


@pytest.mark.parametrize(
    ("name", "excerpts"),
    [
        ("Value", ["Value is there already; leave the class out."]),
        ("Neuron", ["Neuron is there already; leave the class out.", "convention='lecture'", "convention='micrograd'"]),
        ("Layer", ["Layer is there already; leave the class out.", "convention='lecture'", "convention='micrograd'"]),
        ("MLP", ["MLP is there already; leave the class out.", "convention='lecture'", "convention='micrograd'"]),
        ("Module", ["parameters() and zero_grad()"]),
        ("Optimizer", ["Write functions with def"]),
    ],
)
def test_a_refused_class_names_what_is_there_in_its_place(name: str, excerpts: list[str]) -> None:
    with pytest.raises(PlaygroundError) as refusal:
        run(f"class {name}:\n    pass", Tape())
    assert all(excerpt in refusal.value.hint for excerpt in excerpts)


CLASSES = f"""\
import random

{NEURON}
class Layer:
    def __init__(self, nin, nout):
        self.neurons = [
    Neuron(nin) for _ in range(nout)
]
# of layers
class MLP:
    '''Layers,
one after the other: it isn't much.
'''
    def __init__(self, nin, nouts):
        self.layers = []  # (

"""
CHOICES = {"Use the lecture's network": "autograd_playground.lecture", "Use micrograd's network": "micrograd.nn"}


def refusal_of(source: str) -> PlaygroundError:
    with pytest.raises(PlaygroundError) as refusal:
        run(source, Tape())
    return refusal.value


@pytest.mark.parametrize(("label", "module"), CHOICES.items())
def test_one_choice_replaces_the_classes_of_a_network_by_an_import(label: str, module: str) -> None:
    use = "n = MLP(3, [2, 1])\nprint(n)\nn([1.0, 2.0, 3.0])\n"
    error = refusal_of(CLASSES + use)
    assert error.correction is None
    choices = {choice.label: choice for choice in error.corrections}
    assert list(choices) == list(CHOICES)
    after = written(CLASSES + use, choices[label])
    assert after == f"import random\n\nfrom {module} import Neuron, Layer, MLP\n\n{use}"
    neuron, last = ("Tanh", "Tanh") if module.endswith("lecture") else ("ReLU", "Linear")
    assert printed(after) == [f"MLP of [Layer of [{neuron}Neuron(3), {neuron}Neuron(3)], Layer of [{last}Neuron(2)]]"]


def test_the_choice_stands_even_where_the_program_looks_like_the_lectures() -> None:
    after = written(f"import random\n{NEURON}{USE}", refusal_of(f"import random\n{NEURON}{USE}").corrections[1])
    assert printed(after) == ["ReLUNeuron(2)"]


USE = "ypred = Neuron(2)([1.0, 2.0])\nprint(Neuron(2))\nypred"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class Module:\n    pass\n\nclass MLP(Module): pass\nx = 1", "from micrograd.nn import MLP\nx = 1"),
        ("class MLP: pass\nclass Optimizer: pass", "from micrograd.nn import MLP\nclass Optimizer: pass"),
        ("class MLP: pass\nx = 'open", "from micrograd.nn import MLP\nx = 'open"),
        ("class MLP: pass\nx = (1", "from micrograd.nn import MLP\nx = (1"),
        ("if True:\n    class MLP:\n        pass\n    x = 1", "if True:\n    from micrograd.nn import MLP\n    x = 1"),
        (">>> class MLP:\n...     pass\n>>> x = 1", ">>> from micrograd.nn import MLP\n>>> x = 1"),
    ],
)
def test_the_import_stands_for_these_classes_alone(before: str, after: str) -> None:
    assert written(before, refusal_of(before).corrections[1]) == after


def test_the_class_of_values_has_one_correction() -> None:
    before = "class Value:\n    def __init__(self, data):\n        self.data = data\na = Value(2.0)"
    error = refusal_of(before)
    assert error.correction is not None
    assert not error.corrections
    assert written(before, error.correction) == "from micrograd.engine import Value\na = Value(2.0)"


@pytest.mark.parametrize(
    "source",
    [
        "class MLP:\n    x = (1 +\n\ny = 2",
        "class MLP:\n    x = 'abc\n\ny = 2",
        'class MLP:\n    """never closed\n\ny = 2',
        "class Module:\n    pass",
        "class Optimizer:\n    pass",
        "x = class",
    ],
)
def test_there_is_no_choice_where_the_class_has_no_clear_end_or_no_import(source: str) -> None:
    error = refusal_of(source)
    assert error.correction is None
    assert not error.corrections


def test_a_convention_that_is_not_there_has_the_choice_too() -> None:
    source = "n = MLP(3, [1], convention = 'keras')\nprint(n)\nn([1.0, 2.0, 3.0])"
    shown = [printed(written(source, choice)) for choice in refusal_of(source).corrections]
    assert shown == [["MLP of [Layer of [TanhNeuron(3)]]"], ["MLP of [Layer of [LinearNeuron(3)]]"]]


def written(source: str, correction: Correction) -> str:
    """The program with the correction in it."""
    assert correction.span is not None
    line, column, end_line, end_column = correction.span
    lines = source.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][:column]])
    after = "\n".join([lines[end_line - 1][end_column:], *lines[end_line:]])
    return f"{before}{correction.text}{after}"


# What stands after a class, or in it, and would be an error by itself.
LATER = [
    "n = Neuron(3)\nn([1.0, 2.0])",
    "x = nope",
    "    def __repr__(self):\n        return f'{self.w!r}'",
    "    def __repr__(self):\n        return r'Neuron'",
    "    '''text that is never closed",
    "    def __repr__(self): return 'a' 'b'",
    "x = (1 + 2",
    "x = {1: 2}\nwhile True: pass",
    "import numpy as np",
    "x = 007",
    "x = “a”",
    "  x = 1\n x = 2",
]


@pytest.mark.parametrize("later", LATER)
def test_the_class_is_the_first_cause(later: str) -> None:
    with pytest.raises(PlaygroundError) as refusal:
        run(f"import random\n{NEURON}{later}", Tape())
    assert (refusal.value.message, refusal.value.span) == ("`class` is not part of this language.", (2, 0, 2, 5))


def test_an_error_before_the_class_comes_first() -> None:
    with pytest.raises(PlaygroundError) as refusal:
        run(f"x = 007\n{NEURON}", Tape())
    assert "007" in refusal.value.message


def test_a_value_takes_its_number_by_name_as_the_lectures_class_does() -> None:
    assert printed("a = Value(data=2.0, label='a')\nb = Value(data=3.0)\nprint((a*b).data, a.label)") == ["6.0 a"]


def test_print_separates_and_ends_its_texts_as_python_does() -> None:
    program = (
        "for i in range(3):\n    print(i, end=' ')\nprint()\nprint(1, 2, sep=', ')\nprint('x', end='')\nprint('y')"
    )
    assert printed(program) == ["0 1 2 ", "1, 2", "xy"]


def test_the_word_class_in_a_text_is_no_class() -> None:
    with pytest.raises(PlaygroundError) as refusal:
        run("'''\nclass of its own\n'''\nx = 007", Tape())
    assert "007" in refusal.value.message
