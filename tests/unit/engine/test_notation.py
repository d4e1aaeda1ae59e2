"""Tests of the steps' texts: names, numbers, sentences and formulas."""

from __future__ import annotations

import pytest

from autograd_playground.engine.trace.notation import format_number, latex, latex_factor, latex_name, parenthesized
from tests.support.trace_player import trace


@pytest.mark.parametrize(
    ("x", "written", "formula"),
    [
        (0.0, "0", "0"),
        (-0.0, "−0", "-0"),
        (2.0, "2", "2"),
        (-3.5, "−3.5", "-3.5"),
        (1 / 3, "0.3333", "0.3333"),
        (1e-7, "1e−7", r"1 \cdot 10^{-7}"),
        (-1.2345e12, "−1.234e12", r"-1.234 \cdot 10^{12}"),
        (123456.789, "123457", "123457"),
        (12000.0, "12000", "12000"),
        (138.83381924, "138.83", "138.83"),
        (0.0123456, "0.01235", "0.01235"),
        (9.99999, "10", "10"),
        (10.0625, "10.062", "10.062"),
        (float("nan"), "NaN", r"\mathrm{NaN}"),
        (float("-inf"), "−Infinity", r"-\infty"),
    ],
)
def test_numbers_in_sentences_and_formulas(x: float, written: str, formula: str) -> None:
    assert format_number(x) == written
    assert latex(x) == formula


def test_a_number_that_is_an_operand_is_bracketed_where_it_would_be_misread() -> None:
    assert [latex_factor(x) for x in (2.0, -3.5, 1e-7)] == ["2", "(-3.5)", r"(1 \cdot 10^{-7})"]


@pytest.mark.parametrize(
    ("name", "operand", "formula"),
    [
        ("a", "a", "a"),
        ("x1", "x1", "x_{1}"),
        ("loss", "loss", r"\mathrm{loss}"),
        ("w_2", "w_2", "w_{2}"),
        ("L0N2.w1", "L0N2.w1", r"\texttt{L0N2.w1}"),
        ("a + b", "(a + b)", r"\texttt{a + b}"),
        ("tanh(n)", "tanh(n)", r"\texttt{tanh(n)}"),
        ("(a + b)₂", "(a + b)₂", r"\texttt{(a + b)₂}"),
        ("f(a) + g(b)", "(f(a) + g(b))", r"\texttt{f(a) + g(b)}"),
        ("50%_{x}", "(50%_{x})", r"\texttt{50\%\_\{x\}}"),
    ],
)
def test_names_in_sentences_and_formulas(name: str, operand: str, formula: str) -> None:
    assert parenthesized(name) == operand
    assert latex_name(name) == formula


def names(source: str) -> list[str]:
    return [node["name"] for node in trace(source)["nodes"]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = Value(1.0)\nb = a * 2\nb.backward()", ["a", "2", "b"]),
        ("a = Value(1.0)\na = a * 2\na.backward()", ["a₁", "2", "a₂"]),
        ("a = Value(1.0)\nL = (a + 1) * (a + 2)\nL.backward()", ["a", "1", "a + 1", "2", "a + 2", "L"]),
        ("a = Value(1.0)\nL = (a + 1) * (a + 1)\nL.backward()", ["a", "1", "(a + 1)₁", "1", "(a + 1)₂", "L"]),
        ("a = Value(1.0)\nL = a\nfor i in range(2):\n    L = tanh(L * a)\nL.backward()", ["a", "v1", "L₁", "v3", "L₂"]),
        ("a = Value(1.0, label='b')\nb = Value(2.0)\nL = a * b\nL.backward()", ["b₁", "b₂", "L"]),
        ("a = Value(1.0)\nL = relu(a * 1.23456789012345) * 2\nL.backward()", ["a", "1.2346", "v2", "v3", "2", "L"]),
    ],
)
def test_what_values_are_called(source: str, expected: list[str]) -> None:
    assert names(source) == expected


def test_parameters_are_called_by_layer_neuron_and_index() -> None:
    called = names("n = MLP(2, [2, 1])\nL = n([1.0, 2.0])\nL.backward()")
    assert [name for name in called if name.startswith("L") and "." in name] == [
        "L0N0.w0", "L0N0.w1", "L0N0.b", "L0N1.w0", "L0N1.w1", "L0N1.b", "L1N0.w0", "L1N0.w1", "L1N0.b",
    ]  # fmt: skip


def texts(source: str, phase: str) -> list[str]:
    return [step["text"] for step in trace(source)["steps"] if step["phase"] == phase]


def test_the_steps_of_the_search_say_what_it_does() -> None:
    assert texts("a = Value(3.0)\nb = a + a\nb.backward()", "order") == [
        "The search comes to b. It is computed from a and a, its operands, which go first.",
        "The search comes to a. It has no operands: nothing computes it.",
        "It has no operands, so a goes into the order, at place 1.",
        "b needs a, which the search has visited already. Nothing to do.",
        "Its operands are in the order, so b goes into the order, at place 2.",
    ]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("tanh(a)", "a gets (1 − L.data²) × L.grad = 0.42 × 1 = 0.42. It had 0, now it has 0.42."),
        ("a ** 3", "a gets 3 × a.data^(3 − 1) × L.grad = 3 × 1 = 3. It had 0, now it has 3."),
        ("exp(a)", "a gets L.data × L.grad = 2.7183 × 1 = 2.7183. It had 0, now it has 2.7183."),
        ("log(a)", "a gets 1 / a.data × L.grad = 1 × 1 = 1. It had 0, now it has 1."),
        ("max(a, 0)", "a gets (0.5 if a.data == 0 else a.data > 0) × L.grad = 1 × 1 = 1. It had 0, now it has 1."),
        ("a * -2", "a gets −2 × L.grad = −2 × 1 = −2. It had 0, now it has −2."),
    ],
)
def test_the_sentence_of_a_contribution(expression: str, text: str) -> None:
    sentences = texts(f"a = Value(1.0)\nL = {expression}\nL.backward()", "backward")
    assert text in sentences
