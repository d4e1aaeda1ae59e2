"""Tests of operations that a program defines: their checks, their steps, and everything that is written of them."""

from __future__ import annotations

import math
from typing import Any

import pytest

from autograd_playground.engine.service.api import handle
from tests.support.exported import printed_by

P3 = """p3 = operation("p3", lambda x: 0.5*(5*x**3 - 3*x), lambda x: 1.5*(5*x**2 - 1))
x = Value(0.5)
L = p3(x) * x.p3()
L.backward()
"""
LEAKY = "leaky = operation('leaky', lambda x: x if x > 0 else 0.1*x, lambda x: 1.0 if x > 0 else 0.1)\n"


def ask(method: str, source: str, **params: object) -> dict[str, Any]:
    return handle({"method": method, "params": {"source": source, **params}})


def trace(source: str, **params: object) -> dict[str, Any]:
    reply = ask("trace", source, **params)
    assert "error" not in reply, reply
    return reply


def refusal(source: str) -> dict[str, Any]:
    error: dict[str, Any] = ask("trace", source)["error"]
    return error


def test_an_operation_of_ones_own_is_stepped_with_the_formula_of_its_derivative() -> None:
    reply = trace(P3)
    flow = next(
        step for step in reply["steps"] if step["kind"] == "flow" and "p3" in step["text"] and step["node"] == 0
    )
    assert "1.5 × (5 × x.data² − 1)" in flow["text"]
    assert flow["rule"] == "self.grad += 1.5 * (5 * self.data**2 - 1) * out.grad"
    assert flow["local"] == 0.375
    assert reply["nodes"][0]["grad"] == 2 * 0.375 * -0.4375


def test_its_checks_stand_in_the_reply_with_their_numbers() -> None:
    (own,) = trace(P3)["operations"]
    assert own["name"] == "p3"
    assert len(own["checks"]) == 5
    for check in own["checks"]:
        (x,) = check["at"]
        assert check["local"] == pytest.approx(1.5 * (5 * x**2 - 1))
        assert check["verdict"] == "agrees"
        assert check["digits"] >= 8


def test_a_wrong_derivative_is_refused_with_both_numbers_where_it_stands() -> None:
    error = refusal("cube = operation('cube', lambda x: x**3,\n                 lambda x: 3*x)\ncube(Value(2.0))")
    assert error["message"] == (
        "The local derivative of cube is wrong: at −1.7 it gives −5.1, "
        "but by differences cube has the slope 8.67 there."
    )
    assert (error["line"], error["column"]) == (2, 27)


@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
def test_it_is_one_operation_at_every_level(level: str) -> None:
    assert [node["op"] for node in trace(P3, level=level)["nodes"]] == ["", "p3", "p3", "*"]


def test_a_def_with_lines_of_its_own_and_two_operands_is_an_operation_too() -> None:
    source = (
        "def energy(m, v):\n    '''Kinetic energy.'''\n    square = v*v\n    return 0.5*m*square\n"
        "e = operation('energy_of', energy, lambda m, v: 0.5*v*v, lambda m, v, out: m*v)\n"
        "m = Value(3.0)\nv = Value(4.0)\nE = energy_of(m, v)\nE.backward()"
    )
    assert [(node["name"], node["data"], node["grad"]) for node in trace(source)["nodes"]] == [
        ("m", 3.0, 8.0),
        ("v", 4.0, 12.0),
        ("E", 24.0, 1.0),
    ]


def test_a_derivative_may_use_the_result_a_constant_and_a_lambda_of_the_program() -> None:
    source = (
        "k = 2\nsigma = lambda x: 1 / (1 + exp(-x))\n"
        "soft = operation('soft', lambda x: k*sigma(x), lambda x, y: y*(1 - y/k))\nx = Value(0.3)\nsoft(x).backward()"
    )
    s = 1 / (1 + math.exp(-0.3))
    assert trace(source)["nodes"][0]["grad"] == pytest.approx(2 * s * (1 - s))


@pytest.mark.parametrize("library", ["torch", "jax", "micrograd"])
@pytest.mark.parametrize("source", [P3, f"{LEAKY}x = Value(-2.0)\nL = leaky(x)*3\nL.backward()"], ids=["p3", "leaky"])
def test_its_export_gives_the_same_numbers_in_the_library(source: str, library: str) -> None:
    if library != "micrograd":
        pytest.importorskip(library, reason=f"{library} is not installed: make test TORCH=1")
    reply = trace(source)
    text = ask("export", source, format=library)["text"]
    expected = [("L", reply["nodes"][-1]["data"]), ("x.grad", reply["nodes"][0]["grad"])]
    for (name, number), (expected_name, expected_number) in zip(printed_by(text), expected, strict=True):
        assert name == expected_name
        assert number == pytest.approx(expected_number, rel=1e-12)


def test_its_second_derivative_follows_from_its_formula() -> None:
    reply = trace(
        P3.replace("L.backward()", "L = p3(x)\nL.backward(create_graph=True)\nx.grad.backward()\nprint(x.grad)")
    )
    assert reply["output"][0]["text"] == "7.875"  # 0.375 of the first pass and 15 x


def test_it_is_compiled_with_its_formula() -> None:
    reply = ask("compile", P3)
    assert "error" not in reply
    assert any(each["text"].endswith("= constant 1.5") for each in reply["instructions"])  # of its derivative


def test_other_leaf_data_and_small_moves_go_through_it() -> None:
    assert trace(P3, leaves={"0": 1.0})["nodes"][-1]["data"] == 1.0
    assert ask("nudge", P3, by={"0": 0.5})["after"] == 1.0
    assert ask("check", P3)["leaves"][0]["verdict"] == "agrees"


def test_plain_style_has_it_too() -> None:
    reply = trace("sq = operation('sq', lambda x: x**2, lambda x: 2*x)\nx = 3\ny = sq(x) + 1\nprint(y)")
    assert reply["output"][0]["text"] == "10.0"
    assert reply["nodes"][0]["grad"] == 6.0


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("operation('q', lambda x: open(x), lambda x: 1)", "cannot have this"),
        ("operation('q', lambda x: x.__class__, lambda x: 1)", "cannot have this"),
        ("operation('q', lambda x: [x], lambda x: 1)", "cannot have this"),
        ("operation('q', lambda x: y, lambda x: 1)", "`y` is no number that this formula knows."),
        ("operation('tanh', lambda x: x, lambda x: 1)", "`tanh` is the name of something else."),
        ("operation('__class__', lambda x: x, lambda x: 1)", "cannot name an operation"),
        ("operation('q r', lambda x: x, lambda x: 1)", "cannot name an operation"),
        ("operation('if', lambda x: x, lambda x: 1)", "cannot name an operation"),
        ("operation('q', 3, 4)", "such as a lambda, not a whole number"),
        ("operation(3, lambda x: x, lambda x: 1)", "a name in quotes"),
        ("operation('q', lambda x, y, z: x, lambda x: 1)", "too many parameters"),
        ("operation('q', lambda x: x)", "takes 3 to 4 arguments"),
        ("operation('q', lambda x: log(-1 - x*x), lambda x: 1)", "could not be checked"),
        ("f = lambda x: f(x)\noperation('q', lambda x: f(x), lambda x: 1)", "too long"),
        ("def f(x):\n" + "    x = x*x\n" * 40 + "    return x\noperation('q', f, lambda x: 1)", "too long"),
        ("def f(x):\n" + "    x = x+1\n" * 60 + "    return x\noperation('q', f, lambda x: 1)", "too long"),
        (
            "def f(x):\n    for i in range(3):\n        x = x\n    return x\noperation('q', f, lambda x: 1)",
            "cannot have",
        ),
        ("def f(x):\n    y = x\noperation('q', f, lambda x: 1)", "returns nothing"),
        (
            "operation('q', lambda x: x, lambda x: 1)\noperation('q', lambda x: 2*x, lambda x: 2)",
            "q is defined already, with another formula.",
        ),
    ],
)
def test_what_is_no_operation_is_refused_by_name(source: str, words: str) -> None:
    error = refusal(source)
    assert words in error["message"]
    assert error["line"] is not None


def test_a_program_defines_only_so_many() -> None:
    lines = [f"operation('q{i}', lambda x: x, lambda x: 1)" for i in range(21)]
    assert "may define 20 operations" in refusal("\n".join(lines))["message"]


def test_the_same_definition_twice_is_one() -> None:
    assert len(trace(f"{LEAKY}{LEAKY}leaky(Value(1.0)).backward()")["operations"]) == 1


def test_a_name_of_an_old_text_may_be_operation() -> None:
    assert trace("operation = Value(2.0)\ny = operation*3\ny.backward()")["nodes"][0]["grad"] == 3.0


def test_an_operation_ends_with_its_program() -> None:
    trace(P3)
    assert "`p3` is not known here." in refusal("p3(Value(1.0))")["message"]
