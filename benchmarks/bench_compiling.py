"""Time of compilation: microseconds of processor time per value of the graph

trace    the values are made twice, and lowered to the flat program with its gradients
emit     the module's bytes are written
compile  the time until the first step is done
run      the time of a further step
The graphs are random chains of +, * and tanh.
"""

from __future__ import annotations

import json
import random
import struct
from base64 import b64encode
from collections.abc import Callable
from time import process_time
from typing import Any, TypeVar

import wasmtime

from autograd_playground.engine.lower.step import step_of
from autograd_playground.engine.lower.wasm.step import Compiled, compile_step
from autograd_playground.engine.value import Value
from benchmarks.compiled.workers import node_json

Row = dict[str, str | float]
T = TypeVar("T")

SIZES = (100, 1_000, 10_000, 100_000)
LEAVES = 8
WINDOW = 20  # number of preceding values that a value may use
COMPUTED = 1_000_000  # values that the timed steps compute in total


def timed(work: Callable[[], T]) -> tuple[T, float]:
    begin = process_time()
    result = work()
    return result, process_time() - begin


def chain(parameters: list[Value], row: list[Value], size: int) -> Value:
    """A sample's loss: a graph of `size` values, each of which is used."""
    rng = random.Random(size)
    values = [*parameters, *row]
    for _ in range(size):
        last, other = values[-1], values[-1 - rng.randrange(min(WINDOW, len(values)))]
        kind = rng.choice("+*t")
        values.append(last + other if kind == "+" else last * rng.choice(parameters) if kind == "*" else last.tanh())
    return values[-1]


def measured(size: int) -> Row:
    rng = random.Random(1)
    parameters = [Value(rng.uniform(-1, 1)) for _ in range(LEAVES)]
    step, trace = timed(lambda: step_of(lambda row: chain(parameters, row, size), parameters, [[0.5], [0.75]]))
    compiled, emit = timed(lambda: compile_step(step))
    steps = max(1, COMPUTED // size)
    start = [parameter.data for parameter in parameters]
    first, each = in_wasmtime(compiled, start, steps)
    in_node = node_times(compiled, start, steps)
    return {
        "": f"{size:,} values",
        "trace": micro(trace, size),
        "emit": micro(emit, size),
        "wasmtime: compile": micro(first, size),
        "run": micro(each, size),
        "Node: compile": micro(in_node["first"], size),
        "run there": micro(in_node["each"], size),
        "module": f"{len(compiled.module) / size:.0f} bytes a value",
    }


def micro(seconds: float, size: int) -> str:
    return f"{1e6 * seconds / size:.3g}"


def in_wasmtime(compiled: Compiled, start: list[float], steps: int) -> tuple[float, float]:
    """Seconds until the first step is done, and seconds per further step."""

    def prepare() -> tuple[Any, Any]:
        store = wasmtime.Store()
        exports: Any = wasmtime.Instance(store, wasmtime.Module(store.engine, compiled.module), []).exports(store)
        memory = exports["memory"]
        memory.grow(store, max(0, -(-(compiled.rows + compiled.stride) // 65536) - memory.size(store)))
        memory.write(store, struct.pack(f"<{LEAVES}d", *start), compiled.parameters)
        memory.write(store, struct.pack("<d", 0.5), compiled.rows)
        exports["step"](store, compiled.rows, 1, 0.0)
        return store, exports["train"]

    (store, train), first = timed(prepare)
    _, all_ = timed(lambda: train(store, steps, compiled.rows, 1, 0.0))
    return first, all_ / steps


def node_times(compiled: Compiled, start: list[float], steps: int) -> dict[str, float]:
    module = b64encode(compiled.module).decode()
    task = {**compiled._asdict(), "module": module, "start": start, "data": [0.5], "steps": steps}
    times: dict[str, float] = node_json("compiling.mjs", stdin=json.dumps(task))
    return times


def run() -> list[Row]:
    return [measured(size) for size in SIZES]
