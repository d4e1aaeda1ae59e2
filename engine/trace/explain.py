"""Sentences and formulas of the steps: short, in the present tense, with the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from ..ops import POW_NUMBER, Op
from .by_hand import agree
from .expressions import fill, in_latex, in_python, in_words, object_names
from .names import Name
from .notation import MINUS, format_change, format_number, latex, latex_factor, parenthesized

_INFIX = {"+": "+", "-": MINUS, "*": "×", "/": "/", "**": "^", "**number": "^"}


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
    exponent = numbers[1] if op is POW_NUMBER else None
    if exponent is not None:
        symbols.append(plain_numbers[1])
        latex_numbers[1] = latex(exponent)
    parts = dict.fromkeys([name.text, _expression(op, symbols), _expression(op, plain_numbers)])
    text = " = ".join([*parts, format_number(result)]) + "."
    by_name, by_number = _latex_names(op, operands, exponent), dict(zip("ab", latex_numbers, strict=False))
    formulas = [name.latex, fill(op.latex, by_name), fill(op.latex, by_number), latex(result)]
    return text, " = ".join(formulas)


def whole(op: Op) -> str:
    """What is added where an operation is not taken apart, although this level takes it apart elsewhere."""
    return f" {'The division' if op.name == '/' else op.name} stays whole here: in pieces it would lose digits."


def _latex_names(op: Op, operands: Sequence[Name], exponent: float | None) -> dict[str, str]:
    """What replaces the placeholders of a formula: `{(a)}` is an operand in brackets if it is an expression.

    The formula of an infix operation has no brackets of its own, so there `{a}` is the same.
    """
    infix = op.name in _INFIX or op.name == "neg"
    names = {}
    for letter, name in zip("ab", operands, strict=False):
        bracketed = f"({name.latex})" if name.factor != name.text else name.latex
        names[f"({letter})"] = bracketed
        names[letter] = bracketed if infix else name.latex
    if exponent is not None:
        names["b"] = names["(b)"] = latex(exponent)
    return names


def _data_names(out: Name, operands: Sequence[Name], exponent: float | None) -> dict[str, str]:
    """What replaces the placeholders of a sentence: `{(a)}` is an operand in brackets if it is a negative number."""
    names = {"out": out.data}
    for letter, name in zip("ab", operands, strict=False):
        names[letter] = name.data
        names[f"({letter})"] = f"({name.data})" if name.data.startswith(MINUS) else name.data
    if exponent is not None:
        names["b"] = names["(b)"] = format_number(exponent)
    return names


def leaf(name: Name, data: float, earlier_grad: float) -> tuple[str, str]:
    text = f"{name.text} is a leaf: its data is {format_number(data)}."
    if earlier_grad:
        text += f" It still holds the gradient {format_number(earlier_grad)} from before."
    return text, f"{name.latex} = {latex(data)}"


def constant_root(name: Name) -> tuple[str, str]:
    return f"{name.text} is a constant.", name.latex


def enter(name: Name, operands: Sequence[Name]) -> str:
    if not operands:
        return f"The search comes to {name.text}. It has no operands: nothing computes it."
    if len(operands) == 1:
        return (
            f"The search comes to {name.text}. It is computed from {operands[0].text}, its operand, which goes first."
        )
    both = f"{operands[0].text} and {operands[1].text}"
    return f"The search comes to {name.text}. It is computed from {both}, its operands, which go first."


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
    return text, rf"\frac{{\partial {name.differential}}}{{\partial {name.differential}}} = 1"


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
    symbolic = f"{fill(in_words(derivative), _data_names(out, operands, exponent))} × {out.factor}.grad"
    numeric = f"{format_number(local)} × {format_number(upstream)} = {format_number(contribution)}"
    had, has = format_change(before, after)
    text = f"{target.text} gets {symbolic} = {numeric}. It had {had}, now it has {has}."
    plus, relation = ("", "=") if overwrites else ("+", r"\mathrel{+}=")
    d_root = rf"\frac{{\partial {root.differential}}}{{\partial {out.differential}}}"
    math = (
        rf"\frac{{\partial {root.differential}}}{{\partial {target.differential}}} {relation} "
        rf"\frac{{\partial {out.differential}}}{{\partial {target.differential}}} \cdot {d_root} = "
        rf"{fill(in_latex(op, derivative), _latex_names(op, operands, exponent))} \cdot {d_root} = "
        rf"{latex_factor(local)} \cdot {latex_factor(upstream)} = {latex(contribution)}"
    )
    factor = "out.grad" if derivative.text == "1.0" else f"{fill(in_python(derivative), object_names(op))} * out.grad"
    rule = f"{('self', 'other')[operand]}.grad {plus}= {factor}"
    return text, math, rule


def assign(name: Name, field: str, before: float, after: float) -> tuple[str, str]:
    old, new = format_change(before, after)
    return f"The program sets {name.text}.{field}: {old} becomes {new}.", ""


def by_hand(name: Name, grad: float, truth: float) -> str:
    """One gradient that the program sets itself, beside that of backward()."""
    text = f"The program sets {name.text}.grad by hand: {format_number(grad)}. backward() gives "
    return text + ("the same." if agree(grad, truth) else f"{format_number(truth)}.")


def backward_of(name: str, operands: Sequence[Name]) -> str:
    """A call of one value's _backward(), as a whole."""
    return (
        f"{name or 'A value'}._backward() adds to the grad of {' and '.join(dict.fromkeys(o.text for o in operands))}."
    )


def zero(count: int) -> tuple[str, str]:
    return f"zero_grad() sets the gradient of {count} {'value' if count == 1 else 'values'} to 0.", ""


def other_pass(index: int, count: int, name: str, data: float) -> tuple[str, str]:
    return f"Pass {index + 1} of {count}: {name} = {format_number(data)}.", ""
