"""Parser front end: scan and check the text, then let Python's parser build the syntax tree."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ...budgets import Budget
from ...errors import PlaygroundError, Span
from ...scan import Piece, Scan, scan
from .classes import offer_imports
from .lines import check_lines, is_torch_function
from .prompts import session
from .reader import Reader
from .tree import names_without_types

# Raised only if our grammar accepts a text that Python rejects, which is a bug; the fuzz tests search for such texts.
UNREADABLE = "Python cannot read this program."


@dataclass(slots=True)
class Program:
    """A program's lines, its syntax tree and the names in it; the strings and f-strings that the scanner took out."""

    lines: list[str]
    body: list[ast.stmt]
    names: frozenset[str]
    strings: dict[Span, str]
    formats: dict[Span, list[Piece]]


def parse(source: str, budget: Budget) -> Program:
    """The program of `source`; raises PlaygroundError for every text that is not one."""
    pasted = session(source) if len(source) <= budget.characters else None
    try:
        scanned = _scan(pasted.text if pasted else source, budget)
        check_lines(scanned.lines)
    except PlaygroundError as error:
        offer_imports(error, _lines(pasted.text if pasted else source))
        if pasted:
            pasted.place(error)
        raise
    # If the whole program is indented, as in a pasted cell, an added header line makes it a block.
    indented = bool(scanned.lines) and scanned.lines[0].indent != ""
    try:
        tree = ast.parse(("if 1:\n" if indented else "") + scanned.skeleton)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise PlaygroundError("syntax", UNREADABLE, hint="Check the line that you changed last.") from error
    body = tree.body
    if indented:
        block = body[0]
        assert isinstance(block, ast.If)
        body = block.body
        for statement in body:
            ast.increment_lineno(statement, -1)
    names = names_without_types(body)
    if pasted is None:
        return Program(scanned.source_lines, body, names, scanned.strings, scanned.formats)
    pasted.shift(body)
    strings = {pasted.span(span): text for span, text in scanned.strings.items()}
    formats = {pasted.span(span): pieces for span, pieces in scanned.formats.items()}
    return Program(pasted.lines, body, names, strings, formats)


def _scan(source: str, budget: Budget) -> Scan:
    """The scanned text; a class that stands before the first error is refused in its place.

    Most of such errors are in the body of the class, and the reader would mend it in vain.
    """
    try:
        return scan(source, budget)
    except PlaygroundError as error:
        if error.span is not None:
            _refuse_class(source, error.span[0], budget)
        raise


def _refuse_class(source: str, end: int, budget: Budget) -> None:
    """Raise PlaygroundError if a line before line `end` begins a class."""
    try:
        lines = scan("\n".join(_lines(source)[: end - 1]), budget).lines
    except PlaygroundError:  # an end in the middle of a bracket; the later error stands
        return
    for line in lines:
        if line.tokens[0].text == "class" and not is_torch_function(line.tokens):
            Reader(line.tokens).refuse_keyword(line.tokens[0])


def _lines(source: str) -> list[str]:
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def span_of(node: ast.expr | ast.stmt | ast.keyword | ast.arg) -> Span:
    """Source span of a node; Python counts columns in bytes, which are characters here, as the skeleton is ASCII."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
