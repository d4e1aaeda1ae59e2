"""Tests of the networks that stand for the lecture's classes, and of the message that refuses those classes."""

from __future__ import annotations

import pytest

from autograd_playground.engine.errors import PlaygroundError
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
    ["from micrograd.nn import MLP\nn = MLP", "import micrograd.nn as m\nn = m.MLP", "n = nn.MLP"],
)
def test_an_imported_network_is_the_librarys(imported: str) -> None:
    assert printed(f"{imported}(3, [1])\nypred = n([1.0, 2.0, 3.0])\nprint(n)") == [
        "MLP of [Layer of [LinearNeuron(3)]]"
    ]


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
