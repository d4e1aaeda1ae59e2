"""Tests of the lab's settings: every field has a default, and an invalid one is refused by its name."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.budgets import BROWSER
from autograd_playground.engine.lab.settings import Settings, settings_of
from autograd_playground.engine.service import api
from tests.support.error_shape import assert_error
from tests.support.trainings import VARIED


def ask(settings: object, method: str = "lab", **params: Any) -> dict[str, Any]:
    return api.handle({"method": method, "params": {"settings": settings, **params}})


def test_the_defaults_are_those_of_micrograds_demo() -> None:
    reply = ask({})
    assert reply["settings"] == {
        "data": {"kind": "demo", "count": 100, "noise": 0.1, "seed": 1},
        "layers": [16, 16],
        "activation": "relu",
        "output": "linear",
        "biases": "zero",
        "loss": "max-margin",
        "l2": 0.0001,
        "optimiser": "sgd",
        "rate": 1.0,
        "decay": 0.9,
        "over": 100,
        "batch": 0,
        "seed": 1337,
    }
    assert api.handle({"method": "lab"}) == reply


@pytest.mark.parametrize("training", VARIED)
def test_the_settings_of_a_reply_can_be_sent_again(training: str) -> None:
    settings = settings_of(VARIED[training])
    assert settings_of(settings.reply()) == settings
    assert settings != Settings()


REFUSED: list[tuple[object, str, str]] = [
    (3, "settings must be an object.", ""),
    ({"colour": 1}, "settings has no field 'colour'.", "Fields: data, layers,"),
    ({"data": []}, "data must be an object.", ""),
    ({"data": {"kind": "moon"}}, "data.kind is 'moon'.", "Allowed: lecture, demo, moons,"),
    ({"data": {"points": 3}}, "data has no field 'points'.", "Fields: kind, count, noise, seed, rows."),
    ({"data": {"count": 1}}, "data.count is 1; it must be a whole number from 2 to 10000.", ""),
    ({"data": {"count": 10_001}}, "data.count is 10001; it must be a whole number from 2 to 10000.", ""),
    ({"data": {"count": 10.5}}, "data.count is 10.5; it must be a whole number from 2 to 10000.", ""),
    ({"data": {"noise": -0.1}}, "data.noise is -0.1; it must be from 0 to 10.", ""),
    ({"data": {"seed": -1}}, "data.seed is -1; it must be a whole number from 0 to 4294967295.", ""),
    ({"data": {"kind": "moons", "rows": []}}, "data.rows is given with data.kind moons.", "Rows need the kind own."),
    ({"layers": 16}, "layers must be a list of up to 6 widths of hidden layers.", "Such as [16, 16]."),
    ({"layers": [1] * 7}, "layers must be a list of up to 6 widths of hidden layers.", ""),
    ({"layers": [16, 65]}, "layers[1] is 65; it must be a whole number from 1 to 64.", ""),
    ({"layers": [True]}, "layers[0] is True; it must be a whole number from 1 to 64.", ""),
    ({"activation": "gelu"}, "activation is 'gelu'.", "Allowed: relu, tanh, sigmoid."),
    ({"output": "softmax"}, "output is 'softmax'.", "Allowed: linear, same."),
    ({"biases": None}, "biases is None.", "Allowed: zero, uniform."),
    ({"loss": "hinge"}, "loss is 'hinge'.", "Allowed: max-margin, sum-squares, mean-squares, cross-entropy."),
    ({"optimiser": ["adam"]}, "optimiser is a list.", "Allowed: sgd, momentum, adam."),
    ({"l2": "much"}, "l2 must be a number", ""),
    ({"rate": 100_001}, "rate is 100001; it must be from 0 to 100000.", ""),
    ({"rate": "NaN"}, "rate must be a number", ""),
    ({"decay": 1.1}, "decay is 1.1; it must be from 0 to 1.", ""),
    ({"over": 0}, "over is 0; it must be a whole number from 1 to 1000000.", ""),
    ({"batch": -1}, "batch is -1; it must be a whole number from 0 to 10000.", ""),
    ({"seed": 1.0}, "seed is 1.0; it must be a whole number from 0 to 4294967295.", ""),
]


@pytest.mark.parametrize(("settings", "message", "hint"), REFUSED, ids=lambda part: ascii(part)[:40])
def test_an_invalid_field_is_refused_by_its_name(settings: object, message: str, hint: str) -> None:
    for method in ("lab", "lab_code", "lab_sample"):
        error = assert_error(ask(settings, method, **({"format": "jax"} if method == "lab_code" else {})))
        assert error["message"].startswith(message)
        assert error["hint"].startswith(hint)


OWN: list[tuple[object, str, str]] = [
    ("x", "data.rows must be a list of rows, such as [[0.5, -1.2, 1]].", ""),
    ([], "There are no rows.", "Give one at least"),
    ([[1, 2, 1], [1, 1]], "Row 2 has 2 numbers; the first has 3.", "Each row has the same inputs"),
    ([[1, 1], [1, 1], [1, 2, 3, 1]], "Row 3 has 4 numbers; the first has 2.", ""),
    ([[1]], "Row 1 has 1 number.", "A row has 1 to 8 inputs, and its label last."),
    ([[0] * 10], "Row 1 has 10 numbers.", "A row has 1 to 8 inputs, and its label last."),
    ([[1, 1], "1,1"], "Row 2 is '1,1'; a row is a list of numbers, its label last.", ""),
    ([[1, 1], [None, 1]], "Row 2, number 1: None is not a number that can be used.", ""),
    ([[1, 1], [1e301, 1]], "Row 2, number 1: 1e+301 is not a number that can be used.", ""),
    ([[1, True]], "Row 1, number 2: True is not a number that can be used.", ""),
    ([[1, 1], [2, 0], [3, 2]], "Row 3 has the label 2.0.", "Labels are -1 and 1, or 0 and 1, in all rows alike."),
    ([[1, 1], [2, 0], [3, -1]], "Row 2 has the label 0.0.", "Labels are -1 and 1, or 0 and 1, in all rows alike."),
    ([[1, 1]] * 10_001, "There are 10,001 rows; at most 10,000 are taken.", "Leave some of them out."),
]


@pytest.mark.parametrize(("rows", "message", "hint"), OWN, ids=lambda part: ascii(part)[:40])
def test_an_error_in_own_rows_names_the_row(rows: object, message: str, hint: str) -> None:
    error = assert_error(ask({"data": {"kind": "own", "rows": rows}}))
    assert error["message"] == message
    assert error["hint"].startswith(hint)


@pytest.mark.parametrize(
    ("labels", "become"), [([0, 1, 0], [-1, 1, -1]), ([-1, 1, 1], [-1, 1, 1]), ([1, 1, 1], [1, 1, 1])]
)
def test_labels_of_0_and_1_become_minus_1_and_1(labels: list[int], become: list[int]) -> None:
    rows = [[0.5, label] for label in labels]
    points = ask({"data": {"kind": "own", "rows": rows}})["points"]
    assert points == [[0.5, label] for label in become]


def test_ten_thousand_rows_of_eight_inputs_are_taken() -> None:
    rows = [[i / 7 + k for k in range(8)] + [i % 2] for i in range(10_000)]
    reply = ask({"data": {"kind": "own", "rows": rows}, "layers": [4]})
    assert reply["sizes"] == [8, 4, 1]
    assert len(reply["points"]) == 10_000


def test_a_network_that_is_too_large_for_the_server_is_left_to_the_browser() -> None:
    request = {"method": "lab", "params": {"settings": {"layers": [64, 64]}}}
    error = assert_error(api.handle(request), "limit")
    assert error["message"] == ("A network of 2, 64, 64, 1 has 4,417 parameters; the server compiles up to 1,666.")
    assert error["hint"] == "Take fewer or narrower layers. Or run it in the browser, which allows 8 times as much."
    assert len(api.handle(request, BROWSER)["parameters"]) == 4_417


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("lab", {"source": "a"}, "There is no parameter 'source'."),
        ("lab_code", {"format": "keras"}, "format is 'keras'."),
        ("lab_code", {"format": "jax", "mistakes": 1}, "mistakes must be an object."),
        ("lab_code", {"format": "jax", "mistakes": {"typo": True}}, "There is no mistake 'typo'."),
        ("lab_code", {"format": "jax", "mistakes": {"sign": 1}}, "mistakes.sign must be true or false."),
        ("lab_code", {"format": "jax", "steps": 0}, "steps is 0; it must be a whole number from 1 to 1000000."),
        ("lab_sample", {"row": 100, "parameters": []}, "row is 100; it must be a whole number from 0 to 99."),
        ("lab_sample", {"row": 0, "parameters": [1.0]}, "parameters must be a list of 337 numbers."),
        ("lab_sample", {"row": 0, "parameters": ["NaN"] * 337}, "parameters[0] must be a number"),
    ],
)
def test_an_invalid_parameter_of_a_method_is_refused(method: str, params: dict[str, Any], message: str) -> None:
    error = assert_error(api.handle({"method": method, "params": params}))
    assert error["message"].startswith(message)
