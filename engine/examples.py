"""The examples of the page, each one row: id, title, source."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    id: str
    title: str
    source: str


_README = """\
a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
g.backward()
"""

_LECTURE = """\
a = Value(2.0)
b = Value(-3.0)
c = Value(10.0)
e = a * b
d = e + c
f = Value(-2.0)
L = d * f
L.backward()
"""

_NEURON = """\
# inputs
x1 = Value(2.0)
x2 = Value(0.0)
# weights and bias
w1 = Value(-3.0)
w2 = Value(1.0)
b = Value(6.8813735870195432)
# the neuron
n = x1*w1 + x2*w2 + b
o = tanh(n)
o.backward()
"""

_NEURON_EXP = """\
x1 = Value(2.0)
x2 = Value(0.0)
w1 = Value(-3.0)
w2 = Value(1.0)
b = Value(6.8813735870195432)
n = x1*w1 + x2*w2 + b
# tanh, written with exp
e = exp(2*n)
o = (e - 1) / (e + 1)
o.backward()
"""

_TWICE = """\
a = Value(3.0)
b = a + a
b.backward()
"""

_PARABOLA = """\
x = 3.0
f = 3*x**2 - 4*x + 5
"""

_MLP = """\
from micrograd.nn import MLP

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
n = MLP(3, [4, 4, 1], convention="lecture")

for k in range(20):
    ypred = [n(x) for x in xs]
    loss = sum((yout - ygt)**2 for ygt, yout in zip(ys, ypred))
    n.zero_grad()
    loss.backward()
    for p in n.parameters():
        p.data += -0.1 * p.grad
    print(k, loss.data)
"""

EXAMPLES: tuple[Example, ...] = (
    Example("readme", "micrograd's README", _README),
    Example("lecture", "The lecture's L", _LECTURE),
    Example("neuron", "A neuron", _NEURON),
    Example("neuron-exp", "A neuron, tanh in pieces", _NEURON_EXP),
    Example("twice", "a + a", _TWICE),
    Example("parabola", "f(x) = 3x² − 4x + 5", _PARABOLA),
    Example("mlp", "Training the lecture's MLP", _MLP),
)

FIRST = EXAMPLES[0]
