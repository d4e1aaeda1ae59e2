"""Tests of the numbers for other leaf data: they are those of the trace, and no run is needed for them."""

from __future__ import annotations

import ast
import struct
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_playground import engine
from autograd_playground.engine.contract.common import LEVELS, MISTAKES
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api, methods
from autograd_playground.engine.service.recordings import MAX_RECORDINGS, MAX_VALUES
from tests.support.error_shape import assert_error
from tests.support.random_expressions import EXPRESSIONS, Expression
from tests.support.trace_player import trace
from tests.unit.engine.test_random_programs import programs

LECTURE = "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\ne = a*b\nd = e + c\nf = Value(-2.0)\nL = d*f\nL.backward()"
DIAMOND = "a = Value(3.0)\nb = a*3\nc = b*b\nd = c*c\ny = (d + b).tanh() + b / c\ny.backward()"
MLP = """
n = MLP(2, [3, 1])
n.zero_grad()
loss = sum((n(x) - y)**2 for x, y in [([1.0, 2.0], 1.0), ([0.5, -1.0], -1.0)])
loss.backward()
"""


def numbers(source: str, **params: Any) -> dict[str, Any]:
    reply = api.handle({"method": "numbers", "params": {"source": source, **params}})
    assert "error" not in reply, reply["error"]
    return reply


def refusal(source: str, **params: Any) -> dict[str, Any]:
    reply = api.handle({"method": "numbers", "params": {"source": source, **params}})
    assert_error(reply)
    error: dict[str, Any] = reply["error"]
    return error


def doubles(text: str) -> list[float]:
    data = b64decode(text)
    return list(struct.unpack(f"<{len(data) // 8}d", data))


def contributions(shown: dict[str, Any]) -> list[float]:
    """Of each contribution: local derivative, upstream gradient, product, grad before and after."""
    return [
        number
        for step in shown["steps"]
        if step["kind"] == "flow"
        for number in (
            step["local"],
            step["upstream"],
            step["contribution"],
            step["set"][0][2] or 0.0,
            step["set"][0][3],
        )
    ]


def assert_numbers_of_the_trace(source: str, leaves: dict[str, float], **params: Any) -> None:
    shown = trace(source, leaves=leaves, **params)
    reply = numbers(source, leaves=leaves, **params)
    assert doubles(reply["data"]) == [node["data"] for node in shown["nodes"]]
    assert doubles(reply["grad"]) == [node["grad"] for node in shown["nodes"]]
    assert doubles(reply["contributions"]) == contributions(shown)
    if "truth" in shown:
        assert doubles(reply["truth"]) == shown["truth"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("mistake", [None, *MISTAKES])
@pytest.mark.parametrize("source", [LECTURE, DIAMOND, MLP])
def test_the_numbers_are_those_of_a_trace_with_the_same_leaves(source: str, mistake: str | None, level: str) -> None:
    assert trace(source, level=level)["static"]
    for leaves in ({}, {"0": 0.25}, {"0": -1.5, "1": 4.0}):
        assert_numbers_of_the_trace(source, leaves, level=level, mistake=mistake)


@settings(max_examples=60)
@given(EXPRESSIONS, st.floats(-3.0, 3.0), st.sampled_from(LEVELS))
def test_random_expressions_have_the_numbers_of_their_traces_at_every_level(
    expression: Expression, data: float, level: str
) -> None:
    assert trace(expression.source, level=level)["static"]
    params = {"source": expression.source, "level": level, "leaves": {"0": data}}
    reply = api.handle({"method": "numbers", "params": params})
    if "error" in reply:  # the level takes another form of an operation with these numbers
        assert level == "atoms"
        assert reply["error"]["code"] == "unsupported"
    else:
        assert_numbers_of_the_trace(expression.source, {"0": data}, level=level)


@settings(max_examples=60)
@given(programs())
def test_random_programs_have_the_numbers_of_their_traces_or_say_that_they_are_not_static(lines: list[str]) -> None:
    source = "\n".join(lines)
    if trace(source)["static"]:
        assert_numbers_of_the_trace(source, {"0": 0.5})
    else:
        assert refusal(source)["code"] == "unsupported"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_every_example_has_the_numbers_of_its_trace_or_says_that_it_is_not_static(example: Any) -> None:
    if trace(example.source)["static"]:
        assert_numbers_of_the_trace(example.source, {"0": 0.75})
    else:
        assert refusal(example.source)["code"] == "unsupported"


def test_the_sentence_of_the_step_asked_for_is_that_of_the_trace() -> None:
    shown = trace(DIAMOND, leaves={"0": 2.0})
    flows = [step for step in shown["steps"] if step["kind"] == "flow"]
    for index, step in enumerate(flows):
        reply = numbers(DIAMOND, leaves={"0": 2.0}, contribution=index)
        assert (reply["text"], reply["math"]) == (step["text"], step["math"])
    for step in shown["steps"]:
        if step["kind"] in ("leaf", "operation"):
            reply = numbers(DIAMOND, leaves={"0": 2.0}, node=step["node"])
            assert (reply["text"], reply["math"]) == (step["text"], step["math"])


def test_no_step_asked_for_means_no_sentence() -> None:
    reply = numbers(LECTURE, leaves={"0": 2.5})
    assert (reply["text"], reply["math"]) == ("", "")


# what is static


@pytest.mark.parametrize(
    "lines",
    [
        "print(L)", "print(L.data)", "print(f'{L}')", "print(f'{L.data:.2f}')", "x = L.data", "x = a.grad",
        "if a > 1:\n    L = L + a", "x = a < b", "x = [1, 2, 3][Value(1.0)]", "a.data = 4.0", "a.grad = 1.0",
        "L.backward()", "a.data -= 0.1",
    ],
)  # fmt: skip
def test_a_program_that_sees_a_number_or_sets_one_is_not_static(lines: str) -> None:
    before = LECTURE.removesuffix("L.backward()") + lines
    after = f"{LECTURE}\n{lines}"
    for source in [after] if lines == "L.backward()" else [before, after]:
        reply = api.handle({"method": "trace", "params": {"source": source}})
        assert not reply["static"], source
        assert refusal(source)["code"] == "unsupported"


@pytest.mark.parametrize(
    "source",
    [LECTURE, f"{LECTURE}\nprint('done')", "x = 2.0\ny = x*x", MLP, LECTURE.replace("L.b", "a.zero_grad()\nL.b")],
)
def test_a_program_that_only_computes_is_static(source: str) -> None:
    assert trace(source)["static"]


def test_where_the_level_takes_another_form_the_trace_is_needed() -> None:
    source = "x = Value(1.0)\ny = x.tanh()\ny.backward()"
    assert trace(source, level="atoms")["static"]
    assert refusal(source, level="atoms", leaves={"0": 200.0})["code"] == "unsupported"


def test_where_a_number_is_not_finite_the_trace_is_needed() -> None:
    source = "x = Value(1.0)\ny = x.exp()\ny.backward()"
    assert refusal(source, leaves={"0": 1000.0})["code"] == "unsupported"
    assert_numbers_of_the_trace(source, {"0": 1.5})


@pytest.mark.parametrize(
    "params", [{"node": 99}, {"node": -1}, {"node": 1.5}, {"node": True}, {"contribution": 99}, {"contribution": "1"}]
)
def test_a_step_that_does_not_exist_is_refused_by_its_parameter(params: dict[str, Any]) -> None:
    assert refusal(LECTURE, **params)["code"] in ("name", "value")
    assert_numbers_of_the_trace(LECTURE, {"1": 2.0})  # the recording has survived it


# the cache


def test_numbers_need_no_run_after_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    trace(LECTURE)
    monkeypatch.setattr(methods, "run", None)
    assert doubles(numbers(LECTURE, leaves={"0": 1.0})["data"])[0] == 1.0


def test_the_same_text_with_other_given_names_or_at_another_level_is_another_program() -> None:
    source = "y = x*x - x"
    for x, level in [(2.0, "lecture"), (3.0, "lecture"), (3.0, "compact")]:
        shown = trace(source, names={"x": x}, level=level)
        reply = numbers(source, names={"x": x}, level=level)
        assert doubles(reply["data"]) == [node["data"] for node in shown["nodes"]]


def test_the_cache_keeps_only_the_latest_recordings() -> None:
    for count in range(MAX_RECORDINGS + 5):
        trace(f"a = Value({count}.0)\nb = a*a\nb.backward()")
    assert len(methods.recordings) == MAX_RECORDINGS
    for count in range(12):
        trace(f"b = a = Value({count}.0)\nfor i in range(2000):\n    b = b + a\nb.backward()")
    assert methods.recordings.size <= MAX_VALUES


def test_the_language_sees_no_number_but_through_observe() -> None:
    """A read of `.data` past `observe` would make a program static that is not.

    plain.py keeps numbers beside Values; `number_of` hands them out, and counts as `observe`; custom.py runs none,
    and operation_checks.py computes with numbers of its own.
    """
    root = Path(engine.__file__).parent
    for path in {*root.glob("language/**/*.py"), root / "trace/levels.py"} - {
        root / "language/plain.py",
        root / "language/custom.py",
        root / "language/operation_checks.py",
    }:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("data", "grad") and isinstance(node.ctx, ast.Load):
                pytest.fail(f"{path}:{node.lineno} reads .{node.attr}")
