"""Tests of the service's API: every input gets a reply, which is JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_playground.engine.budgets import BROWSER, SERVER
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api
from tests.support.cases import LECTURE
from tests.support.error_shape import assert_error
from tests.support.programs import BAD_REQUESTS
from tests.support.trace_player import trace

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SOURCES = st.sampled_from(["a = Value(2.0)\nL = a * a + 3\nL.backward()", "a = 1; b = a / 0", "a +", ""])
PARAMS = st.dictionaries(
    st.sampled_from(
        ["level", "pass", "names", "leaves", "mistake", "format", "closed", "constants", "x", "y", "by", "others"]
    ),
    JSON
    | st.sampled_from(["atoms", "latex", "overwrite", 0, 1, True])
    | st.fixed_dictionaries({"leaf": JSON, "from": JSON, "to": JSON, "count": JSON}),
    max_size=3,
)
REQUESTS = st.fixed_dictionaries(
    {"method": st.sampled_from(sorted(api.METHODS)) | JSON},
    optional={"params": st.builds(lambda source, rest: {"source": source, **rest}, SOURCES | JSON, PARAMS) | JSON},
)


@given(REQUESTS | JSON)
def test_any_request_has_a_reply_that_is_json(request: Any) -> None:
    reply = api.handle(request)
    text = api.encode(reply)
    assert text.isascii()
    parsed = json.loads(text, parse_constant=lambda constant: pytest.fail(f"{constant} is not JSON"))
    if "error" in parsed:
        assert_error(parsed)
    else:
        assert parsed["version"] == 1


@given(st.text(max_size=60))
def test_any_text_has_a_reply(text: str) -> None:
    assert json.loads(api.handle_json(text, "browser"))


@pytest.mark.parametrize(("request_", "code"), BAD_REQUESTS)
def test_a_bad_request_has_an_error_with_its_code(request_: Any, code: str) -> None:
    assert_error(api.handle(request_), code)


@pytest.mark.parametrize(
    "huge", [10**400, 10**5000, [[10**5000]], -(10**5000)], ids=["long", "longer", "listed", "negative"]
)
@pytest.mark.parametrize("param", ["level", "pass", "names", "leaves", "mistake", "format"])
def test_numbers_too_long_to_be_written_are_refused(param: str, huge: object) -> None:
    assert_error(api.handle({"method": "trace", "params": {"source": "a = 1", param: huge}}))
    assert_error(api.handle({"method": huge, "params": {}}))


def test_a_request_nested_without_end_is_refused() -> None:
    assert_error(api.handle_json("[" * 100_000, "server"), "syntax")
    nested: Any = "deep"
    for _ in range(900):
        nested = [nested]
    assert_error(api.handle({"method": "trace", "params": {"source": "a = 1", "level": nested}}), "value")


def test_numbers_that_json_lacks_are_encoded_as_strings() -> None:
    source = "a = Value(1000.0)\nb = exp(a)\nc = b - b\nd = -b\nL = c + d\nL.backward()"
    nodes = json.loads(api.encode(trace(source)))["nodes"]
    data = {node["label"]: node["data"] for node in nodes if node["label"]}
    assert data == {"a": 1000.0, "b": "Infinity", "c": "NaN", "d": "-Infinity", "L": "NaN"}


def test_a_lone_surrogate_in_the_text_is_a_syntax_error() -> None:
    assert_error(api.handle_json('{"method":"trace","params":{"source":"a = \\ud800"}}', "server"), "syntax")


def test_names_are_leaves_that_the_program_finds() -> None:
    shown = trace("L = w * 3", names={"w": 2})
    assert [(node["name"], node["kind"]) for node in shown["nodes"]] == [
        ("w", "leaf"),
        ("3", "constant"),
        ("L", "result"),
    ]


@pytest.mark.parametrize(
    ("source", "leaves", "message"),
    [
        ("a = Value(2.0)\nb = a * 3", {"0": 1.0}, None),
        ("a = Value(2.0)\nb = a * 3", {"0": 1.0, "7": 1.0}, "leaf 7, counted from 0, but this program makes one leaf:"),
        ("a = 2\nb = a * 3\nc = 4", {"2": 1.0}, "leaf 2, counted from 0, but this program makes 2 leaves:"),
        ("print('text')", {"0": 1.0}, "leaf 0, counted from 0, but this program makes no leaf:"),
    ],
)
def test_data_of_a_leaf_that_is_not_there_get_a_warning(
    source: str, leaves: dict[str, float], message: str | None
) -> None:
    warnings = trace(source, leaves=leaves)["warnings"]
    assert len(warnings) == (message is not None)
    assert all(message in warning["message"] for warning in warnings if message)


def test_the_warning_about_a_last_line_is_there_without_a_graph() -> None:
    assert "gives a list" in trace("[1, 2]")["warnings"][0]["message"]


def test_leaves_get_other_data_by_their_ordinal() -> None:
    shown = trace(LECTURE, leaves={"0": 5.0, "3": 1.0})
    assert {node["label"]: node["data"] for node in shown["nodes"]} == {
        "a": 5.0, "b": -3.0, "c": 10.0, "f": 1.0, "e": -15.0, "d": -5.0, "L": -5.0,
    }  # fmt: skip


def test_the_browser_may_do_eight_times_what_the_server_may() -> None:
    request = {
        "method": "trace",
        "params": {"source": "a = Value(1.0)\nfor i in range(3000):\n    a = a + 1\na.backward()"},
    }
    assert_error(api.handle(request, SERVER), "limit")
    assert "error" not in api.handle(request, BROWSER)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_every_example_agrees_with_its_central_differences(example: Any) -> None:
    reply = api.handle({"method": "check", "params": {"source": example.source}})
    assert [leaf["name"] for leaf in reply["leaves"] if not leaf["agrees"]] == []


def test_the_checks_curve_falls_and_rises_again() -> None:
    reply = api.handle({"method": "check", "params": {"source": "a = Value(1.0)\nL = exp(a)\nL.backward()"}})
    errors = [point["error"] for point in reply["curve"]]
    assert [point["h"] for point in reply["curve"]] == [10.0**-k for k in range(1, 16)]
    assert errors[0] > errors[1] > errors[2] > 1000 * errors[4]
    assert errors[14] > 1000 * errors[4]


def test_a_check_of_a_kink_names_it_and_both_slopes() -> None:
    reply = api.handle({"method": "check", "params": {"source": "a = Value(0.0)\nL = relu(a)\nL.backward()"}})
    (leaf,) = reply["leaves"]
    assert (leaf["grad"], leaf["verdict"], leaf["agrees"]) == (0.0, "kink", False)
    assert leaf["reason"] == "relu at 0, in L: the slope of L is 0 on the left and 1 on the right; backward() takes 0."
    assert abs(leaf["numeric"] - 0.5) < 1e-9
