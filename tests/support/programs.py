"""Unusual programs that have a trace, for every back end, and requests that must fail."""

from __future__ import annotations

from typing import Any

from tests.support.cases import TWO_DEPTHS

TRAINING = """\
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

PROGRAMS: dict[str, str] = {
    "a graph shared by two passes": "a = Value(2.0)\nb = a * 3\nc = b + a\nc.backward()\nd = b * b\nd.backward()\n",
    "a value used at two depths": TWO_DEPTHS,
    "backward twice": "a = Value(2.0)\nL = a * a\nL.backward()\nL.backward()\n",
    "backward twice with a constant": "a = Value(2.0)\nL = a * 3 + 1\nL.backward()\nL.backward()\n",
    "backward on what the first pass made": "a = Value(2.0)\nb = tanh(a)\nL = b * b\nL.backward()\nb.backward()\n",
    "zero_grad between": "a = Value(2.0)\nL = a**3\nL.backward()\na.grad = 0.0\nL.backward()\n",
    "data assigned between two operations": "a = Value(2.0)\nb = a * 3\na.data = 5.0\nc = b * a\nc.backward()\n",
    "a result's data assigned": "a = Value(2.0)\nb = a * 3\nb.data = 1.0\nc = b * b\nc.backward()\n",
    "data assigned after the last operation": "a = Value(2.0)\nb = a * a\na.data = 7.0\nb.backward()\n",
    "gradients set beforehand": "a = Value(2.0)\na.grad = 10.0\nb = a * a\nb.grad = 5.0\nb.backward()\n",
    "a second derivative": (
        "x = Value(2.0)\ny = x**4\ny.backward(create_graph=True)\ng = x.grad\nx.grad = 0\ng.backward()\n"
    ),
    "a second derivative in plain style": (
        "x = 2\ny = tanh(x/4) * x\ny.backward(create_graph=True)\nx.grad.backward()\nprint(x.grad)\n"
    ),
    "second derivatives of a network": (
        "n = MLP(2, [2, 1], convention='lecture')\nx = [Value(0.5), Value(-1.0)]\ny = n(x)\n"
        "y.backward(create_graph=True)\npenalty = sum(p.grad**2 for p in n.parameters())\npenalty.backward()\n"
    ),
    "backward on a leaf": "a = Value(2.0)\na.backward()\na.backward()\n",
    "backward on a power": "a = Value(2.0)\nL = a ** -1\nL.backward()\nL.backward()\n",
    "constants only": "L = Value(2.0) * 3 + 1\nL.backward()\n",
    "plain numbers": "a = 2\nb = -3\nL = tanh(a*b + 10)\n",
    "numbers after the last result": "a = 2\nb = -3\nL = a * b\nstep = 0.1\n",
    "a training loop": TRAINING,
    "gradient descent": (
        "w = Value(2.0)\nfor k in range(5):\n    L = (w*3 - 1)**2\n    w.grad = 0.0\n    L.backward()\n"
        "    w.data += -0.01*w.grad\n"
    ),
    "gradient descent that forgets to zero": (
        "w = Value(2.0)\nfor k in range(4):\n    L = (w*3 - 1)**2\n    L.backward()\n    w.data -= 0.01*w.grad\n"
    ),
    "a run that diverges": (
        "w = Value(2.0)\nfor k in range(9):\n    L = w**8\n    L.backward()\n    w.data -= 1e9*w.grad\n"
    ),
    "one name for several values": "c = Value(1.0)\nc = c + c\nc = c * c\nc += 1\nc.backward()\n",
    "labels that look like other names": (
        "a = Value(1.0, label='v3')\nb = Value(2.0, label='v3₁')\nc = Value(3.0, label='v3')\n"
        "L = (a + b) * (c + 1) * (a + b)\nL.backward()\n"
    ),
    "labels of blanks and signs": (
        "a = Value(1.0, label=' ')\nb = Value(2.0, label='a|b{c}<d> \"e\" & $f_g^2%#~')\nL = a * b\nL.backward()\n"
    ),
    "an infinity": "a = Value(1000.0)\nb = exp(a)\nc = b - b\nc.backward()\n",
    "an infinite gradient": "a = Value(0.0)\nb = sqrt(a) * 2\nb.backward()\n",
    "labels in other scripts": (
        "a = Value(2.0, label='é'); b = Value(3.0, label='日本')\nL = a*b + a  # é日本\nL.backward()\n"
    ),
    # U+16D40 (a letter) and U+1FAE9 (an emoji) are new in Unicode 16: older Pythons know neither.
    "labels newer than Python": (
        "a = Value(2.0, label='\U00016d40')\nb = Value(3.0, label='\U0001fae9')\nL = a**2 * b**2\nL.backward()\n"
    ),
    "a step along the gradient": (
        "a, b, c, f = Value(2.0), Value(-3.0), Value(10.0), Value(-2.0)\nL = (a*b + c) * f\nL.backward()\n"
        "for p in [a, b, c, f]:\n    p.data += 0.01 * p.grad\nL = (a*b + c) * f\nprint(f'{L.data:.6f}')\n"
    ),
    "print and functions": (
        "def f(x):\n    return x**2 + 1\n\na = Value(3.0)\nL = f(f(a))\nL.backward()\nprint(f'{L.data:.2f}', a)\n"
    ),
    "both conventions": (
        "n = MLP(2, [3, 1])\nm = MLP(2, [2, 1], convention='lecture')\nL = n([1.0, 2.0]) + m([0.5, -1.0])\n"
    ),
}

ENDLESS = "a = Value(1.0)\nfor i in range(9999):\n    for j in range(9999):\n        a = a + 1\n"

# Requests that fail, each with the code of its error.
BAD_REQUESTS: list[tuple[Any, str]] = [
    (None, "type"),
    ([], "type"),
    ({}, "name"),
    ({"method": "trace"}, "type"),
    ({"method": "fly", "params": {}}, "name"),
    ({"method": 3, "params": {}}, "name"),
    ({"method": "trace", "params": []}, "type"),
    ({"method": "trace", "params": {"source": 3}}, "type"),
    ({"method": "trace", "params": {"source": "a = 1", "sauce": 1}}, "name"),
    ({"method": "trace", "params": {"source": "a = 1", "level": "deep"}}, "value"),
    ({"method": "trace", "params": {"source": "a = 1", "level": ["lecture"]}}, "value"),
    ({"method": "trace", "params": {"source": "a = 1", "pass": -1}}, "value"),
    ({"method": "trace", "params": {"source": "a = 1", "pass": True}}, "value"),
    ({"method": "trace", "params": {"source": "a = 1", "pass": 1.5}}, "value"),
    ({"method": "trace", "params": {"source": "a = Value(1.0)\na.backward()", "pass": 1}}, "pass"),
    ({"method": "trace", "params": {"source": "a = Value(1.0)\na.backward()", "pass": 10**400}}, "value"),
    ({"method": "trace", "params": {"source": "a", "names": {"a b": 1.0}}}, "name"),
    ({"method": "trace", "params": {"source": "a", "names": {"a": "1"}}}, "type"),
    ({"method": "trace", "params": {"source": "a", "names": {"a": 10**400}}}, "type"),
    ({"method": "trace", "params": {"source": "a", "names": [1]}}, "type"),
    ({"method": "trace", "params": {"source": "a = 1", "leaves": {"first": 1.0}}}, "name"),
    ({"method": "trace", "params": {"source": "a = 1", "mistake": "none"}}, "value"),
    ({"method": "export", "params": {"source": "a = 1", "format": "fortran"}}, "value"),
    ({"method": "export", "params": {"source": "a = 1"}}, "value"),
    ({"method": "trace", "params": {"source": "print(1)", "pass": 1}}, "pass"),
    ({"method": "export", "params": {"source": "print(1)", "format": "torch"}}, "value"),
    ({"method": "trace", "params": {"source": "a = b"}}, "name"),
    ({"method": "trace", "params": {"source": "a = 1 +"}}, "syntax"),
    ({"method": "trace", "params": {"source": "class A: pass"}}, "unsupported"),
    ({"method": "trace", "params": {"source": "a = Value('x')"}}, "type"),
    ({"method": "trace", "params": {"source": "a = '\ud800'"}}, "syntax"),
    (
        {
            "method": "trace",
            "params": {"source": ENDLESS},
        },
        "limit",
    ),
    ({"method": "trace", "params": {"source": "a" * 100_000}}, "limit"),
]
