"""Settings of trainings for the lab's tests: the demo, the lecture's network, and one per choice of a setting."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

from autograd_playground.engine.lab.settings import BIASES, LOSSES, OPTIMISERS
from autograd_playground.engine.nn import ACTIVATIONS, OUTPUTS

Given = dict[str, Any]

DEMO: Given = {}
LECTURE: Given = {
    "data": {"kind": "lecture"},
    "layers": [4, 4],
    "activation": "tanh",
    "output": "same",
    "biases": "uniform",
    "loss": "sum-squares",
    "l2": 0,
    "rate": 0.1,
    "decay": 0,
    "over": 20,
}
SMALL: Given = {"data": {"kind": "moons", "count": 12}, "layers": [3], "rate": 0.5, "over": 10}
# With as many samples of one label as of the other, some gradient would be 0 up to rounding, and Adam would divide it
# by its own size.
UNEVEN: Given = {**SMALL, "data": {"kind": "moons", "count": 13}}
OWN: Given = {
    **SMALL,
    "data": {"kind": "own", "rows": [[0.5, 1], [-1.5, 0], [2, 1], [1e-7, 0], [-0.25, 0]]},
    "loss": "cross-entropy",
}

VARIED: dict[str, Given] = {
    "the lecture": LECTURE,
    "relu": SMALL,
    "tanh": {**SMALL, "activation": "tanh", "loss": "mean-squares"},
    "sigmoid": {**SMALL, "activation": "sigmoid", "biases": "uniform"},
    "the same at the output": {
        **SMALL,
        "activation": "relu",
        "output": "same",
        "loss": "sum-squares",
        "rate": 0.01,
        "seed": 5,
    },
    "cross-entropy": {**SMALL, "loss": "cross-entropy", "l2": 0.01},
    "momentum": {**SMALL, "optimiser": "momentum", "rate": 0.05},
    "adam": {**UNEVEN, "optimiser": "adam", "rate": 0.1, "activation": "tanh"},
    "batches": {**SMALL, "batch": 5, "rate": 0.2},
    "batches with momentum": {**SMALL, "batch": 7, "optimiser": "momentum", "loss": "cross-entropy", "rate": 0.02},
    "a rate that stays low": {**SMALL, "decay": 1, "over": 4},
    "no hidden layer": {**SMALL, "layers": []},
    "three hidden layers": {**SMALL, "layers": [3, 2, 2], "activation": "tanh", "biases": "uniform"},
    "own rows of one input": OWN,
}


def _combined() -> dict[str, Given]:
    """Every network with every loss; what else there is to set is drawn for each of them."""
    draw = random.Random(1).choice
    return {
        " ".join(network): {
            **UNEVEN,
            **dict(zip(("activation", "output", "biases", "loss"), network, strict=True)),
            "layers": draw([[], [3], [2, 2]]),
            "optimiser": draw(OPTIMISERS),
            "batch": draw([0, 5]),
            "l2": draw([0, 0.01]),
            "decay": draw([0, 0.5]),
            "over": draw([2, 10]),
            "rate": 0.02,
        }
        for network in product(ACTIVATIONS, OUTPUTS, BIASES, LOSSES)
    }


COMBINED = _combined()
MISTAKES: dict[str, dict[str, bool]] = {
    "none": {},
    "forgets zero_grad": {"forget": True},
    "the wrong sign": {"sign": True},
    "both": {"forget": True, "sign": True},
}
