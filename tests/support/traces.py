"""Replies of the engine for the front-end's tests: traces, drawings and trainings of the lab."""

from __future__ import annotations

import json
from functools import cache

from autograd_playground.engine.ops import NAMED
from autograd_playground.engine.service.api import handle_json
from tests.support.cases import TWO_DEPTHS

LECTURE = """\
a = Value({a})
b = Value(-3.0)
c = Value(10.0)
f = Value(-2.0)
e = a*b
d = e + c
L = d*f
L.backward()
"""

TRAINING = """\
w = Value(2.0)
for k in range(5):
    L = (w*3 - 1)**2
    w.grad = 0.0
    L.backward()
    w.data += -0.01*w.grad
"""

LONG = """\
x = Value(0.5)
y = Value(0.1)
for k in range({turns}):
    x = x*y
    y = y + x
y.backward()
"""

EVERY_OPERATION = f"""\
x1 = Value(0.5)
weight = Value(-3.0, label="50% of {{w}}_2 ~ \\\\^#&$")
y = x1 + weight - 2*x1/weight
p = x1**weight.abs() + (-x1)**2 + x1**-0.5
q = {" + ".join(f"{name}(x1)" for name, op in NAMED.items() if op.arity == 1)}
r = {" + ".join(f"{name}(p, q)" for name, op in NAMED.items() if op.arity == 2)} + erf(x1 + y) + q*1e-9
r.backward()
"""

SOURCES = {
    "lecture": LECTURE.format(a=2.0),
    "lecture moved": LECTURE.format(a=2.5),
    "twice": "a = Value(3.0)\nb = a + a\nb.backward()\n",
    "twice passes": "a = Value(2.0)\nb = a * 3\nb.backward()\nc = a * 3\nc.backward()\n",
    "zero gradient": "a = Value(2.0)\nL = a*0\n",
    "same pass twice": "a = Value(2.0)\nL = a*a\nL.backward()\nL.backward()\n",
    "kinks": "A = Value(3.0)\na = Value(0.0)\nL = a.relu() + abs(a)*A\n",
    "no kink": "a = Value(0.0)\nb = Value(1.0)\nL = max(b, b) + a*0 + a\nc = a.relu()\nL.backward()\n",
    "infinite gradient": "A = Value(3.0)\na = Value(0.0)\nL = a**0.5*A\n",
    "smallest number": "a = Value(5e-324)\nL = a*0.1\n",
    "largest number": "a = Value(1e308)\nL = a*2\nL = L*0.25\n",
    "two depths": TWO_DEPTHS,
    "shared": "a = Value(-2.0)\nb = Value(3.0)\nd = a*b\ne = a + b\nf = d*e\nf.backward()\n",
    "update": "w = Value(2.0)\nL = w**2\nL.backward()\nw.data += -0.1 * w.grad\nw.grad = 0.0\n",
    "training": TRAINING,
    "every operation": EVERY_OPERATION,
    "not finite": "a = Value(1000.0)\nb = a.exp()\nc = b - b\nc.backward()\n",
    "numbers only": "a = 2\nb = 3\na*b + 1\n",
    "divided by zero": "x = Value(3.0)\ny = x / 0\nz = y + 1\nz.backward()\n",
    "times infinity": "x = Value(3.0)\ny = x * math.inf\nz = y + 1\nz.backward()\n",
    "plus nan": "x = Value(3.0)\ny = x + math.nan\nz = y + 1\nz.backward()\n",
    "masked logarithm": "x = Value(0.0)\ny = 0.0 * x.log()\ny.backward()\n",
    "by hand": LECTURE.format(a=2.0).replace("L.backward()", "L.grad = 1.0\nd.grad = -2.0\nf.grad = 5.0"),
    "infinite slope": "x = Value(0.0)\nL = sqrt(x) * x\nL.backward()\n",
    "five hundred": LONG.format(turns=249),
    # The cost of a step is bounded for graphs of 2,000 values; 5,000 is the most that the server shows.
    "two thousand": LONG.format(turns=999),
    "five thousand": LONG.format(turns=2499),
}


# Drawings with another folding than the engine's default.
PICTURES: dict[str, tuple[str, dict[str, object]]] = {
    "two thousand unfolded": ("two thousand", {"closed": []}),
    "lecture folded": ("lecture", {"closed": ["line 5", "line 6"]}),
    "numbers only without constants": ("numbers only", {"constants": False}),
}


# The same backward passes with a mistake made on purpose.
MISTAKES: dict[str, tuple[str, dict[str, object]]] = {
    "twice overwritten": ("twice", {"mistake": "overwrite"}),
    "shared overwritten": ("shared", {"mistake": "overwrite"}),
    "two depths in the wrong order": ("two depths", {"mistake": "shuffled"}),
    "plus nan in the wrong order": ("plus nan", {"mistake": "shuffled"}),
    "lecture overwritten": ("lecture", {"mistake": "overwrite"}),
}


# Traces with other data in their leaves.
MOVED: dict[str, tuple[str, dict[str, object]]] = {
    "lecture with b at 4": ("lecture", {"leaves": {"1": 4.0}}),
    "shared overwritten with a at 7": ("shared", {"mistake": "overwrite", "leaves": {"0": 7.0}}),
}


# The numbers alone for other data, with the words of one step.
NUMBERS: dict[str, tuple[str, dict[str, object]]] = {
    "numbers of lecture with b at 4": ("lecture", {"leaves": {"1": 4.0}, "contribution": 2}),
    "numbers of five hundred with x at 0.25": ("five hundred", {"leaves": {"0": 0.25}}),
    "numbers of shared overwritten with a at 7": (
        "shared",
        {"mistake": "overwrite", "leaves": {"0": 7.0}, "node": 2},
    ),
}


# Trainings of the lab, by their settings.
LABS: dict[str, dict[str, object]] = {
    "lab demo": {},
    "lab Adam in batches": {
        "data": {"kind": "circles", "count": 45},
        "layers": [4],
        "activation": "tanh",
        "loss": "cross-entropy",
        "optimiser": "adam",
        "rate": 0.05,
        "decay": 0.0,
        "batch": 10,
    },
    "lab momentum": {
        "data": {"kind": "lecture"},
        "layers": [4],
        "activation": "tanh",
        "optimiser": "momentum",
        "rate": 0.1,
    },
    "lab line": {"data": {"kind": "xor", "count": 20}, "layers": [], "loss": "sum-squares", "rate": 5.0, "decay": 0.0},
    "lab large data": {
        "data": {"kind": "own", "rows": [[5400.0, 1.0, 1], [-3.0, 2.0, -1]]},
        "layers": [],
        "loss": "sum-squares",
        "rate": 0.1,
    },
}


@cache
def reply(name: str) -> str:
    """The engine's reply for one of the names above, as JSON text."""
    if name in LABS:
        return handle_json(json.dumps({"method": "lab", "params": {"settings": LABS[name]}}), "server")
    source, extra = (PICTURES | MISTAKES | MOVED | NUMBERS).get(name, (name, {}))
    method = "draw" if name in PICTURES else "numbers" if name in NUMBERS else "trace"
    return handle_json(json.dumps({"method": method, "params": {"source": SOURCES[source], **extra}}), "server")


def replies_named_in(script: str) -> dict[str, str]:
    """The replies whose names are string literals in `script`."""
    return {
        name: reply(name) for name in [*SOURCES, *PICTURES, *MISTAKES, *MOVED, *NUMBERS, *LABS] if f'"{name}"' in script
    }
