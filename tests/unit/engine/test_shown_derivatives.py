"""Tests of what a step shows of a local derivative: evaluated, each text gives the contribution itself."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from autograd_playground.engine.ops import NAMED, OPS, LocalDerivative, Op
from autograd_playground.engine.trace import expressions
from tests.support.latex_value import FUNCTIONS, evaluate
from tests.support.operations import POINTS, ROWS, Point
from tests.support.trace_player import trace

UPSTREAM = 3.0  # the factor that shows a missing bracket
_SIGNS = {"×": "*", "−": "-", "^": "**", "²": "**2", "π": "math.pi"}


class Shown:
    """A name in a sentence: an operand, which is called by its expression where it is one, or a result."""

    def __init__(self, data: float, grad: float = 0.0) -> None:
        self.data = data
        self.grad = grad

    def __add__(self, nothing: int) -> Shown:
        return self


def programs(name: str, point: Point) -> Iterator[str]:
    """Programs with z as the operation's result: on leaves, on expressions, and on numbers where it takes them."""
    row = ROWS[name]
    operands = "xy"[: len(row.slopes)]
    leaves = [f"{letter} = Value({number!r})" for letter, number in zip("xy", point, strict=False)]
    literals = row.expression
    for letter, number in zip("xy", point, strict=False):
        literals = re.sub(rf"\b{letter}\b", repr(number) if number >= 0 else f"({number!r})", literals)
    written = re.sub(r"\by\b", literals.rpartition(" ")[2], row.expression) if len(operands) < len(point) else ""
    named = written or row.expression
    forms = [named, re.sub(rf"\b[{operands}]\b", r"(\g<0> + 0)", named)]
    if name in NAMED and name not in ("abs", "max", "min"):  # those give plain numbers for plain numbers
        forms.append(literals)
    for form in forms:
        yield "\n".join([*leaves[: len(operands)], f"z = {form}", f"L = z * {UPSTREAM}", "L.backward()", ""])


def flows(name: str, point: Point) -> Iterator[tuple[dict[str, Any], dict[str, Shown]]]:
    """The steps that give the operation's operands their contributions, with all names that their texts may use."""
    letters = dict(zip("xy", map(Shown, point), strict=False))
    z = Shown(OPS[name].forward(*point), UPSTREAM)
    for source in programs(name, point):
        shown = trace(source, level="compact")
        (root,) = (node["id"] for node in shown["nodes"] if node["name"] == "z")
        steps = [step for step in shown["steps"] if step["kind"] == "flow" and step["from"] == root]
        assert len(steps) == OPS[name].arity
        for step in steps:
            yield step, {**letters, "z": z}


def expected(name: str, point: Point, operand: int) -> float:
    a, b = (*point, 0.0)[:2]
    return UPSTREAM * OPS[name].derivatives[operand](a, b, OPS[name].forward(*point))


def close(given: float, right: float) -> bool:
    return math.isclose(given, right, rel_tol=1e-12, abs_tol=1e-15)


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_the_backward_line_runs_and_adds_the_contribution(name: str, point: Point) -> None:
    for step, _ in flows(name, point):
        assert_adds(name, point, step["operand"], step["rule"])


def assert_adds(name: str, point: Point, operand: int, rule: str) -> None:
    """The line as Python; `exec` is safe: the engine wrote it."""
    both = [SimpleNamespace(data=number, grad=0.5) for number in point]
    scope: dict[str, Any] = {
        **FUNCTIONS,
        "math": math,
        "self": both[0],
        "other": point[-1] if name == "**number" else both[-1],
        "out": SimpleNamespace(data=OPS[name].forward(*point), grad=UPSTREAM),
    }
    exec(rule, scope)
    assert close(both[operand].grad - 0.5, expected(name, point, operand)), rule


@pytest.mark.parametrize("name", ["max", "min"])
def test_the_backward_line_is_true_at_a_tie_too(name: str) -> None:
    for step, _ in flows(name, (1.5, 1.5)):
        assert_adds(name, (1.5, 1.5), step["operand"], step["rule"])


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_the_sentence_multiplies_to_the_contribution(name: str, point: Point) -> None:
    for step, names in flows(name, point):
        symbolic = step["text"].partition(" gets ")[2].partition(" = ")[0]
        python = "".join(_SIGNS.get(sign, sign) for sign in symbolic)
        # `eval` is safe: the engine wrote the sentence, of names that the table has.
        given = eval(python, {**FUNCTIONS, "math": math, **names})
        assert close(given, expected(name, point, step["operand"])), symbolic


@pytest.mark.parametrize(("name", "point"), POINTS)
def test_the_formula_multiplies_to_the_contribution(name: str, point: Point) -> None:
    # The derivative by a constant, which nobody asks for, has no formula.
    steps = [(step, names) for step, names in flows(name, point) if step["math"]]
    assert len(steps) >= OPS[name].arity
    for step, names in steps:
        numbers = {letter: shown.data for letter, shown in names.items()}
        numbers |= {f"{letter} + 0": number for letter, number in numbers.items()}
        _, formula, rounded, result = step["math"].split(" = ")
        right = expected(name, point, step["operand"])
        assert close(evaluate(formula, numbers, UPSTREAM), right), formula
        assert evaluate(rounded, {}, 0.0) == pytest.approx(right, rel=1e-2, abs=1e-3), rounded
        assert evaluate(result, {}, 0.0) == pytest.approx(right, rel=1e-3, abs=1e-4), result


@pytest.mark.parametrize(
    ("expression", "python", "words", "formula"),
    [
        ("a + b", "({a} + {b})", "({a} + {b})", r"\left({a} + {(b)}\right)"),
        ("a - (b - a)", "({a} - ({b} - {a}))", "({a} − ({b} − {a}))", r"\left({a} - ({b} - {(a)})\right)"),
        ("a * (b * a)", "{a} * ({b} * {a})", "{a} × ({b} × {a})", r"{(a)} \cdot ({(b)} \cdot {(a)})"),
        ("a * (b + 1)", "{a} * ({b} + 1)", "{a} × ({b} + 1)", r"{(a)} \cdot ({b} + 1)"),
        ("a / (b / a)", "{a} / ({b} / {a})", "{a} / ({b} / {a})", r"\frac{{a}}{\frac{{b}}{{a}}}"),
        ("-(a + 1)", "-({a} + 1)", "−({a} + 1)", "-({a} + 1)"),
        ("-(a * b)", "-{a} * {b}", "−{a} × {b}", r"-{(a)} \cdot {(b)}"),
        ("-(-a * b)", "-(-{a} * {b})", "−(−{(a)} × {b})", r"-(-{(a)} \cdot {(b)})"),
        ("a * -b", "{a} * (-{b})", "{a} × (−{(b)})", r"{(a)} \cdot (-{(b)})"),
        ("a - -b", "({a} - (-{b}))", "({a} − (−{(b)}))", r"\left({a} - (-{(b)})\right)"),
        ("(-a) ** 2", "(-{a}) ** 2", "(−{(a)})²", "(-{(a)})^2"),
        ("-a ** 2", "-{a}**2", "−{(a)}²", "-{(a)}^2"),
        ("(a + 1) ** (a * b)", "({a} + 1) ** ({a} * {b})", "({a} + 1)^({a} × {b})", r"({a} + 1)^{{(a)} \cdot {(b)}}"),
        ("exp(a) ** 2", "math.exp({a}) ** 2", "exp({a})²", "(e^{{a}})^2"),
        ("a > b", "({a} > {b})", "({a} > {b})", r"\mathbf{1}[{a} > {b}]"),
        ("tanh(a - 1) * pi", "math.tanh({a} - 1) * math.pi", "tanh({a} − 1) × π", r"\tanh({a} - 1) \cdot \pi"),
    ],
)
def test_brackets_follow_from_the_tree(expression: str, python: str, words: str, formula: str) -> None:
    derivative = LocalDerivative(expression)
    op = Op("test", "a", r"\operatorname{test}({a}, {b})", derivative, derivative)
    assert expressions.in_python(derivative) == python
    assert expressions.in_words(derivative) == words
    assert expressions.in_latex(op, derivative) == formula


def test_what_a_row_typesets_itself_gets_the_brackets_of_its_expression() -> None:
    def shown(expression: str) -> str:
        return expressions.in_latex(OPS["tanh"], LocalDerivative("0.0", expression, "1 - x"))

    assert [shown("1 - a"), shown("a * b"), shown("a > b")] == [r"\left(1 - x\right)", "1 - x", "1 - x"]
