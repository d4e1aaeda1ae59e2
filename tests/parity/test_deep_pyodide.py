"""Tests of deep graphs in Pyodide, which a recursive free of some 4 000 values would crash for good."""

from __future__ import annotations

from tests.support.pyodide import RunInPyodide


def test_two_hundred_thousand_additions_are_built_run_backward_and_freed(run_in_pyodide: RunInPyodide) -> None:
    program = """
import sys
from autograd_playground.engine.value import Value

x = Value(1.0)
alone = sys.getrefcount(x)
y = x
for _ in range(200_000):
    y = y + x
y.backward()
numbers = y.data, x.grad, sys.getrefcount(x) - alone
del y
str([*numbers, sys.getrefcount(x) - alone])
"""
    assert run_in_pyodide(program) == "[200001.0, 200001.0, 200001, 0]"


def test_a_trace_of_a_long_chain_is_freed_and_so_is_one_that_is_refused(run_in_pyodide: RunInPyodide) -> None:
    program = """
import json
from autograd_playground.engine.service.api import handle_json

def ask(length):
    source = f"a = Value(1.0)\\nfor i in range({length}):\\n    a = a + 1\\na.backward()"
    return json.loads(handle_json(json.dumps({"method": "trace", "params": {"source": source}}), "browser"))

str([ask(10_001)["error"]["code"], len(ask(5_000)["nodes"])])
"""
    assert run_in_pyodide(program) == "['limit', 10001]"


def test_a_deep_graph_of_gradients_is_freed(run_in_pyodide: RunInPyodide) -> None:
    program = """
import gc
from autograd_playground.engine.value import Value

x = Value(1.0)
y = x
for _ in range(20_000):
    y = y * 1.0001
y.backward(create_graph=True)
slope = x.grad
slope.backward(create_graph=True)
numbers = round(slope.data, 6) == round(y.data, 6), x.grad.data == slope.data
del x, y, slope
str([*numbers, gc.collect() > 20_000])
"""
    assert run_in_pyodide(program) == "[True, True, True]"


def test_a_trace_of_a_long_graph_of_gradients_is_freed(run_in_pyodide: RunInPyodide) -> None:
    program = """
import json
from autograd_playground.engine.service.api import handle_json

def ask(length):
    product = f"a = Value(1.0)\\nb = a\\nfor i in range({length}):\\n    b = b * a\\n"
    source = product + "b.backward(create_graph=True)\\na.grad.backward()\\n"
    return json.loads(handle_json(json.dumps({"method": "trace", "params": {"source": source}}), "browser"))

str([ask(10_001)["error"]["code"], ask(1_000)["nodes"][0]["grad"]])
"""
    assert run_in_pyodide(program) == f"['limit', {1001.0 + 1001 * 1000}]"
