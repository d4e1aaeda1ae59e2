"""Example programs of the playground: one row each, with id, title, one-sentence summary and source."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    id: str
    title: str
    summary: str
    source: str


_OWN = """\
p3 = operation(
    "p3",
    lambda x: 0.5 * (5*x**3 - 3*x),
    lambda x: 1.5 * (5*x**2 - 1),
)
a = Value(2.0)
b = Value(-0.5)
y = a * p3(b) + b
y.backward()
"""

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

_ROSENBROCK = """\
# a curved valley with its lowest point at x = 1, y = 1
x = -1.2
y = 1.0
f = (1 - x)**2 + 100 * (y - x**2)**2
"""

_LOGISTIC = """\
# one sample: two features and a label of 1 or -1
x1 = 0.5
x2 = -1.5
y = 1.0
# the model
w1 = 0.8
w2 = 0.3
b = -0.1
score = w1*x1 + w2*x2 + b
loss = log(1 + exp(-y * score))
"""

_SOFTMAX = """\
# scores of three classes; the second one is right
z1 = 2.0
z2 = 1.0
z3 = -1.0
e1 = exp(z1)
e2 = exp(z2)
e3 = exp(z3)
total = e1 + e2 + e3
p2 = e2 / total
loss = -log(p2)
"""

_ATTENTION = """\
# one query looks at two keys; w is the weight of the first
q1 = 1.0
q2 = 0.5
k1 = [0.8, -0.4]
k2 = [-0.2, 1.0]
s1 = (q1*k1[0] + q2*k1[1]) / sqrt(2)
s2 = (q1*k2[0] + q2*k2[1]) / sqrt(2)
e1 = exp(s1)
e2 = exp(s2)
w = e1 / (e1 + e2)
"""

_BLACK_SCHOLES = """\
# a call option: the right to buy a share at the price K in T years
S = 100.0  # the share's price today
K = 105.0
T = 0.5
r = 0.03   # interest per year
vol = 0.2  # volatility: how far the price strays in a year

def N(x):  # the normal distribution
    return (1 + erf(x / 2**0.5)) / 2

sd = vol * sqrt(T)
d1 = (log(S / K) + (r + vol**2 / 2) * T) / sd
d2 = d1 - sd
N1 = N(d1)
N2 = N(d2)
price = S * N1 - K * exp(-r * T) * N2
price.backward()
print(f"price {price.data:.4f}")
print(f"delta {S.grad:.4f}, vega {vol.grad:.4f}, rho {r.grad:.4f}")
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

_NEWTON = """\
# the lowest point of x³/3 − 2x is at √2
x = Value(1.0)
for k in range(4):
    y = x**3 / 3 - 2*x
    x.grad = 0.0
    y.backward(create_graph=True)
    slope = x.grad  # a Value
    x.grad = 0.0
    slope.backward()
    curvature = x.grad
    x.data -= slope.data/curvature
    print(k, x.data)
"""

EXAMPLES: tuple[Example, ...] = (
    Example(
        "lecture",
        "The lecture's L",
        "How the chain rule passes a gradient back: a sum hands it on, a product multiplies it by the other factor.",
        _LECTURE,
    ),
    Example(
        "readme",
        "micrograd's README",
        "Every operator in one expression: a.grad and b.grad come out as in micrograd's README.",
        _README,
    ),
    Example(
        "neuron",
        "A neuron",
        "What moves a neuron: an input of 0 leaves its weight without a gradient, and tanh scales all of them alike.",
        _NEURON,
    ),
    Example(
        "neuron-exp",
        "A neuron, tanh in pieces",
        "A function in pieces has the same gradients: the chain rule multiplies the derivatives of the pieces.",
        _NEURON_EXP,
    ),
    Example(
        "twice",
        "a + a",
        "A value that is used two times gets the sum of two contributions.",
        _TWICE,
    ),
    Example(
        "parabola",
        "f(x) = 3x² − 4x + 5",
        "A gradient is a slope: at x = 3 the parabola rises 14 times as fast as x.",
        _PARABOLA,
    ),
    Example(
        "rosenbrock",
        "Rosenbrock's valley",
        "Why descent can be slow: the valley is easy to find, its lowest point is not.",
        _ROSENBROCK,
    ),
    Example(
        "logistic",
        "Logistic loss of one sample",
        "How much each weight and the bias are to blame for the loss of one sample.",
        _LOGISTIC,
    ),
    Example(
        "softmax",
        "Softmax cross-entropy of three classes",
        "The gradient of a score is its probability, less 1 for the right class.",
        _SOFTMAX,
    ),
    Example(
        "attention",
        "One attention weight",
        "How a query and two keys move the attention that the first key gets.",
        _ATTENTION,
    ),
    Example(
        "black-scholes",
        "Price of a call option",
        "Gradients outside of learning: an option's delta, vega and rho are gradients of its price.",
        _BLACK_SCHOLES,
    ),
    Example(
        "own",
        "An operation of your own",
        "The polynomial P₃ as one operation: what it computes, its local derivative, and a check of both.",
        _OWN,
    ),
    Example(
        "newton",
        "Newton's method",
        "Each step divides the slope by its own slope, the second derivative: four steps find √2 to twelve digits.",
        _NEWTON,
    ),
    Example(
        "mlp",
        "Training the lecture's MLP",
        "How 20 steps of gradient descent change 41 parameters until four samples come out right.",
        _MLP,
    ),
)

FIRST = next(example for example in EXAMPLES if example.id == "lecture")
