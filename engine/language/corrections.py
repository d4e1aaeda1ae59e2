"""Corrections that a reader can take over with one click: a span of the program, and the text to write there."""

from __future__ import annotations

import ast

from ..errors import Correction, Span
from .interpreter import Interpreter
from .syntax.parse import span_of


def text_of(run: Interpreter, span: Span) -> str:
    """The program's text in `span`."""
    line, column, end_line, end_column = span
    lines = run.program.lines[line - 1 : end_line]
    lines[-1] = lines[-1][:end_column]
    lines[0] = lines[0][column:]
    return "\n".join(lines)


def replaced(run: Interpreter, node: ast.expr | ast.stmt, text: str) -> Correction:
    """The correction that writes `text` in place of a node: in brackets where its neighbours would tear it apart."""
    span = span_of(node)
    return Correction(span, f"({text})" if _needs_brackets(run, span, text) else text)


def _needs_brackets(run: Interpreter, span: Span, text: str) -> bool:
    """Whether `text` has an operator, and stands beside another operator or before a bracket, a point or a power."""
    if is_atom(text):
        return False
    line, column, end_line, end_column = span
    before = run.program.lines[line - 1][:column].rstrip()
    after = run.program.lines[end_line - 1][end_column:].lstrip()
    closed = not after or after[0] in ")],;:}#" or after.startswith(("if ", "else ", "for "))
    opened = not before or before[-1] in "([,;:{=" or before.endswith((" return", " in", " if", " else"))
    return not (closed and opened)


def is_atom(text: str) -> bool:
    """Whether `text` is a name, a number, a call or something in brackets, so that no operator splits it."""
    depth = 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and not (letter.isalnum() or letter in "_.)]}"):
            return False
    return depth == 0


def end_of(node: ast.Attribute) -> Span:
    """Span of the name after the point."""
    line, column = span_of(node)[2:]
    return (line, column - len(node.attr), line, column)
