"""Sentences and formulas of the steps: short, in the present tense, with the numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..ops import POW_NUMBER, LocalDerivative, Op
from .names import Name
from .notation import MINUS, format_number, latex, latex_factor, parenthesized

_PLACEHOLDER = re.compile(r"\{([ab])\}")
_OPERAND_DATA = re.compile(r"\b(self\.data|other\.data|out\.data|other)(?![A-Za-z_])")  # a ² may follow
_INFIX = {"+": "+", "-": MINUS, "*": "×", "/": "/", "**": "^", "**number": "^"}


def _fill(template: str, operands: Sequence[str]) -> str:
    pieces, indices = _parsed(template)
    parts = list(pieces)
    for i, index in enumerate(indices):
        parts[2 * i + 1] = operands[index]
    return "".join(parts)


@cache
def _parsed(template: str) -> tuple[list[str], list[int]]:
    """A template of ops.py split at its placeholders, every second piece, and the operand index of each placeholder."""
    pieces = _PLACEHOLDER.split(template)
    return pieces, ["ab".index(letter) for letter in pieces[1::2]]


def _expression(op: Op, operands: Sequence[str]) -> str:
    infix = _INFIX.get(op.name)
    if infix == "^":
        base = operands[0] if operands[0].startswith("(") else parenthesized(operands[0])
        return f"{base}^{operands[1]}"
    if infix is not None:
        return f"{operands[0]} {infix} {operands[1]}"
    if op.name == "neg":
        return f"{MINUS}{operands[0]}" if not operands[0].startswith(MINUS) else f"{MINUS}({operands[0]})"
    return f"{op.name}({', '.join(operands)})"


def operation(name: Name, op: Op, operands: Sequence[Name], numbers: Sequence[float], result: float) -> tuple[str, str]:
    """`e = a × b = 2 × −3 = −6.` and the same as LaTeX; for POW_NUMBER the second number is the exponent."""
    plain_numbers = [format_number(x) for x in numbers]
    latex_numbers = [latex_factor(x) for x in numbers]
    infix = op.name in _INFIX or op.name == "neg"
    symbols = [operand.factor if infix else operand.text for operand in operands]
    latex_operands = _latex_operands(op, operands)
    if op is POW_NUMBER:
        symbols.append(plain_numbers[1])
        latex_operands.append(latex(numbers[1]))
        latex_numbers[1] = latex(numbers[1])
    parts = dict.fromkeys([name.text, _expression(op, symbols), _expression(op, plain_numbers)])
    text = " = ".join([*parts, format_number(result)]) + "."
    formulas = [name.latex, _fill(op.latex, latex_operands), _fill(op.latex, latex_numbers), latex(result)]
    return text, " = ".join(formulas)


def _latex_operands(op: Op, operands: Sequence[Name]) -> list[str]:
    """The operands in LaTeX; expressions in brackets unless the operation's notation has brackets already."""
    infix = op.name in _INFIX or op.name == "neg"
    return [f"({name.latex})" if infix and name.factor != name.text else name.latex for name in operands]


def leaf(name: Name, data: float, earlier_grad: float) -> tuple[str, str]:
    text = f"{name.text} is a leaf: its data is {format_number(data)}."
    if earlier_grad:
        text += f" It still holds the gradient {format_number(earlier_grad)} from before."
    return text, f"{name.latex} = {latex(data)}"


def constant_root(name: Name) -> tuple[str, str]:
    return f"{name.text} is a constant.", name.latex


def enter(name: Name, operands: Sequence[Name]) -> str:
    if not operands:
        return f"The search comes to {name.text}. It has no operands."
    if len(operands) == 1:
        return f"The search comes to {name.text}. Its operand goes first: {operands[0].text}."
    return f"The search comes to {name.text}. Its operands go first: {operands[0].text}, then {operands[1].text}."


def seen(name: Name, consumer: Name) -> str:
    return f"{consumer.text} needs {name.text}, which the search has visited already. Nothing to do."


def append(name: Name, position: int, leaf: bool) -> str:
    reason = "It has no operands" if leaf else "Its operands are in the order"
    return f"{reason}, so {name.text} goes into the order, at place {position + 1}."


def seed(name: Name, resets: int, earlier_grad: float) -> tuple[str, str]:
    """`resets` counts the results whose gradient is reset; a root that is a leaf still holds its `earlier_grad`."""
    if earlier_grad:
        text = f"The backward pass starts at {name.text}: its derivative by itself, 1, is added to its grad "
        text += f"{format_number(earlier_grad)}."
    else:
        text = f"The backward pass starts at {name.text}: its grad is 1, the derivative of {name.text} by itself."
    if resets:
        text += " Gradients of results start afresh; those of leaves stay and will add up."
    return text, rf"\frac{{\partial {name.latex}}}{{\partial {name.latex}}} = 1"


def _local_derivative_text(derivative: LocalDerivative, operands: Sequence[str], out: str) -> str:
    """The local derivative with names: `b.data`, `(1 − o.data²)`, `3 × b.data^(3 − 1)`."""
    if derivative.text in ("1.0", "-1.0"):
        return format_number(float(derivative.text))
    names = {"self.data": operands[0], "out.data": out}
    if len(operands) > 1:
        names["other.data"] = names["other"] = operands[1]
    # Names are inserted last: they are user text, in which nothing may be replaced.
    return "".join([names.get(piece, piece) for piece in _local_derivative_parts(derivative.python)])


@cache
def _local_derivative_parts(python: str) -> list[str]:
    """The factor of a `_backward` line in the notation of the sentences, split at the operands and the result."""
    text = python.replace("math.", "").replace(" ** ", "^").replace("**2", "²").replace("**", "^")
    text = text.replace(" * ", " × ").replace(" - ", f" {MINUS} ").replace(".0", "")
    if text.startswith("-"):
        text = MINUS + text[1:]
    return _OPERAND_DATA.split(text)


def flow(
    root: Name,
    out: Name,
    target: Name,
    op: Op,
    operand: int,
    operands: Sequence[Name],
    exponent: float | None,
    numbers: tuple[float, float, float],
    before: float,
    after: float,
    overwrites: bool = False,
) -> tuple[str, str, str]:
    """Sentence, formula and `_backward` line of one contribution.

    `numbers` are the local derivative, the upstream gradient and their product.
    """
    local, upstream, contribution = numbers
    derivative = op.local_derivatives[operand]
    names = [name.data for name in operands]
    latex_operands = _latex_operands(op, operands)
    if exponent is not None:
        names.append(format_number(exponent))
        latex_operands.append(latex(exponent))
    symbolic = f"{_local_derivative_text(derivative, names, out.data)} × {out.factor}.grad"
    numeric = f"{format_number(local)} × {format_number(upstream)} = {format_number(contribution)}"
    text = (
        f"{target.text} gets {symbolic} = {numeric}. It had {format_number(before)}, now it has {format_number(after)}."
    )
    if overwrites and before:
        text += f" With = the {format_number(before)} is lost."
    plus, relation = ("", "=") if overwrites else ("+", r"\mathrel{+}=")
    d_root = rf"\frac{{\partial {root.latex}}}{{\partial {out.latex}}}"
    math = (
        rf"\frac{{\partial {root.latex}}}{{\partial {target.latex}}} {relation} "
        rf"\frac{{\partial {out.latex}}}{{\partial {target.latex}}} \cdot {d_root} = "
        rf"{_fill(derivative.latex, latex_operands)} \cdot {d_root} = "
        rf"{latex_factor(local)} \cdot {latex_factor(upstream)} = {latex(contribution)}"
    )
    factor = "out.grad" if derivative.text == "1.0" else f"{derivative.python} * out.grad"
    rule = f"{('self', 'other')[operand]}.grad {plus}= {factor}"
    return text, math, rule


def assign(name: Name, field: str, before: float, after: float) -> tuple[str, str]:
    return f"The program sets {name.text}.{field}: {format_number(before)} becomes {format_number(after)}.", ""


def zero(count: int) -> tuple[str, str]:
    return f"zero_grad() sets the gradient of {count} {'value' if count == 1 else 'values'} to 0.", ""


def other_pass(index: int, count: int, name: str, data: float) -> tuple[str, str]:
    return f"Pass {index + 1} of {count}: {name} = {format_number(data)}.", ""
