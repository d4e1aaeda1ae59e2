"""Tests of classes derived from torch.autograd.Function, which are operations of the program's own."""

from __future__ import annotations

import math
from typing import Any

import pytest

from autograd_playground.engine.service.api import handle
from tests.support.exported import printed_by

TUTORIAL = '''import torch
import math


class LegendrePolynomial3(torch.autograd.Function):
    """
    We implement a function of our own by subclassing torch.autograd.Function.
    """

    @staticmethod
    def forward(ctx, input):
        """Here the result is computed."""
        ctx.save_for_backward(input)
        return 0.5 * (5 * input ** 3 - 3 * input)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * 1.5 * (5 * input ** 2 - 1)


P3 = LegendrePolynomial3.apply
x = Value(0.5)
L = P3(x) * 2
L.backward()
'''


def function(forward: str, backward: str, operands: str = "x", head: str = "class F(torch.autograd.Function):") -> str:
    """A class F with the lines of its two methods."""
    lines = [head, "    @staticmethod", f"    def forward(ctx, {operands}):"]
    lines += [f"        {line}" for line in forward.split("\n")]
    lines += ["    @staticmethod", "    def backward(ctx, g):"]
    return "import torch\n" + "\n".join([*lines, *(f"        {line}" for line in backward.split("\n"))]) + "\n"


SAVED = "x, = ctx.saved_tensors\n"
SAVE = "ctx.save_for_backward(x)\n"
USE = "x = Value({})\nF.apply(x).backward()\n"


def trace(source: str) -> dict[str, Any]:
    reply = handle({"method": "trace", "params": {"source": source}})
    assert "error" not in reply, reply
    return reply


def refusal(source: str) -> dict[str, Any]:
    error: dict[str, Any] = handle({"method": "trace", "params": {"source": source}})["error"]
    return error


def test_the_tutorials_class_is_stepped_with_its_local_derivative() -> None:
    reply = trace(TUTORIAL)
    flow = next(step for step in reply["steps"] if step["kind"] == "flow" and "x gets" in step["text"])
    assert flow["rule"] == "self.grad += 1.5 * (5 * self.data**2 - 1) * out.grad"
    assert (flow["local"], reply["nodes"][0]["grad"]) == (0.375, 0.75)
    assert [node["op"] for node in reply["nodes"]] == ["", "LegendrePolynomial3", "", "*"]


def test_it_is_checked_at_several_points_with_their_numbers() -> None:
    (own,) = trace(TUTORIAL)["operations"]
    assert [check["verdict"] for check in own["checks"]] == ["agrees"] * 5
    for check in own["checks"]:
        (x,) = check["at"]
        assert check["local"] == pytest.approx(1.5 * (5 * x**2 - 1))


@pytest.mark.parametrize("library", ["torch", "jax", "micrograd"])
def test_its_export_gives_the_same_numbers_in_the_library(library: str) -> None:
    if library != "micrograd":
        pytest.importorskip(library, reason=f"{library} is not installed: make test TORCH=1")
    text = handle({"method": "export", "params": {"source": TUTORIAL, "format": library}})["text"]
    (_, result), (_, grad) = printed_by(text)
    assert (result, grad) == pytest.approx((-0.875, 0.75), rel=1e-12)


@pytest.mark.parametrize(
    ("source", "x", "result", "slope"),
    [
        pytest.param(
            function(
                f"{SAVE}return x.clamp(min=0)",
                f"{SAVED}grad_input = g.clone()\ngrad_input[x < 0] = 0\nreturn grad_input",
            ),
            -2.0,
            0.0,
            0.0,
            id="the tutorial's MyReLU, with a mask",
        ),
        pytest.param(
            function("y = x.exp()\nctx.save_for_backward(y)\nreturn y", "return g * ctx.saved_tensors[0]"),
            0.5,
            math.exp(0.5),
            math.exp(0.5),
            id="a saved result",
        ),
        pytest.param(
            function(
                "ctx.n = 3\nctx.x = x\nreturn torch.pow(x, ctx.n)",
                "s = ctx.n * torch.square(ctx.x)\ns *= g\nreturn s",
            ),
            2.0,
            8.0,
            12.0,
            id="numbers that ctx keeps",
        ),
        pytest.param(
            function(f"{SAVE}return torch.where(x > 0, x, 0.1 * x)", f"{SAVED}return torch.where(x > 0, g, 0.1 * g)"),
            -2.0,
            -0.2,
            0.1,
            id="torch.where",
        ),
        pytest.param(
            function(f"{SAVE}return torch.cos(x)", f"{SAVED}return -g * torch.sin(x)"),
            0.5,
            math.cos(0.5),
            -math.sin(0.5),
            id="a negative upstream gradient",
        ),
        pytest.param(
            function(f"{SAVE}return x**2", f"{SAVED}return 2 * x * g", head="class F(Function):").replace(
                "import torch", "from torch.autograd import Function"
            ),
            3.0,
            9.0,
            6.0,
            id="an imported Function",
        ),
        pytest.param(
            "import torch\nclass F(torch.autograd.Function):\n    @staticmethod\n    def forward(x: float) -> float:\n"
            "        return torch.tanh(x)\n    @staticmethod\n    def setup_context(ctx, inputs, output):\n"
            "        x, = inputs\n        ctx.save_for_backward(x, output)\n    @staticmethod\n"
            "    def backward(ctx, g):\n        x, t = ctx.saved_tensors\n        return g * (1 - t**2)\n",
            0.5,
            math.tanh(0.5),
            1 - math.tanh(0.5) ** 2,
            id="setup_context",
        ),
    ],
)
def test_the_usual_ways_to_write_one_are_read(source: str, x: float, result: float, slope: float) -> None:
    reply = trace(source + USE.format(x))
    assert reply["nodes"][-1]["data"] == pytest.approx(result)
    assert reply["nodes"][0]["grad"] == pytest.approx(slope)


def test_two_operands_get_a_gradient_each() -> None:
    source = function(
        "ctx.save_for_backward(m, v)\nreturn 0.5 * m * v**2",
        "m, v = ctx.saved_tensors\nreturn 0.5*v**2 * g, m*v*g",
        "m, v",
    )
    nodes = trace(f"{source}m = Value(3.0)\nv = Value(4.0)\nF.apply(m, v).backward()\n")["nodes"]
    assert [(node["data"], node["grad"]) for node in nodes] == [(3.0, 8.0), (4.0, 12.0), (24.0, 1.0)]


def test_a_saved_result_is_explained_as_the_result() -> None:
    source = function("y = torch.exp(x)\nctx.save_for_backward(y)\nreturn y", "y, = ctx.saved_tensors\nreturn y * g")
    flow = next(step for step in trace(source + USE.format(1.0))["steps"] if step["kind"] == "flow")
    assert flow["rule"] == "self.grad += out.data * out.grad"


def test_plain_style_has_it_too() -> None:
    reply = trace(function(f"{SAVE}return x*x", f"{SAVED}return 2*x*g") + "x = 3\ny = F.apply(x) + 1\nprint(y)")
    assert reply["output"][0]["text"] == "10.0"
    assert reply["nodes"][0]["grad"] == 6.0


def test_a_wrong_backward_is_refused_with_the_numbers_of_all_points() -> None:
    error = refusal(function(f"{SAVE}return x**3", f"{SAVED}return 3 * x * g"))
    assert error["message"] == (
        "The local derivative of F is wrong: at −1.7 it gives −5.1, but by differences F has the slope 8.67 there."
    )
    assert "at 2.6 7.8 instead of 20.28" in error["hint"]
    assert error["line"] == 10


@pytest.mark.parametrize(
    ("backward", "words"),
    [
        ("return 3 * x**2", "at −1.7 it returns 8.67 for 1, and 8.67 for 2"),
        ("return g.clamp(-1, 1) * 3 * x**2", "at −1.7 it returns 8.67 for 1, and 8.67 for 2"),
        ("return g**2 * 3 * x**2", "8.67 for 1, and 34.68 for 2"),
        ("return g + 3 * x**2", "does not return grad_output times"),
    ],
)
def test_a_backward_that_passes_on_no_multiple_is_refused_with_its_numbers(backward: str, words: str) -> None:
    assert words in refusal(function(f"{SAVE}return x**3", f"{SAVED}{backward}"))["message"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (function("return x", "return g, g"), "returns 2 gradients, and forward() has 1 operands"),
        (function("return x*n", "return g*2, None", "x, n"), "returns None for an operand"),
        (function("return x, x", "return g"), "has one result"),
        (function("y = x", "return g"), "forward() returns nothing"),
        (function("return x", "h = g"), "backward() returns nothing"),
        (function("return x", "return g", "x, y, z"), "one or two operands, and forward() has 3"),
        (function("return x", "return g", "x, y=2"), "plain parameters only"),
        (function("return x", "return g", "*xs"), "plain parameters only"),
        (function("return x", "x, = ctx.saved_tensors\nreturn g"), "saved nothing"),
        (function(SAVE + "return x", "x, y = ctx.saved_tensors\nreturn g"), "2 names for 1 saved"),
        (function(SAVE + "return x", "return g * ctx.saved_tensors[1]"), "Nothing is saved as number 1"),
        (function("return x", "return g * ctx.n"), "`ctx.n` is not known here"),
        (function("return x", "if ctx.needs_input_grad[0]:\n    return g"), "cannot have this"),
        (function("ctx.mark_dirty(x)\nreturn x", "return g"), "cannot have this"),
        (function("for i in range(3):\n    x = x\nreturn x", "return g"), "cannot have this"),
        (function("return open(x)", "return g"), "cannot have this"),
        (function("return x.__class__", "return g"), "cannot have this"),
        (function("return x.data.exp_()", "return g"), "cannot have this"),
        (function("return torch.load(x)", "return g"), "cannot have this"),
        (function("\n".join(["x = x.clamp(0, 1)"] * 40) + "\nreturn x", "return g"), "too long"),
        (function("return x", "return g", head="class F(torch.nn.Function):"), "`torch.nn.Function` is not known"),
        (function("return x", "return g", head="class tanh(torch.autograd.Function):"), "the name of something else"),
        (function("return x", "return g").replace("    @staticmethod\n", ""), "asks for a static method"),
        (
            "class F(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n        return x\n",
            "has no backward()",
        ),
        ("import torch\nclass F(torch.autograd.Function):\n    n = 3\n", "cannot have this"),
        ("import torch\nclass F(torch.autograd.Function):\n", "An indented line is missing after this `class`"),
        ("class F(torch.autograd.Function)\n    pass", "The colon at the end of this `class` line is missing"),
        ("class F(torch.nn.Module):\n    pass", "`class` is not part of this language"),
        ("class F:\n    pass", "`class` is not part of this language"),
        ("class F(a.Function, b.Function):\n    pass", "`class` is not part of this language"),
        ("@staticmethod\ndef f(x):\n    return x", "Decorators are not part of this language"),
        ("class F(torch.autograd.Function):\n    @staticmethod\n    x = 2", "Decorators are not part"),
        ("class F(torch.autograd.Function):\n    @classmethod\n    def f(x):\n        pass", "Decorators are not part"),
        ("class F(torch.autograd.Function):\n    @staticmethod", "Decorators are not part"),
        (function("return x", "return g") + "F(Value(1.0))", "The class F is not a function"),
        (function("return x", "return g") + "F.forward(Value(1.0))", "The class F has no `.forward` here"),
    ],
)
def test_what_it_cannot_take_is_refused_by_name(source: str, words: str) -> None:
    error = refusal(source)
    assert words in error["message"]
    assert error["line"] is not None
