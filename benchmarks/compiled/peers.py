"""Trainers in Python, each run in its own process: `python -m benchmarks.compiled.peers NAME`.

The first line that a trainer reads is its job (job.py). Each further line is a number of steps: the trainer trains that
many from the initial parameters, and prints the seconds of processor time that they took and the loss before the last
of them. One-time setup is done before the timing.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
from base64 import b64decode
from collections.abc import Callable
from functools import cache
from importlib import import_module
from time import process_time
from typing import Any

Job = dict[str, Any]
# Trains a number of steps from the initial parameters and returns the last loss; this is timed.
Train = Callable[[int], float]
# Resets the parameters, untimed, and returns the function that trains from there.
Trainer = Callable[[], Train]


def micrograd(job: Job) -> Trainer:
    """The published package; for the lecture's network a tanh in its own style is added."""
    from benchmarks.eager_workloads import VALUES

    return _by_values(job, "micrograd", VALUES["micrograd"])


def micrograd_without_gc(job: Job) -> Trainer:
    trainer = micrograd(job)
    gc.disable()

    def start() -> Train:
        gc.collect()  # the graphs of the previous steps
        return trainer()

    return start


def eager(job: Job) -> Trainer:
    """Our Values, with a graph built in every step."""
    from autograd_playground.engine.value import Value

    return _by_values(job, "ours", Value)


def _by_values(job: Job, library: str, value: Any) -> Trainer:
    from benchmarks.eager_workloads import perceptron

    convention = "lecture" if job["activation"] == "tanh" else "micrograd"
    model = perceptron(library, job["sizes"][0], job["sizes"][1:], convention)  # type: ignore[arg-type]
    parameters = model.parameters()
    rows, rate, squares = job["data"], job["rate"], job["loss"] == "squares"

    def loss() -> Any:
        scores = [model([value(x) for x in row[:-1]]) for row in rows]
        if squares:
            return sum((score - row[-1]) ** 2 for score, row in zip(scores, rows, strict=True))
        losses = [(1 + -row[-1] * score).relu() for score, row in zip(scores, rows, strict=True)]
        return sum(losses) * (1.0 / len(losses)) + job["l2"] * sum(p * p for p in parameters)

    def train(steps: int) -> float:
        for _ in range(steps):
            total = loss()
            model.zero_grad()
            total.backward()
            for parameter in parameters:
                parameter.data -= rate * parameter.grad
        return float(total.data)

    def start() -> Train:
        for parameter, data in zip(parameters, job["parameters"], strict=True):
            parameter.data = data
        return train

    return start


def interpreter(job: Job) -> Trainer:
    """Our flat program, interpreted in plain Python."""
    from autograd_playground.engine.lower.trainer import Trainer as Plain
    from tests.support.networks import NETWORKS

    step = NETWORKS[job["name"]]().step()

    def start() -> Train:
        trainer = Plain(step, job["parameters"])
        return lambda steps: trainer.train(steps, job["data"], job["rate"])

    return start


def wasmtime(job: Job) -> Trainer:
    """Our compiled step, called from Python through wasmtime."""
    import wasmtime as runtime

    compiled, rows = job["compiled"], job["data"]
    store = runtime.Store()
    module = runtime.Module(store.engine, b64decode(compiled["module"]))
    exports: Any = runtime.Instance(store, module, []).exports(store)
    memory, train = exports["memory"], exports["train"]
    needed = compiled["rows"] + compiled["stride"] * len(rows)
    memory.grow(store, max(0, -(-needed // 65536) - memory.size(store)))

    def write(address: int, numbers: list[float]) -> None:
        memory.write(store, struct.pack(f"<{len(numbers)}d", *numbers), address)

    for i, row in enumerate(rows):
        write(compiled["rows"] + compiled["stride"] * i, row)

    def start() -> Train:
        write(compiled["parameters"], job["parameters"])
        return lambda steps: float(train(store, steps, compiled["rows"], len(rows), job["rate"]))

    return start


def _layers(job: Job) -> list[list[list[float]]]:
    """For each layer its neurons' weights, the bias last."""
    numbers = iter(job["parameters"])
    return [
        [[next(numbers) for _ in range(width + 1)] for _ in range(neurons)]
        for width, neurons in zip(job["sizes"], job["sizes"][1:], strict=False)
    ]


def torch(job: Job) -> Trainer:
    """The whole batch in one tensor per layer, on one thread."""
    library = import_module("torch")

    library.set_num_threads(1)
    library.set_default_dtype(library.float64)
    rows = library.tensor(job["data"])
    inputs, targets = rows[:, :-1], rows[:, -1]
    functions = {"relu": library.relu, "tanh": library.tanh, "linear": lambda x: x}

    def start() -> Train:
        layers = [library.tensor(layer) for layer in _layers(job)]
        weights = [layer[:, :-1].clone().requires_grad_() for layer in layers]
        biases = [layer[:, -1].clone().requires_grad_() for layer in layers]
        parameters = [*weights, *biases]

        def step() -> Any:
            x = inputs
            for i, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
                last = i == len(weights) - 1
                x = functions[job["output"] if last else job["activation"]](library.addmm(bias, x, weight.T))
            score = x[:, 0]
            if job["loss"] == "squares":
                loss = ((score - targets) ** 2).sum()
            else:
                loss = library.relu(1 - targets * score).mean() + job["l2"] * sum((p * p).sum() for p in parameters)
            for parameter in parameters:
                parameter.grad = None
            loss.backward()
            with library.no_grad():
                for parameter in parameters:
                    parameter -= job["rate"] * parameter.grad
            return loss.detach()

        def train(steps: int) -> float:
            for _ in range(steps):
                loss = step()
            return float(loss)

        return train

    return start


def _jax_step(job: Job) -> tuple[Any, Callable[[Any], tuple[Any, Any]], Any]:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    jax = import_module("jax")

    jax.config.update("jax_enable_x64", True)
    numpy = jax.numpy
    rows = numpy.array(job["data"])
    inputs, targets = rows[:, :-1], rows[:, -1]
    functions = {"relu": jax.nn.relu, "tanh": numpy.tanh, "linear": lambda x: x}

    def loss(layers: Any) -> Any:
        x = inputs
        for i, (weight, bias) in enumerate(layers):
            x = functions[job["output"] if i == len(layers) - 1 else job["activation"]](x @ weight.T + bias)
        score = x[:, 0]
        if job["loss"] == "squares":
            return ((score - targets) ** 2).sum()
        penalty = sum((weight * weight).sum() + (bias * bias).sum() for weight, bias in layers)
        return jax.nn.relu(1 - targets * score).mean() + job["l2"] * penalty

    def step(layers: Any) -> tuple[Any, Any]:
        value, gradients = jax.value_and_grad(loss)(layers)
        return jax.tree.map(lambda p, g: p - job["rate"] * g, layers, gradients), value

    arrays = [numpy.array(layer) for layer in _layers(job)]
    return jax, step, [(layer[:, :-1], layer[:, -1]) for layer in arrays]


def jax(job: Job) -> Trainer:
    """A jitted step, called once per step."""
    library, step, layers = _jax_step(job)
    compiled = library.jit(step)
    compiled(layers)[1].block_until_ready()

    def train(steps: int) -> float:
        updated = layers
        for _ in range(steps):
            updated, loss = compiled(updated)
        return float(loss)

    return lambda: train


def jax_loop(job: Job) -> Trainer:
    """All steps in one jitted loop."""
    library, step, layers = _jax_step(job)

    def loop(steps: Any) -> Any:
        return library.lax.fori_loop(0, steps, lambda _, state: step(state[0]), (layers, 0.0))

    compiled = library.jit(loop)
    compiled(1)[1].block_until_ready()
    return lambda: lambda steps: float(compiled(steps)[1])


def casadi(job: Job) -> Trainer:
    """The whole batch in one matrix expression per layer; CasADi's virtual machine runs it and its derivatives."""
    library = import_module("casadi")

    rows = library.DM(job["data"]).T
    inputs, targets = rows[:-1, :], rows[-1, :]
    functions = {"relu": lambda x: library.fmax(x, 0), "tanh": library.tanh, "linear": lambda x: x}
    vector = library.MX.sym("p", len(job["parameters"]))
    x, offset = library.MX(inputs), 0
    for i, (width, neurons) in enumerate(zip(job["sizes"], job["sizes"][1:], strict=False)):
        layer = library.reshape(vector[offset : offset + neurons * (width + 1)], width + 1, neurons).T
        offset += neurons * (width + 1)
        function = functions[job["output"] if i == len(job["sizes"]) - 2 else job["activation"]]
        x = function(layer[:, :-1] @ x + library.repmat(layer[:, -1], 1, rows.shape[1]))
    if job["loss"] == "squares":
        loss = library.sumsqr(x - targets)
    else:
        hinges = library.fmax(1 - targets * x, 0)
        loss = library.sum2(hinges) / rows.shape[1] + job["l2"] * library.sumsqr(vector)
    updated = vector - job["rate"] * library.gradient(loss, vector)
    step = library.Function("step", [vector], [updated, loss])

    @cache
    def loop(steps: int) -> Any:
        return step.fold(steps)

    def train(steps: int) -> float:
        _, losses = loop(steps)(job["parameters"])
        return float(losses[-1])

    return lambda: train


PEERS = {
    each.__name__: each
    for each in (micrograd, micrograd_without_gc, eager, interpreter, wasmtime, torch, jax, jax_loop, casadi)
}


def main() -> None:
    trainer = PEERS[sys.argv[1]](json.loads(sys.stdin.readline()))
    print("ready", flush=True)
    for line in sys.stdin:
        train = trainer()
        begin = process_time()
        loss = train(int(line))
        print(json.dumps({"seconds": process_time() - begin, "loss": loss}), flush=True)


if __name__ == "__main__":
    main()
