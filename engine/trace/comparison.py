"""Comparison with another library: its program beside the reader's own lines, with what differs explained."""

from __future__ import annotations

import re
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
        "unless told otherwise; float64, or double(), has as many digits as Python's numbers.",
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
        "leaf": "The leaves are the arguments of the function; argnums says which one a gradient is for, so there is "
        "no requires_grad.",
        "constant": "A constant is a number inside of the function.",
        "result": "Nothing is kept on a value: jax.grad calls the function with tracers, which record the graph.",
        "carried": "A function has no memory: what earlier passes left is added by hand.",
        "root": "The function itself gives the forward pass. Its result is an array of no dimensions; item() makes a "
        "Python number of it.",
        "grad": "jax.grad makes a new function, the derivative by argument number argnums. There is no .grad, so "
        "there is nothing to set to zero, and no backward() to call twice.",
    },
    "micrograd": {
        "import": "The Value that the lecture builds, in 90 lines.",
        "definition": "micrograd has + - * / ** and relu; what else the program uses is defined here in the same way.",
        "leaf": "As here, without a label. Every Value gets a gradient, so there is no requires_grad; Python's numbers "
        "have 64 bits, so there is no double().",
        "constant": "A plain number beside a Value becomes a Value, as here.",
        "result": "Each result holds its _backward(), which adds to its operands' grad.",
        "carried": "Gradients add up, as here. Only modules, such as MLP, have zero_grad().",
        "backward": "The same search and the same order. A second call on the same graph also adds to what results "
        "have from the first; here results start afresh. The graph is kept, so there is no retain_graph.",
        "root": "data is a plain number, as here: there is no item().",
        "grad": "grad is a plain number, as here.",
    },
}

# What differs of a line of the reader's own that the export has no line for: it is about one pass, and not about what
# happens before and after it.
_ZERO, _UPDATE, _PASS, _KEEP, _PRINT = (
    re.compile(pattern)
    for pattern in (
        r"\.zero_grad\(|\.grad\s*=\s*0",
        r"\.data\s*(?:[-+*/]=|=(?!=))",
        r"\.backward\(",
        r"retain_graph",
        r"^\s*print\(.*\.grad\b",
    )
)
_LINE_NOTES: Mapping[Library, Mapping[re.Pattern[str], str]] = {
    "torch": {
        _ZERO: "A tensor has no zero_grad(): write w.grad = None, or w.grad.zero_(). An optimizer's zero_grad() does "
        "it for all of its tensors, a module's too. Until then gradients add up, as here.",
        _UPDATE: "An update must not be recorded: with torch.no_grad(): w -= 0.1 * w.grad, or an optimizer's step().",
        _KEEP: "Needed there where backward() is called again on the same graph, which the first call frees; here it "
        "has no effect, because the graph is always kept.",
        _PRINT: "item() takes the number out of a gradient, which is a tensor: w.grad.item().",
    },
    "jax": {
        _ZERO: "Nothing is kept between two calls of jax.grad, so there is nothing to set to zero.",
        _UPDATE: "Arrays do not change: w = w - 0.1 * jax.grad(f)(w) makes a new number for the next call.",
        _KEEP: "There is no graph to keep: each call of jax.grad records its own.",
        _PASS: "jax.grad(f)(...) takes the place of backward(): each call gives a gradient, and adds to nothing.",
        _PRINT: "A gradient is what jax.grad gives; item() makes a Python number of it.",
    },
    "micrograd": {
        _ZERO: "A Value of micrograd has no zero_grad(), a module such as MLP has: write w.grad = 0.",
        _UPDATE: "As here: data is a plain number, and assigning to it is not recorded.",
        _KEEP: "backward() of micrograd takes no arguments: its graph is always kept, as here.",
        _PRINT: "As here: grad is a plain number.",
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
    line_notes = dict(_LINE_NOTES[library])

    def row(number: int | None, theirs: Iterable[Line]) -> ComparedRow:
        listed = list(theirs)
        new = [part for part in dict.fromkeys(line.part for line in listed) if part not in told]
        told.update(new)
        text = "" if number is None else source[number - 1]
        about = [each for each in line_notes if each.search(text)]
        shown: list[ComparedLine] = [
            {"text": line.text, "node": line.node if line.part in _COMPUTING else None} for line in listed[:MOST_LINES]
        ]
        return {
            "line": number,
            "ours": text,
            "theirs": shown,
            "more": len(listed) - len(shown),
            "notes": [
                *(_NOTES[library][part] for part in new if part in _NOTES[library]),
                *(line_notes.pop(each) for each in about),
            ],
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
