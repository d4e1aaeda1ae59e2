"""Tests of programs that compute no value, which are no errors, and of output that comes before an error."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.service import api
from tests.support.error_shape import assert_error

# Programs that only print or define, with their output.
WITHOUT_VALUE = [
    ("", []),
    ("# nothing yet\n", []),
    ("import math\nimport random", []),
    ("def f(x):\n    return 3*x**2 - 4*x + 5\n", []),
    ("def f(x):\n    return 3*x**2 - 4*x + 5\n\nprint(f(3.0))\n", ["20.0"]),
    ("print('a')\nprint()\nprint([1, 2.5])", ["a", "", "[1, 2.5]"]),
    ("xs = [1, 2]\nfor x in xs:\n    print(x)", ["1", "2"]),
    ("n = 3\nfor i in range(n):\n    print(i)", ["0", "1", "2"]),
    ("s = 'text'\nprint(s)", ["text"]),
    ("done = 1 < 2\nif done:\n    print(done)", ["True"]),
    ("g = lambda x: x\nxs = [g(i) for i in range(2)]\nprint(xs)", ["[0, 1]"]),
    ("pass", []),
]


def reply_to(method: str, source: str, **params: object) -> dict[str, Any]:
    return api.handle({"method": method, "params": {"source": source, **params}})


@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
@pytest.mark.parametrize(("source", "output"), WITHOUT_VALUE)
def test_a_program_that_only_prints_or_defines_is_no_error(source: str, output: list[str], level: str) -> None:
    reply = reply_to("trace", source, level=level)
    assert [line["text"] for line in reply["output"]] == output
    assert {name: reply[name] for name in ("nodes", "roots", "steps", "passes", "boxes", "warnings")} == {
        name: [] for name in ("nodes", "roots", "steps", "passes", "boxes", "warnings")
    }
    assert (reply["dot"], reply["shape"], reply["pass"]) == ("", "", 0)


@pytest.mark.parametrize("mistake", ["overwrite", "shuffled"])
def test_a_mistake_changes_nothing_where_there_is_nothing(mistake: str) -> None:
    reply = reply_to("trace", "print(1)", mistake=mistake)
    assert (reply["mistake"], reply["truth"], reply["nodes"]) == (mistake, [], [])


def test_a_check_and_a_drawing_of_nothing_are_empty() -> None:
    check = reply_to("check", "print(1)")
    assert (check["leaves"], check["curve"], check["complete"]) == ([], [], True)
    assert reply_to("draw", "print(1)") == {"version": 1, "dot": "", "boxes": [], "shape": "", "groups": []}
    assert '"nodes":[]' in reply_to("export", "print(1)", format="json")["text"]


AXIS = {"leaf": 0, "from": 0, "to": 1, "count": 2}


@pytest.mark.parametrize(
    ("method", "params", "verb"),
    [
        ("plot", {"x": AXIS}, "plot"),
        ("plot", {"x": AXIS, "y": AXIS}, "plot"),
        ("nudge", {"by": {"0": 1.0}}, "nudge"),
        ("nudge", {"by": {}}, "nudge"),
        ("compile", {}, "compile"),
        *(("export", {"format": name}, "export") for name in ("torch", "jax", "micrograd", "latex", "dot")),
    ],
)
def test_what_needs_a_value_says_that_there_is_none(method: str, params: dict[str, Any], verb: str) -> None:
    error = assert_error(reply_to(method, "print(1)", **params), "value")
    assert error["message"] == f"There is nothing to {verb} yet: this program computes no value."
    assert error["hint"]


def test_a_pass_that_is_not_there_is_still_refused() -> None:
    assert reply_to("trace", "print(1)", **{"pass": 0})["passes"] == []
    error = assert_error(reply_to("trace", "print(1)", **{"pass": 2}), "pass")
    assert "no pass, because it computes no value" in error["hint"]


# Programs that stop, each with what it prints before.
STOPPED = [
    ("print('before')\nx = nope", ["before"]),
    ("a = Value(2.0)\nprint(a.data)\nprint(a.grad)\na.foo", ["2.0", "0.0"]),
    ("for i in range(5):\n    print(i)\n    [1, 2][i]", ["0", "1", "2"]),
    ("def f(n):\n    print(n)\n    return f(n - 1) if n > 0 else 1 / n\nf(1)", ["1", "0"]),
    ("print(1)\nfor i in range(10000):\n    for j in range(10): pass", ["1"]),
    ("print(1)\nimport numpy\nnumpy.tanh(1)", ["1"]),
    ("print(1)\n[1, 2] + 1", ["1"]),
]


@pytest.mark.parametrize("method", ["trace", "check", "draw"])
@pytest.mark.parametrize(("source", "output"), STOPPED)
def test_an_error_carries_what_was_printed_before(source: str, output: list[str], method: str) -> None:
    error = assert_error(reply_to(method, source))
    assert [line["text"] for line in error["output"]] == output
    assert all(len(line["span"]) == 4 for line in error["output"])


def test_a_graph_too_large_to_show_still_shows_its_output() -> None:
    source = "x = Value(1.0)\ny = x\nfor i in range(6000):\n    y = y + 1.0\nprint(y.data)\ny.backward()"
    error = assert_error(reply_to("trace", source), "limit")
    assert [line["text"] for line in error["output"]] == ["6001.0"]


@pytest.mark.parametrize("source", ["x = (", "while True: pass", "nope", "print(nope)", "print(1"])
def test_an_error_without_output_has_no_such_member(source: str) -> None:
    assert "output" not in assert_error(reply_to("trace", source))
