"""Comparison with another library: its program beside the reader's own lines, with what differs explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..contract.common import Library, LinePart
from ..contract.replies import ComparedLine, ComparedRow, TraceReply
from ..meter import Meter
from .export import LIBRARIES, Line

MOST_LINES = 12  # of a library's that stand beside one line of the reader's; the others are counted

_COMPUTING: tuple[LinePart, ...] = ("leaf", "constant", "result")

# What differs, said beside the first line of its kind.
_NOTES: Mapping[Library, Mapping[LinePart, str]] = {
    "torch": {
        "import": "A tensor that holds one number takes the place of Value.",
        "leaf": "A tensor gets no gradient unless it asks for one: requires_grad=True. PyTorch computes with 32 bits "
        "unless told otherwise; float64 has as many digits as Python's numbers.",
        "constant": "A constant does not ask for a gradient, so nothing is computed for it.",
        "result": "As here, the graph is recorded while the operations run. The gradient of a result is thrown away "
        "after it has been passed on, unless retain_grad() keeps it.",
        "carried": "Leaves keep their gradients between passes, as here, until zero_grad() of an optimizer.",
        "backward": "backward() frees the graph as it walks: a second call on it needs retain_graph=True in the first. "
        "Gradients of leaves add up until zero_grad().",
        "root": "item() takes the number out of a tensor: here it is data.",
        "grad": "A gradient is a tensor too; item() takes the number out.",
    },
    "jax": {
        "import": "jax.numpy has the functions; there is no Value, numbers stay numbers.",
        "precision": "JAX computes with 32 bits unless told otherwise.",
        "function": "JAX differentiates functions: the program becomes a function of its leaves.",
        "leaf": "The leaves are the arguments of the function.",
        "constant": "A constant is a number inside of the function.",
        "result": "Nothing is kept on a value: jax.grad calls the function with tracers, which record the graph.",
        "carried": "A function has no memory: what earlier passes left is added by hand.",
        "root": "The function itself gives the forward pass.",
        "grad": "jax.grad makes a new function, the derivative by argument number argnums. There is no .grad, so "
        "there is nothing to set to zero, and no backward() to call twice.",
    },
    "micrograd": {
        "import": "The Value that the lecture builds, in 90 lines.",
        "definition": "micrograd has + - * / ** and relu; what else the program uses is defined here in the same way.",
        "leaf": "As here, without a label.",
        "constant": "A plain number beside a Value becomes a Value, as here.",
        "result": "Each result holds its _backward(), which adds to its operands' grad.",
        "carried": "Gradients add up, as here. Only modules, such as MLP, have zero_grad().",
        "backward": "The same search and the same order. A second call on the same graph also adds to what results "
        "have from the first; here results start afresh.",
    },
}


def compare(trace: TraceReply, library: Library, meter: Meter) -> list[ComparedRow]:
    """The lines of the reader's program in order, each with the library's lines that come from it.

    Lines of the library's without a counterpart, such as imports, stand where they belong, beside nothing. A line that
    runs several times, as in a loop, has the lines of all its runs.
    """
    lines = [line for line in LIBRARIES[library](trace, meter) if line.part != "space"]
    source = trace["source"].splitlines()
    told: set[LinePart] = set()

    def row(number: int | None, theirs: Iterable[Line]) -> ComparedRow:
        listed = list(theirs)
        new = [part for part in dict.fromkeys(line.part for line in listed) if part not in told]
        told.update(new)
        shown: list[ComparedLine] = [
            {"text": line.text, "node": line.node if line.part in _COMPUTING else None} for line in listed[:MOST_LINES]
        ]
        return {
            "line": number,
            "ours": "" if number is None else source[number - 1],
            "theirs": shown,
            "more": len(listed) - len(shown),
            "notes": [_NOTES[library][part] for part in new if part in _NOTES[library]],
        }

    numbers = [_line_of(trace, line) for line in lines]
    by_number: defaultdict[int | None, list[Line]] = defaultdict(list)
    for number, line in zip(numbers, lines, strict=True):
        by_number[number].append(line)
    first = next((i for i, number in enumerate(numbers) if number is not None), len(lines))
    backward = next((i for i, line in enumerate(lines) if line.part == "backward" and numbers[i] is not None), None)
    rest = first if backward is None else backward
    rows = [row(None, lines[:first])]
    for number, text in enumerate(source, 1):
        if backward is not None and number == numbers[backward]:
            rows.append(row(None, _unnumbered(lines, numbers, first, rest)))
        if text.strip():
            rows.append(row(number, by_number[number]))
    rows.append(row(None, _unnumbered(lines, numbers, rest, len(lines))))
    return [each for each in rows if each["line"] is not None or each["theirs"]]


def _unnumbered(lines: Sequence[Line], numbers: Sequence[int | None], start: int, end: int) -> list[Line]:
    """The library's lines from `start` to `end` that come from no line of the reader's."""
    return [lines[i] for i in range(start, end) if numbers[i] is None]


def _line_of(trace: TraceReply, line: Line) -> int | None:
    """The number of the reader's line that a line of the library's comes from."""
    if line.part == "backward":
        span = trace["passes"][trace["pass"]]["span"]
    elif line.node is not None and line.part in _COMPUTING:
        span = trace["nodes"][line.node]["span"]
    else:
        span = None
    return None if span is None else span[0]
