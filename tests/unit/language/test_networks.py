"""Tests of an MLP's arguments in a program: its activations and its weights."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.service import api
from tests.support.error_shape import assert_error


def trace(source: str) -> dict[str, Any]:
    return api.handle({"method": "trace", "params": {"source": source}})


def operations(arguments: str) -> list[str]:
    """The operations that are neither sums nor products, in the order of the layers."""
    reply = trace(f"n = MLP(2, [1, 1]{arguments})\nn([1.0, 2.0])")
    return [node["op"] for node in reply["nodes"] if node["op"] not in ("", "+", "*")]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", ["relu"]),
        (", convention='lecture'", ["tanh", "tanh"]),
        (", activation='tanh'", ["tanh"]),
        (", activation='sigmoid', output='same'", ["sigmoid", "sigmoid"]),
        (", convention='lecture', output='linear'", ["tanh"]),
        (", convention='lecture', activation='relu'", ["relu", "relu"]),
    ],
)
def test_activations_are_the_conventions_or_those_named(arguments: str, expected: list[str]) -> None:
    assert operations(arguments) == expected


def test_weights_are_given_neuron_by_neuron_with_the_bias_last() -> None:
    reply = trace("n = MLP(2, [2, 1], weights=[1, -2, 0.5, 3.25, 4, -0.25, 1e-9, 2, 7])\nn([1.0, 2.0])")
    leaves = {node["name"]: node["data"] for node in reply["nodes"] if node["group"] and node["kind"] == "leaf"}
    assert leaves == {
        "L0N0.w0": 1.0, "L0N0.w1": -2.0, "L0N0.b": 0.5, "L0N1.w0": 3.25, "L0N1.w1": 4.0, "L0N1.b": -0.25,
        "L1N0.w0": 1e-9, "L1N0.w1": 2.0, "L1N0.b": 7.0,
    }  # fmt: skip
    assert not [step for step in reply["steps"] if step["kind"] == "assign"]


def test_given_weights_draw_no_random_numbers() -> None:
    given = "n = MLP(1, [1], weights=[0.5, 0.5])\n"
    first, second = (trace(f"{text}a = Value(random.uniform(-1, 1))\nb = a * 2") for text in ("", given))
    assert [node["data"] for node in first["nodes"]] == [node["data"] for node in second["nodes"]]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("activation='gelu'", "value", "The activation is 'relu' or 'tanh' or 'sigmoid'."),
        ("activation=3", "value", "The activation is 'relu' or 'tanh' or 'sigmoid'."),
        ("output='soft'", "value", "The output is 'linear' or 'same'."),
        ("convention='keras'", "value", "The convention is 'micrograd' or 'lecture'."),
        ("weights=[1, 2]", "value", "The weights are 2 numbers; this MLP has 3 parameters."),
        ("weights=3", "type", "The weights of an MLP are a list of numbers, not a whole number."),
        ("weights=['a', 1, 2]", "type", "A number is needed here, not a string."),
        ("weights=[Value(1), 1, 2]", "type", "A number is needed here, not a Value."),
        ("start=[1]", "type", "`MLP()` has no argument `start` here."),
    ],
)
def test_an_invalid_argument_is_refused_with_a_message(arguments: str, code: str, message: str) -> None:
    error = assert_error(trace(f"n = MLP(2, [1], {arguments})\nn([1.0, 2.0])"), code)
    assert error["message"] == message


@pytest.mark.parametrize("module", ["Neuron(2", "Layer(2, 1"])
@pytest.mark.parametrize("argument", ["activation='tanh'", "output='same'", "weights=[1, 2, 3]"])
def test_a_neuron_and_a_layer_take_fewer_arguments(module: str, argument: str) -> None:
    error = assert_error(trace(f"n = {module}, {argument})\nn([1.0, 2.0])"), "type")
    assert "has no argument" in error["message"]
