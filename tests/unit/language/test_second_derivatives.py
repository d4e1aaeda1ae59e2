"""Tests of backward(create_graph=True) in a program: its options, and the pass that goes through a gradient's graph."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograd_playground.engine.budgets import BROWSER, SERVER
from autograd_playground.engine.contract.common import LEVELS
from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.language import run
from autograd_playground.engine.language.custom import operation, unregister
from autograd_playground.engine.service import api
from autograd_playground.engine.trace.tape import Tape
from tests.support.trace_player import Trace, check, trace

X = "x = Value(2.0)\ny = x**4\n"
TWICE = X + "y.backward(create_graph=True)\ng = x.grad\nx.grad = 0\ng.backward()\n"
THRICE = X + (
    "y.backward(create_graph=True)\ng = x.grad\nx.grad = 0\ng.backward(create_graph=True)\nh = x.grad\nx.grad = 0\n"
    "h.backward()\nprint(g.data, h.data, x.grad)\n"
)


def ask(method: str, source: str, **params: Any) -> Any:
    return api.handle({"method": method, "params": {"source": source, **params}})


def error_of(source: str) -> dict[str, Any]:
    return ask("trace", source)["error"]  # type: ignore[no-any-return]


def texts(shown: Trace, phase: str) -> list[str]:
    return [step["text"] for step in shown["steps"] if step["phase"] == phase]


@pytest.mark.parametrize("level", LEVELS)
def test_three_derivatives(level: str) -> None:
    for index in (0, 1, 2):
        shown = trace(THRICE, level=level, **{"pass": index})
        check(shown)
        assert [line["text"] for line in shown["output"]] == ["32.0 48.0 48.0"]
        assert shown["nodes"][0]["grad"] == [32.0, 48.0, 48.0][index]


def test_the_first_pass_is_that_without_a_graph() -> None:
    first, plain = trace(TWICE, **{"pass": 0}), trace(X + "y.backward()\n")
    assert [step["text"] for step in first["steps"] if step["phase"] != "update"] == [
        step["text"] for step in plain["steps"]
    ]


def test_the_gradient_is_computed_in_the_forward_phase_of_the_second_pass() -> None:
    assert texts(trace(TWICE), "forward") == [
        "Pass 1 of 2: y = 16.",
        "x is a leaf: its data is 2. It still holds the gradient 32 from before.",
        "v2 = x^3 = 2^3 = 8.",
        "v4 = 4 × v2 = 4 × 8 = 32.",
        "g = y.grad × v4 = 1 × 32 = 32.",
    ]


def test_the_second_pass_goes_through_the_gradients_graph() -> None:
    assert texts(trace(TWICE), "backward")[-2:] == [
        "v2 gets 4 × v4.grad = 4 × 1 = 4. It had 0, now it has 4.",
        "x gets 3 × x.data^(3 − 1) × v2.grad = 12 × 4 = 48. It had 0, now it has 48.",
    ]


def test_a_gradient_without_a_name_is_called_by_the_value_that_it_is_of() -> None:
    source = "a = Value(2.0)\nb = Value(3.0)\nc = a * b\nd = c**2\nd.backward(create_graph=True)\na.grad.backward()\n"
    names = [node["name"] for node in trace(source)["nodes"]]
    assert names == ["a", "b", "c", "d.grad", "v4", "2", "v6", "c.grad", "a.grad"]
    network = (
        "n = Neuron(2)\ny = n([1.0, 2.0])\ny.backward(create_graph=True)\n(n.w[0].grad * n.w[1].grad).backward()\n"
    )
    assert {"w0.grad", "w1.grad"} <= {node["name"] for node in trace(network)["nodes"]}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("method", ["check", "draw", "compile", "plot", "nudge"])
def test_every_panel_has_the_second_pass(method: str, level: str) -> None:
    asked: dict[str, dict[str, Any]] = {
        "plot": {"x": {"leaf": 0, "from": 1, "to": 3, "count": 3}},
        "nudge": {"by": {"0": 0.5}},
    }
    reply = ask(method, TWICE, level=level, **asked.get(method, {}))
    assert "error" not in reply
    if method == "check":
        assert [(leaf["name"], leaf["grad"], leaf["verdict"]) for leaf in reply["leaves"]] == [("x", 48.0, "agrees")]
    if method == "plot":
        assert reply["points"] == [(1.0, 4.0), (2.0, 32.0), (3.0, 108.0)]
    if method == "nudge":
        assert (reply["before"], reply["after"]) == (32.0, 62.5)


def test_a_mistake_of_the_second_pass_loses_what_it_loses_anywhere() -> None:
    """With g = (2x)² each sum of two contributions, in x.grad and in x, keeps the second one alone."""
    source = (
        "x = Value(2.0)\ny = x * x\ny.backward(create_graph=True)\ng = x.grad**1 * x.grad\nx.grad = 0\ng.backward()\n"
    )
    shown = trace(source, mistake="overwrite")
    assert (shown["truth"][0], shown["nodes"][0]["grad"]) == (16.0, 4.0)


def test_a_program_with_a_graph_of_gradients_is_not_static() -> None:
    """Where an operation has a kink, other leaf data give the gradient another graph."""
    assert trace(X + "y.backward(create_graph=True)\n")["static"] is False


PLAIN = """\
x = 1
for k in range(3):
    y = x**3/3 - 2*x
    x.grad = 0
    y.backward(create_graph=True)
    g = x.grad
    x.grad = 0
    g.backward()
    x.data -= g / x.grad
    print(k, x, g, f'{g:.2f}', abs(g) < 0.1)
"""


def test_in_plain_style_a_gradient_stands_for_its_number() -> None:
    assert [line["text"] for line in trace(PLAIN)["output"]] == [
        "0 1.5 -1.0 -1.00 False",
        "1 1.4166666666666667 0.25 0.25 False",
        "2 1.4142156862745099 0.006944444444444642 0.01 True",
    ]


@pytest.mark.parametrize(
    "again",
    ["x.grad = 0", "x.zero_grad()", "x.grad = 5", "y.backward()", "y._backward()"],
)
def test_a_new_number_in_a_gradient_has_no_graph(again: str) -> None:
    error = error_of(X + f"y.backward(create_graph=True)\n{again}\nx.grad.backward()\n")
    assert error["message"] == "`x.grad` is a plain number, which has no graph to go back through."
    assert error["hint"] == (
        "Write backward(create_graph=True) first: then x.grad is a Value where it depends on a leaf."
    )


def test_gradients_accumulate_with_their_graphs() -> None:
    twice = X + "y.backward(create_graph=True)\ny.backward(create_graph=True)\nx.grad.backward()\nprint(x.grad)\n"
    assert trace(twice)["output"][0]["text"] == "160.0"


def test_a_constant_has_no_gradient_as_a_value() -> None:
    source = "x = Value(2.0)\ny = x * 3\ny.backward(create_graph=True)\n"
    tape = Tape()
    run(source, tape)
    assert [value.data for value in tape.values] == [2.0, 3.0, 6.0, 1.0, 3.0]


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        (
            "backward(Value(1.0))",
            "`backward()` takes no gradient here: it begins with 1.",
            "Write backward(); to begin with 2, write (2 * y).backward().",
        ),
        (
            "backward(gradient=2.0)",
            "`backward()` takes no gradient here: it begins with 1.",
            "Write backward(); to begin with 2, write (2 * y).backward().",
        ),
        ("backward(inputs=[x])", "`backward()` has no argument `inputs` here.", "Leave it out."),
        (
            "backward(creategraph=True)",
            "`backward()` has no argument `creategraph` here.",
            "Did you mean create_graph?",
        ),
        ("backward(create_graph=1)", "`create_graph` is True or False.", "Write backward(create_graph=True)."),
    ],
)
def test_another_argument_is_refused(call: str, message: str, hint: str) -> None:
    error = error_of(X + f"y.{call}\n")
    assert (error["message"], error["hint"]) == (message, hint)


@pytest.mark.parametrize("call", ["backward(retain_graph=True)", "backward(retain_graph=False, create_graph=False)"])
def test_the_graph_is_kept_in_any_case(call: str) -> None:
    assert trace(X + f"y.{call}\ny.backward()\nprint(x.grad)\n")["output"][0]["text"] == "64.0"


def test_a_gradient_is_not_none() -> None:
    error = error_of(X + "y.backward(create_graph=True)\nx.grad = None\n")
    assert (error["message"], error["hint"]) == ("A gradient is a number, and not None.", "Write 0.0 to begin again.")


def test_a_value_is_no_step() -> None:
    error = error_of(X + "y.backward(create_graph=True)\nx.data -= 0.1 * x.grad\n")
    assert error["hint"] == "Write .data behind it."


def test_the_values_of_a_graph_of_gradients_are_charged() -> None:
    many = "x = Value(1.0)\ny = x\nfor i in range(20): y = y * x\ny.backward(create_graph=True)\n"
    for budget, excerpt in (
        (replace(SERVER, values=60), "more than 60 values"),
        (replace(BROWSER, steps=150), "more than 150 steps"),
    ):
        run(many.replace("create_graph=True", ""), Tape(budget=budget))
        with pytest.raises(PlaygroundError, match=excerpt):
            run(many, Tape(budget=budget))


def test_a_registered_operation_is_refused_where_it_stands() -> None:
    op = operation("cube", lambda a: a**3, lambda a, out: 3 * a * a)
    try:
        error = error_of("x = Value(2.0)\ny = cube(x)\ny.backward(create_graph=True)\n")
    finally:
        unregister(op)
    assert (error["code"], error["line"]) == ("unsupported", 3)
    assert error["message"].startswith("cube has no second derivative here")


def test_newtons_method_finds_the_root_of_2() -> None:
    (newton,) = (example.source for example in EXAMPLES if example.id == "newton")
    for level in LEVELS:
        shown = trace(newton, level=level)
        assert len(shown["nodes"]) < 20
        assert [float(line["text"].split()[1]) for line in shown["output"]] == pytest.approx(
            [1.5, 1.4166666666666667, 1.4142156862745099, 1.4142135623746899], rel=1e-15
        )


@pytest.mark.parametrize(("method", "params"), [("nudge", {"by": {"0": 2.0}}), ("check", {}), ("compile", {})])
def test_a_slope_that_was_chosen_at_a_kink_is_not_computed_for_other_numbers(
    method: str, params: dict[str, Any]
) -> None:
    source = "x = Value(-1.0)\ny = x * x.relu()\ny.backward(create_graph=True)\ng = x.grad\nx.grad = 0\ng.backward()\n"
    assert "chosen at a kink" in ask(method, source, **params)["error"]["message"]
    assert "error" not in ask(method, source, **params, **{"pass": 0})
    assert "error" not in ask(method, source.replace("x.relu()", "x.tanh()"), **params)
    moved = ask("trace", source, leaves={"0": 2.0})
    assert moved["nodes"][moved["roots"][0]]["data"] == 4.0
