"""From text to Python's syntax tree: scan, check, and only then Python's own parser."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..budgets import Budget
from ..errors import PlaygroundError, Span
from ..scan import Piece, scan
from .lines import check_lines

# A grammar that lets through what Python refuses would be a fault of ours; the tests look for one.
UNREADABLE = "Python cannot read this program."


@dataclass(slots=True)
class Program:
    """A syntax tree, with the names in it and the strings and f-strings that the scan took out of the text."""

    body: list[ast.stmt]
    names: frozenset[str]
    strings: dict[Span, str]
    formats: dict[Span, list[Piece]]


def parse(source: str, budget: Budget) -> Program:
    scanned = scan(source, budget)
    check_lines(scanned.lines)
    # A program that is indented as a whole, as in a pasted cell, becomes the block of one more line before it.
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
    names = frozenset([token.text for line in scanned.lines for token in line.tokens if token.kind == "name"])
    return Program(body, names, scanned.strings, scanned.formats)


def span_of(node: ast.expr | ast.stmt | ast.keyword | ast.arg) -> Span:
    """The characters of a node; the skeleton is ASCII, so that Python's bytes are characters."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
