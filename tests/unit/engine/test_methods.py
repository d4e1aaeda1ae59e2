"""Tests of the methods on moved leaves: other data, nudges, plots and checks, at the pass that is shown."""

from __future__ import annotations

from math import exp, isnan, log, sqrt
from statistics import NormalDist
from typing import Any

import pytest

from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api
from tests.support.error_shape import assert_error
from tests.support.trace_player import trace

PARABOLA = "x = 3.0\nf = 3*x**2 - 4*x + 5"
LECTURE = "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\ne = a*b\nd = e + c\nf = Value(-2.0)\nL = d*f\nL.backward()"
TRAINING = (
    "w = Value(2.0)\nfor k in range(3):\n    L = w**2\n    w.grad = 0.0\n    L.backward()\n    w.data -= 0.25*w.grad"
)
WIDE = "L = Value(0.0)\nfor i in range(600):\n    L = L + Value(i)"


def ask(method: str, source: str, **params: Any) -> dict[str, Any]:
    reply = api.handle({"method": method, "params": {"source": source, **params}})
    assert "error" not in reply, reply["error"]
    return reply


def refused(method: str, source: str, **params: Any) -> dict[str, Any]:
    reply = api.handle({"method": method, "params": {"source": source, **params}})
    assert_error(reply)
    error: dict[str, Any] = reply["error"]
    return error


def axis(leaf: int = 0, start: float = -1.0, end: float = 1.0, count: int = 3) -> dict[str, Any]:
    return {"leaf": leaf, "from": start, "to": end, "count": count}


def leaf(shown: dict[str, Any], name: str) -> dict[str, Any]:
    return next(node for node in shown["nodes"] if node["name"] == name)


# other data for leaves


@pytest.mark.parametrize("source", [PARABOLA, PARABOLA.replace("3.0", "Value(3.0)", 1)])
def test_other_data_run_through_the_whole_program_in_either_style(source: str) -> None:
    shown = trace(source, leaves={"0": 1.0})
    assert leaf(shown, "x")["grad"] == 2.0
    assert leaf(shown, "f")["data"] == 4.0


def test_a_moved_leaf_states_the_number_in_the_text() -> None:
    shown = trace(LECTURE, leaves={"1": 4.0})
    assert (leaf(shown, "b")["data"], leaf(shown, "b")["written"]) == (4.0, -3.0)
    assert "written" not in leaf(shown, "a")


def test_other_data_leave_the_graph_as_it_is() -> None:
    def shape(shown: dict[str, Any]) -> list[Any]:
        return [(node["name"], node["op"], node["parents"]) for node in shown["nodes"]]

    assert shape(trace(LECTURE, leaves={"0": -7.25, "3": 0.0})) == shape(trace(LECTURE))


def test_ordinals_beyond_the_last_leaf_change_nothing() -> None:
    moved, written = trace(LECTURE, leaves={"99": 1.0}), trace(LECTURE)
    assert [warning["message"] for warning in moved.pop("warnings")] == [
        "A number is set for leaf 99, counted from 0, but this program makes 4 leaves: it has no effect."
    ]
    assert written.pop("warnings") == []
    assert moved == written


def test_a_leaf_that_the_program_moves_states_where_it_started() -> None:
    shown = trace(TRAINING)
    assert (leaf(shown, "w")["data"], leaf(shown, "w")["start"]) == (0.5, 2.0)
    assert "start" not in leaf(trace(TRAINING, **{"pass": 0}), "w")


def test_other_data_replace_the_number_that_a_leaf_starts_from() -> None:
    w = leaf(trace(TRAINING, leaves={"0": 4.0}), "w")
    assert (w["data"], w["start"], w["written"]) == (1.0, 4.0, 2.0)


# nudges


def test_a_nudge_moves_the_root_by_almost_the_gradient() -> None:
    reply = ask("nudge", PARABOLA, by={"0": 0.001})
    assert reply["before"] == 20.0
    assert reply["leaves"] == {"0": 3.001}
    assert (reply["after"] - reply["before"]) / 0.001 == pytest.approx(14.003)


def test_a_nudge_of_all_leaves_is_what_the_program_gives_there() -> None:
    by = {"0": 0.06, "1": -0.04, "2": -0.02, "3": 0.04}
    reply = ask("nudge", LECTURE, by=by)
    assert reply["after"] == leaf(trace(LECTURE, leaves=reply["leaves"]), "L")["data"]


def test_a_nudge_starts_from_other_data_where_they_are_given() -> None:
    assert ask("nudge", PARABOLA, leaves={"0": 1.0}, by={"0": 1.0})["leaves"] == {"0": 2.0}


def test_a_nudge_starts_from_the_shown_pass() -> None:
    reply = ask("nudge", TRAINING, by={"0": 0.5}, **{"pass": 1})
    assert (reply["before"], reply["after"], reply["leaves"]) == (1.0, 2.25, {"0": 1.5})


def test_nudging_a_leaf_that_is_not_there_is_refused() -> None:
    assert refused("nudge", PARABOLA, by={"7": 0.1})["message"] == "The graph has no leaf 7."


# plots


def test_a_plot_over_one_leaf_holds_the_curve_and_the_tangent() -> None:
    reply = ask("plot", PARABOLA, x=axis(start=-1.0, end=1.0))
    assert reply["points"] == [(-1.0, 12.0), (0.0, 5.0), (1.0, 4.0)]
    assert (reply["at"], reply["slope"]) == ((3.0, 20.0), 14.0)


def test_a_plot_over_two_leaves_has_a_row_for_each_y() -> None:
    reply = ask("plot", "x = 1.0\ny = 2.0\nf = x + 10*y", x=axis(0), y=axis(1, 0.0, 1.0, 2))
    assert (reply["xs"], reply["ys"]) == ([-1.0, 0.0, 1.0], [0.0, 1.0])
    assert reply["values"] == [[-1.0, 0.0, 1.0], [9.0, 10.0, 11.0]]
    assert (reply["at"], reply["gradient"]) == ((1.0, 2.0, 21.0), (1.0, 10.0))


def test_where_the_root_is_not_finite_the_plot_says_so() -> None:
    points = ask("plot", "x = 1.0\nf = log(x)", x=axis())["points"]
    assert isnan(points[0][1])
    assert points[1][1] == float("-inf")
    assert points[2][1] == 0.0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "x must be an object with leaf, from, to and count."),
        ({"leaf": 0}, "x must be an object with leaf, from, to and count."),
        (axis(count=1), "The count of x must be from 2 to 400."),
        (axis(leaf=3), "The graph has no leaf 3."),
        (axis(end=float("nan")), "The to of x must be a number between -1e+300 and 1e+300."),
    ],
)
def test_an_invalid_axis_is_refused(given: Any, message: str) -> None:
    assert refused("plot", PARABOLA, x=given)["message"] == message


def test_a_plot_that_takes_too_long_is_refused() -> None:
    error = refused("plot", WIDE, x=axis(count=400))
    assert (error["code"], error["hint"]) == ("limit", "Ask for fewer points.")


# checks


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_every_example_agrees_with_its_central_differences(example: Any) -> None:
    reply = ask("check", example.source)
    assert reply["complete"]
    assert [each["name"] for each in reply["leaves"] if not each["agrees"]] == []


def test_the_gradients_of_a_call_option_are_its_greeks() -> None:
    (source,) = (example.source for example in EXAMPLES if example.id == "black-scholes")
    leaves = {leaf["name"]: leaf for leaf in ask("check", source)["leaves"]}
    share, strike, years, rate, volatility = (leaves[name]["data"] for name in ("S", "K", "T", "r", "vol"))
    sd = volatility * sqrt(years)
    d1 = (log(share / strike) + (rate + volatility**2 / 2) * years) / sd
    normal = NormalDist()
    assert leaves["S"]["grad"] == pytest.approx(normal.cdf(d1), rel=1e-12)
    assert leaves["vol"]["grad"] == pytest.approx(share * normal.pdf(d1) * sqrt(years), rel=1e-12)
    discounted = strike * exp(-rate * years)
    assert leaves["r"]["grad"] == pytest.approx(discounted * years * normal.cdf(d1 - sd), rel=1e-12)
    assert leaves["K"]["grad"] == pytest.approx(-exp(-rate * years) * normal.cdf(d1 - sd), rel=1e-12)


def test_a_check_holds_where_the_leaves_are_moved() -> None:
    (x,) = ask("check", PARABOLA, leaves={"0": 10.0})["leaves"]
    assert (x["data"], x["grad"], x["agrees"]) == (10.0, 56.0, True)


def test_the_curve_runs_from_large_steps_to_small_ones() -> None:
    curve = ask("check", "x = 1.0\nf = exp(x)")["curve"]
    assert [point["h"] for point in curve] == pytest.approx([10.0**-k for k in range(1, 16)])
    best = min(curve, key=lambda point: point["error"])
    assert curve[0]["error"] > best["error"] < curve[-1]["error"]


def test_a_large_graph_is_checked_as_far_as_the_limit_allows() -> None:
    reply = ask("check", WIDE)
    assert not reply["complete"]
    assert 100 < len(reply["leaves"]) < 600
