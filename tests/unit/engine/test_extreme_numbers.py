"""Tests of the numbers that comparisons get wrong: every method answers for nan, infinities, -0.0 and extreme sizes."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_playground.engine.contract.common import EXPORT_FORMATS, LEVELS, MISTAKES
from autograd_playground.engine.float_identity import same_number
from autograd_playground.engine.lower.interpret import run
from autograd_playground.engine.lower.program import Program
from autograd_playground.engine.service import api
from autograd_playground.engine.trace.notation import format_number, latex
from tests.support.operations import BINARY, UNARY
from tests.support.trace_player import check, same, trace

# How a program writes them, since Python has no literal for most.
NAN = "math.nan"
EXTREMES = {
    NAN: math.nan,
    "math.inf": math.inf,
    "-math.inf": -math.inf,
    "-0.0": -0.0,
    "0.0": 0.0,
    "5e-324": 5e-324,
    "2.2250738585072014e-308": 2.2250738585072014e-308,
    "1.7976931348623157e308": 1.7976931348623157e308,
    "-1.7976931348623157e308": -1.7976931348623157e308,
    "1e16": 1e16,
    "1.0": 1.0,
}
NUMBER = st.sampled_from(sorted(EXTREMES))
SLIDER = st.sampled_from([-0.0, 0.0, 5e-324, 1e300, -1e300, 1.0])
RESULTS = [*UNARY, *BINARY, "{0} * {2}", "{2} / {0}", "{0} - {2}", "{2} + {0}", "{0}**2", "{0}**-1"]


@st.composite
def programs(draw: st.DrawFn) -> str:
    lines = [f"v{i} = Value({draw(NUMBER)})" for i in range(2)]
    count = 2
    for _ in range(draw(st.integers(1, 6))):
        some = st.integers(0, count - 1).map("v{}".format)
        kind = draw(st.sampled_from(["result"] * 5 + ["data", "grad", "neuron", "again", "backward"]))
        if kind == "result":
            expression = draw(st.sampled_from(RESULTS)).format(draw(some), draw(some), f"({draw(NUMBER)})")
        elif kind == "neuron":
            weights = f"{draw(NUMBER)}, {draw(NUMBER)}, {draw(NUMBER)}"
            expression = f"MLP(2, [1], weights=[{weights}])([{draw(some)}, {draw(some)}])"
        elif kind == "again":
            expression = f"Value({draw(some)}.{draw(st.sampled_from(['data', 'grad']))})"
        else:
            name = draw(some)
            lines.append(f"{name}.backward()" if kind == "backward" else f"{name}.{kind} = {draw(NUMBER)}")
            continue
        lines.append(f"v{count} = {expression}")
        count += 1
    return "\n".join([*lines, f"v{count - 1}.backward()"])


def requests(source: str, level: str, slider: float) -> list[dict[str, Any]]:
    """One request for every method and choice that a reader has."""
    common = {"source": source, "level": level, "leaves": {"0": slider}}
    axis = {"leaf": 1, "from": -1.0, "to": slider, "count": 3}
    return [
        *({"method": method, "params": {"source": source, "level": level}} for method in ("trace", "check", "compile")),
        *({"method": method, "params": common} for method in ("trace", "check", "compile", "draw")),
        *({"method": "trace", "params": {**common, "mistake": mistake}} for mistake in MISTAKES),
        *({"method": "export", "params": {**common, "format": name}} for name in EXPORT_FORMATS),
        {"method": "plot", "params": {**common, "x": axis}},
        {"method": "plot", "params": {**common, "x": axis, "y": axis}},
        {"method": "nudge", "params": {**common, "by": {"1": slider}}},
    ]


@settings(max_examples=150)
@given(programs(), st.sampled_from(LEVELS), SLIDER)
def test_every_method_answers_for_every_number(source: str, level: str, slider: float) -> None:
    for request in requests(source, level, slider):
        reply = api.handle(request)
        json.loads(api.encode(reply), parse_constant=lambda constant: pytest.fail(f"{constant} is not JSON"))
        # A leaf that the root does not depend on, a result that the program overwrites: these are refused in words.
        assert reply.get("error", {}).get("code") in (None, "name", "unsupported"), (source, request, reply)


@settings(max_examples=150)
@given(programs(), st.sampled_from(LEVELS), st.sampled_from([None, *MISTAKES]))
def test_every_trace_plays_and_ends_at_its_numbers(source: str, level: str, mistake: str | None) -> None:
    shown = trace(source, level=level, mistake=mistake)
    if mistake is None:
        check(shown)
    for node in shown["nodes"]:
        assert ("start" in node) <= (node["kind"] == "leaf")


@pytest.mark.parametrize("written", EXTREMES)
@pytest.mark.parametrize("statement", ["", "a.data = a.data\n", "a.data = math.nan\n"])
def test_a_leaf_says_what_it_was_made_with_only_where_that_is_another_number(written: str, statement: str) -> None:
    (leaf, *_) = trace(f"a = Value({written})\n{statement}b = a * 2\nb.backward()\n")["nodes"]
    assigned = math.nan if "nan" in statement else EXTREMES[written]
    assert same(leaf["data"], assigned)
    assert leaf.get("start", "none") == ("none" if same(assigned, EXTREMES[written]) else EXTREMES[written])


@pytest.mark.parametrize("setting", ["rate", "noise", "l2", "seed"])
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, -0.0, 5e-324, 1.7976931348623157e308])
def test_the_lab_answers_for_every_number(setting: str, number: float) -> None:
    for settings_ in ({setting: number}, {"data": {"kind": "own", "rows": [[number, 1.0, 1.0], [1.0, number, -1.0]]}}):
        for method, more in (("lab", {}), ("lab_code", {"format": "torch"}), ("lab_code", {"format": "micrograd"})):
            reply = api.handle({"method": method, "params": {"settings": settings_, **more}})
            assert "error" not in reply or reply["error"]["code"] in ("type", "value", "name", "limit"), reply


@pytest.mark.parametrize("weight", [-0.0, 5e-324, 1e300, -1e300])
def test_a_sample_of_the_lab_keeps_every_weight(weight: float) -> None:
    params = {"settings": {"layers": [1]}, "parameters": [weight] * 5, "row": 0}
    source = api.handle({"method": "lab_sample", "params": params})["source"]
    weights = [node for node in trace(source)["nodes"] if node["group"] and node["kind"] == "leaf"]
    assert all(same(node["data"], weight) for node in weights)
    assert len(weights) == 5


@pytest.mark.parametrize("name", EXTREMES)
def test_a_number_is_the_same_as_itself_alone(name: str) -> None:
    assert [other for other, number in EXTREMES.items() if same_number(EXTREMES[name], number)] == [name]


@pytest.mark.parametrize("first", [0.0, -0.0])
def test_the_sign_of_zero_is_shown_whichever_zero_came_first(first: float) -> None:
    for number in (first, -first):
        minus = math.copysign(1.0, number) < 0.0
        assert format_number(number) == ("−0" if minus else "0")
        assert latex(number) == ("-0" if minus else "0")


def test_the_sign_of_zero_is_said_and_drawn() -> None:
    shown = trace("a = Value(-0.0)\nb = 1 / a\nb.backward()\n")
    assert shown["steps"][0]["text"] == "a is a leaf: its data is −0."
    assert ">data</FONT><BR/>−0<" in shown["dot"]


def test_a_gradient_that_is_minus_zero_stays_minus_zero() -> None:
    shown = trace("a = Value(2.0)\na.grad = -0.0\nb = a * -0.0\nb.backward()\n")
    assert [same(node["grad"], -0.0) for node in shown["nodes"] if node["name"] == "a"] == [True]


def test_a_result_that_is_overwritten_by_a_number_equal_to_it_but_for_its_sign_is_stale() -> None:
    program = "a = Value(0.0)\nb = a * 1\nb.data = {}\nc = 1 / b\nc.backward()\n"
    codes = [
        api.handle({"method": "compile", "params": {"source": program.format(number)}}).get("error", {}).get("code")
        for number in ("0.0", "-0.0", "math.nan")
    ]
    assert codes == [None, "unsupported", "unsupported"]


@pytest.mark.parametrize("name", EXTREMES)
def test_a_compiled_constant_is_the_number_itself(name: str) -> None:
    program = Program()
    program.constant(0.0)
    program.outputs = [program.constant(EXTREMES[name])]
    assert same(run(program, []).outputs[0], EXTREMES[name])
