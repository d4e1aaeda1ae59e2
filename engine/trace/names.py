"""Display names of the values of a graph, never empty and unique, except that constants are named by their number."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import Span
from ..meter import Meter, json_bytes
from .notation import SUBSCRIPTS, format_number, latex_factor, latex_name, parenthesized
from .tape import Traced

_NEW_LINE = re.compile(r"\r\n?|\n")  # as in Python's source code; str.splitlines() splits at more characters
LONGEST_EXPRESSION = 16  # maximum length of source text that is used as a name, in characters


class Name(NamedTuple):
    """The forms of a value's name.

    text    the name: `b`, `a + b`, or a constant's number
    factor  the name as an operand, in brackets if necessary: `(a + b)`
    data    its data in sentences: `b.data`, `(a + b).data`, or a constant's number
    latex   the name in LaTeX
    """

    text: str
    factor: str
    data: str
    latex: str

    @property
    def differential(self) -> str:
        """The name in LaTeX after a ∂, in brackets if it is an expression."""
        return self.latex if self.factor == self.text else f"({self.latex})"


def _name(text: str, latex: str) -> Name:
    factor = parenthesized(text)
    return Name(text, factor, f"{factor}.data", latex)


def name_values(graph: Sequence[Traced], data: Sequence[float], source: str, meter: Meter) -> list[Name]:
    """A name for each value of `graph`, in order.

    A label is a name. If the program uses one for several values, these are numbered (c₁, c₂); parameters of a network
    are prefixed with layer and neuron (L0N2.w1). A gradient without a label is called x.grad. The name of a result
    without a label is its source text, if that is short and belongs to this value only; else v12.
    """
    expressions = _expressions(graph, source)
    candidates = [
        _label(value) or _gradient_of(value) or (expressions.get(value.id, f"v{i}") if value.kind != "constant" else "")
        for i, value in enumerate(graph)
    ]
    uses = Counter(candidates)
    taken = {candidate for candidate in candidates if uses[candidate] == 1}
    seen: Counter[str] = Counter()
    names = []
    for i, candidate in enumerate(meter.timed(candidates)):
        if not candidate:
            number = format_number(data[i])
            names.append(Name(number, number, number, latex_factor(data[i])))
        elif uses[candidate] == 1:
            names.append(_name(candidate, latex_name(candidate)))
        else:
            base = parenthesized(candidate)
            numbered = ""
            while not numbered or numbered in taken:  # the program may use the label c₁, too
                seen[candidate] += 1
                numbered = base + str(seen[candidate]).translate(SUBSCRIPTS)
            taken.add(numbered)
            names.append(_name(numbered, latex_name(base, seen[candidate])))
        meter.charge(json_bytes(names[-1].text) + json_bytes(names[-1].latex), graph[i].span)
    return names


def _label(value: Traced) -> str:
    if not value.label.strip():
        return ""
    if value.kind != "leaf" or not value.group:
        return value.label
    path = "".join(part.replace("Layer ", "L").replace("Neuron ", "N") for part in value.group if " " in part)
    return f"{path}.{value.label}" if path else value.label


def _gradient_of(value: Traced) -> str:
    """`x.grad`, for the gradient of x after backward(create_graph=True)."""
    label = _label(value.source) if value.source is not None else ""
    return f"{parenthesized(label)}.grad" if label else ""


def _expressions(graph: Sequence[Traced], source: str) -> dict[int, str]:
    """Source text by id, for each result that is the only outermost value of its span."""
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
        outermost = [value for value in values if value.id not in inner]
        if len(outermost) == 1:
            expressions[outermost[0].id] = lines[line - 1][column:end_column]
    return expressions
