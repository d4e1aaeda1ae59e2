"""What sentences and boxes call the values of a graph: every name is unique, but for constants, which are called by their
number, and never empty."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import Span
from .notation import SUBSCRIPTS, format_number, latex_factor, latex_name, parenthesized
from .tape import Traced

_NEW_LINE = re.compile(r"\r\n?|\n")  # Python's; str.splitlines() knows more
LONGEST_EXPRESSION = 16  # characters of source text that still make a name


class Name(NamedTuple):
    """What a value is called.

    text    its name: `b`, `a + b`, or a constant's number
    factor  the same as an operand, in brackets if need be: `(a + b)`
    data    how sentences speak of its data: `b.data`, `(a + b).data`, or a constant's number
    latex   the name in LaTeX
    """

    text: str
    factor: str
    data: str
    latex: str


def _name(text: str, latex: str) -> Name:
    factor = parenthesized(text)
    return Name(text, factor, f"{factor}.data", latex)


def name_values(graph: Sequence[Traced], data: Sequence[float], source: str) -> list[Name]:
    """A name for each value of `graph`, in order.

    A label is a name; where the program uses it for several values they are numbered (c₁, c₂), and parameters of a network
    are told apart by layer and neuron (L0N2.w1). A result without a label is called by its source text, if that is short and
    means this value alone; else v12.
    """
    expressions = _expressions(graph, source)
    candidates = [
        _label(value) or (expressions.get(value.id, f"v{i}") if value.kind != "constant" else "")
        for i, value in enumerate(graph)
    ]
    uses = Counter(candidates)
    taken = {candidate for candidate in candidates if uses[candidate] == 1}
    seen: Counter[str] = Counter()
    names = []
    for i, candidate in enumerate(candidates):
        if not candidate:
            number = format_number(data[i])
            names.append(Name(number, number, number, latex_factor(data[i])))
        elif uses[candidate] == 1:
            names.append(_name(candidate, latex_name(candidate)))
        else:
            base = parenthesized(candidate)
            numbered = ""
            while not numbered or numbered in taken:  # the reader may have written c₁ as well
                seen[candidate] += 1
                numbered = base + str(seen[candidate]).translate(SUBSCRIPTS)
            taken.add(numbered)
            names.append(_name(numbered, latex_name(base, seen[candidate])))
    return names


def _label(value: Traced) -> str:
    if not value.label.strip():
        return ""
    if value.kind != "leaf" or not value.group:
        return value.label
    path = "".join(part.replace("Layer ", "L").replace("Neuron ", "N") for part in value.group if " " in part)
    return f"{path}.{value.label}" if path else value.label


def _expressions(graph: Sequence[Traced], source: str) -> dict[int, str]:
    """The source text of each result that is the one whole value of its span."""
    lines = _NEW_LINE.split(source)
    by_span: defaultdict[Span, list[Traced]] = defaultdict(list)
    for value in graph:
        if value.kind == "result" and value.span is not None and not value.group:
            by_span[value.span].append(value)
    expressions = {}
    for (line, column, end_line, end_column), values in by_span.items():
        if line != end_line or end_column - column > LONGEST_EXPRESSION or line > len(lines):
            continue
        inner = {operand.id for value in values for operand in value.operands if isinstance(operand, Traced)}
        whole = [value for value in values if value.id not in inner]
        if len(whole) == 1:
            expressions[whole[0].id] = lines[line - 1][column:end_column]
    return expressions
