"""Tests of the method `compile`: its listing describes the module, which computes the trace's numbers."""

from __future__ import annotations

import struct
from base64 import b64decode
from collections.abc import Sequence
from typing import Any, cast

import pytest
import wasmtime

from autograd_playground.engine.budgets import BROWSER, SERVER
from autograd_playground.engine.contract.common import LEVELS
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.language import custom
from autograd_playground.engine.service import api
from tests.support.cases import LECTURE
from tests.support.error_shape import assert_error
from tests.support.programs import PROGRAMS

Reply = dict[str, Any]
SOURCES = {**PROGRAMS, **{example.id: example.source for example in EXAMPLES}}


def ask(method: str, source: str, **params: Any) -> Reply:
    return api.handle({"method": method, "params": {"source": source, **params}}, BROWSER)


def compiled(source: str, **params: Any) -> Reply:
    reply = ask("compile", source, **params)
    assert "error" not in reply, reply
    return reply


class Module:
    """The reply's module with its parameters and gradients set, in wasmtime."""

    def __init__(self, reply: Reply, parameters: Sequence[float], gradients: Sequence[float]) -> None:
        self._addresses = reply["memory"]
        self._size = len(parameters)
        self._store = wasmtime.Store()
        module = wasmtime.Module(self._store.engine, b64decode(reply["module"]))
        self._exports = cast(Any, wasmtime.Instance(self._store, module, []).exports(self._store))
        for name, numbers in (("parameters", parameters), ("gradients", gradients)):
            self._exports["memory"].write(self._store, struct.pack(f"<{self._size}d", *numbers), self._addresses[name])

    def call(self, name: str, *numbers: float) -> float:
        return cast(float, self._exports[name](self._store, *numbers))

    def read(self, name: str) -> list[float]:
        start = self._addresses[name]
        content = self._exports["memory"].read(self._store, start, start + 8 * self._size)
        return list(struct.unpack(f"<{self._size}d", content))


def bits(numbers: Sequence[float]) -> list[str]:
    return [number.hex() for number in numbers]


def gradient_before(trace: Reply, leaf: int) -> float:
    """The gradient that a leaf has before the backward phase."""
    before = 0.0
    for step in trace["steps"]:
        if step["phase"] == "backward":
            break
        for node, field, _, after in step["set"]:
            if (node, field) == (leaf, "grad"):
                before = after
    return before


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", SOURCES)
def test_the_module_gives_the_traces_data_and_gradients(name: str, level: str) -> None:
    trace = ask("trace", SOURCES[name], level=level)
    reply = ask("compile", SOURCES[name], level=level)
    if "error" in reply:
        assert "the program assigns data after it is computed" in assert_error(reply, "unsupported")["message"]
        assert "assigned" in name
        return
    leaves = [trace["nodes"][leaf] for leaf in reply["memory"]["leaves"]]
    assert [leaf["id"] for leaf in leaves] == [node["id"] for node in trace["nodes"] if node["kind"] == "leaf"]
    start = [leaf["data"] for leaf in leaves]
    module = Module(reply, start, [gradient_before(trace, leaf["id"]) for leaf in leaves])
    root = trace["nodes"][trace["roots"][0]]
    assert module.call("backward").hex() == root["data"].hex()
    assert bits(module.read("gradients")) == bits([leaf["grad"] for leaf in leaves])
    gradients = module.read("gradients")
    module.call("update", 0.125)
    moved = [data - 0.125 * gradient for data, gradient in zip(start, gradients, strict=True)]
    assert bits(module.read("parameters")) == bits(moved)


def test_a_step_forgets_the_gradients_before_and_trains() -> None:
    reply = compiled("a = Value(3.0)\nL = (a - 1)**2\nL.backward()")
    module = Module(reply, [3.0], [100.0])
    losses = [module.call("step", 0.25) for _ in range(3)]
    assert losses == [4.0, 1.0, 0.25]


def test_a_step_of_a_large_graph_goes_through_several_functions() -> None:
    source = "x = Value(0.5)\ny = Value(0.1)\nfor k in range(150):\n    x = x*y\n    y = (y + x).tanh()\ny.backward()"
    trace, reply = ask("trace", source), compiled(source)
    text = [line["text"] for line in reply["wat"]]
    assert sum(line.startswith("  (func $part") for line in text) > 1
    module = Module(reply, [0.5, 0.1], [0.0, 0.0])
    assert module.call("backward") == trace["nodes"][trace["roots"][0]]["data"]
    assert module.read("gradients") == [trace["nodes"][leaf]["grad"] for leaf in reply["memory"]["leaves"]]


# instructions of values and contributions


def lecture() -> tuple[Reply, Reply, dict[str, int]]:
    trace = ask("trace", LECTURE)
    return trace, compiled(LECTURE), {node["name"]: node["id"] for node in trace["nodes"]}


def texts(reply: Reply, phase: str, node: int) -> list[str]:
    return [each["text"] for each in reply["instructions"] if each["phase"] == phase and node in each["nodes"]]


def test_a_value_has_the_instructions_that_compute_it() -> None:
    _, reply, named = lecture()
    assert texts(reply, "forward", named["a"]) == ["%0 = parameter 0"]
    assert texts(reply, "forward", named["e"]) == ["%4 = * %0 %1"]


def test_a_contribution_has_its_product_its_sum_and_what_it_is_added_to() -> None:
    _, reply, named = lecture()
    flow = (named["e"], 0)
    assert [each["text"] for each in reply["instructions"] if flow in each["flows"]] == [
        "%7 = gradient 0",
        "%13 = * %3 %1",
        "%14 = + %7 %13",
    ]


def test_a_leafs_update_is_the_rate_times_its_gradient_taken_away() -> None:
    _, reply, named = lecture()
    assert texts(reply, "update", named["a"]) == ["%18 = * %17 %14", "%19 = - %0 %18"]


def test_an_operation_of_several_instructions_has_all_of_them() -> None:
    reply = compiled("a = Value(2.0)\nb = a.relu()\nb.backward()")
    assert texts(reply, "forward", 1) == ["%2 = < %0 %1", "%3 = choose %2 %1 %0"]


def test_equal_values_share_an_instruction() -> None:
    source = "a = Value(2.0)\nb = Value(3.0)\nc = a*b\nd = a*b\nL = c + d*c\nL.backward()"
    trace, reply = ask("trace", source), compiled(source)
    named = {node["name"]: node["id"] for node in trace["nodes"]}
    assert texts(reply, "forward", named["c"]) == texts(reply, "forward", named["d"])


def depends_on_a_leaf(nodes: list[Reply], node: int) -> bool:
    parents = nodes[node]["parents"]
    return nodes[node]["kind"] == "leaf" or any(depends_on_a_leaf(nodes, parent) for parent in parents)


@pytest.mark.parametrize("name", ["readme", "neuron", "mlp"])
def test_every_value_and_every_contribution_to_a_result_or_leaf_has_an_instruction(name: str) -> None:
    trace = ask("trace", SOURCES[name], level="compact")
    reply = compiled(SOURCES[name], level="compact")
    nodes = {node for each in reply["instructions"] if each["phase"] == "forward" for node in each["nodes"]}
    assert nodes >= {node["id"] for node in trace["nodes"] if node["kind"] != "constant"}
    flows = {tuple(flow) for each in reply["instructions"] for flow in each["flows"]}
    expected = {
        (step["from"], step["operand"])
        for step in trace["steps"]
        if step["kind"] == "flow" and depends_on_a_leaf(trace["nodes"], step["node"])
    }
    assert flows == expected


def test_the_roots_own_gradient_is_an_instruction_where_one_needs_it() -> None:
    assert compiled("a = Value(2.0)\nb = a + 1\nb.backward()")["seed"] is not None
    assert compiled("a = Value(2.0)\na.backward()")["seed"] is not None
    assert lecture()[1]["seed"] is None  # 1 times d is d


def test_each_line_of_the_text_belongs_to_the_instruction_that_it_writes() -> None:
    _, reply, _ = lecture()
    lines = [line["text"].strip() for line in reply["wat"] if line["instruction"] == 4]
    assert lines == ["f64.mul", "local.set $4"]
    lines = [line["text"].strip() for line in reply["wat"] if line["instruction"] == 13]
    assert lines == ["local.get $3", "local.get $1", "f64.mul", "local.set $13"]
    assert all(line["instruction"] is None for line in reply["wat"] if line["text"].startswith("  ("))


# what cannot be compiled


def test_an_operation_of_your_own_is_refused_by_name() -> None:
    op = custom.operation("cube", lambda a: a**3, lambda a, out: 3 * a**2)
    try:
        error = assert_error(ask("compile", "a = Value(2.0)\nb = a.cube()\nb.backward()"), "unsupported")
    finally:
        custom.unregister(op)
    assert error["message"] == "The operation cube cannot be compiled: forward(a) has no instruction."


def test_a_graph_past_the_limit_is_refused_with_the_numbers() -> None:
    source = "a = Value(1.0)\nfor i in range(2000):\n    a = a + 1\na.backward()"
    reply = api.handle({"method": "compile", "params": {"source": source}}, SERVER)
    assert assert_error(reply, "limit")["message"] == "The graph has 4,001 values; the server compiles up to 2,000."
