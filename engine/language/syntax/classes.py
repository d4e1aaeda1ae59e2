"""Classes that something here stands for, such as the lecture's Neuron: the import to write in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...errors import Correction, PlaygroundError, Span
from ...nn import Convention

# What the buttons of a choice between the two kinds of networks say, and where the networks are imported from.
LABELS: dict[Convention, str] = {"lecture": "Use the lecture's network", "micrograd": "Use micrograd's network"}
_LIBRARIES: dict[Convention, str] = {"lecture": "autograd_playground.lecture", "micrograd": "micrograd.nn"}

_CLASS = re.compile(r"(?P<indent>[ \t]*)class[ \t]+(?P<name>\w+)")
_OPEN = 0  # the last line of a statement that never ends
_NETWORKS = ("Neuron", "Layer", "MLP")
# A text in quotes, a comment, a bracket, a backslash that joins two lines, or the end of a line.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|#[^\n]*|[()\[\]{}\"']|\\\n|\n",
    re.DOTALL,
)


def offer_imports(error: PlaygroundError, lines: Sequence[str]) -> None:
    """Give the refusal of a class the import to write instead: for a network a choice of two."""
    if error.code != "unsupported" or error.span is None:
        return
    found = _imports(lines, error.span[0])
    if len(found) == 1:
        error.correction = found[0]
    else:
        error.corrections = found


def _imports(lines: Sequence[str], first: int) -> list[Correction]:
    """What may replace the class in line `first` with the networks' classes right after it, if its end is clear."""
    begin = _CLASS.match(lines[first - 1])
    if begin is None:
        return []
    names: list[str] = []
    span: Span | None = None
    allowed = ("Value",) if begin["name"] == "Value" else ("Module", *_NETWORKS)
    for line, end in _blocks(lines, first):
        found = _CLASS.match(lines[line - 1])
        if found is None or found["indent"] != begin["indent"] or found["name"] not in allowed:
            break
        names.append(found["name"])
        span = (first, len(begin["indent"]), end, len(lines[end - 1]))
    networks = [name for name in _NETWORKS if name in names]
    if names == ["Value"]:
        return [Correction(span, "from micrograd.engine import Value")]
    return [
        Correction(span, f"from {_LIBRARIES[convention]} import {', '.join(networks)}", label)
        for convention, label in LABELS.items()
        if networks
    ]


def _blocks(lines: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each statement from line `first` on, with the block below it."""
    begin = last = 0
    indent = 0
    for line, end in _statements(lines, first):
        own = _indent(lines[line - 1])
        if begin and own <= indent:
            yield begin, last
            begin = 0
        if end == _OPEN:
            return
        if not begin:
            begin, indent = line, own
        last = end
    if begin:
        yield begin, last


def _statements(lines: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each logical line that is not empty; _OPEN as the last if it never ends."""
    begin = line = first
    depth = 0
    for token in _TOKEN.finditer("\n".join(lines[first - 1 :]) + "\n"):
        text = token[0]
        if text in ('"', "'"):
            yield begin, _OPEN
            return
        if text == "\n" and depth == 0:
            if any(_is_code(each) for each in lines[begin - 1 : line]):
                yield begin, line
            begin = line + 1
        depth += (text in "([{") - (text in ")]}")
        line += text.count("\n")
    if depth:
        yield begin, _OPEN


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
