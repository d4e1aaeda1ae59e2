"""The two trainings of all trainers, as JSON: the network, its parameters, its rows, and our module for it."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from autograd_playground.engine.lower.wasm.step import compile_step
from tests.support.networks import NETWORKS

Job = dict[str, Any]

# The networks of micrograd's notebook and of the lecture: layer sizes from the inputs to the output, and the loss.
SHAPES: dict[str, Job] = {
    "demo": {"sizes": [2, 16, 16, 1], "activation": "relu", "output": "linear", "loss": "max-margin", "l2": 1e-4},
    "lecture": {"sizes": [3, 4, 4, 1], "activation": "tanh", "output": "tanh", "loss": "squares", "l2": 0.0},
}


def job(name: str) -> Job:
    """The job: parameters neuron by neuron, the weights and then the bias; rows with the inputs and then the target."""
    network = NETWORKS[name]()
    compiled = compile_step(network.step())._asdict()
    return {
        "name": name,
        **SHAPES[name],
        "mean": network.mean,
        "rate": network.rate,
        "parameters": [parameter.data for parameter in network.parameters],
        "data": network.rows,
        "compiled": {**compiled, "module": b64encode(compiled["module"]).decode()},
    }
