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
    body = ast.parse(text, mode="eval").body
    if isinstance(body, (ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript, ast.List)):
        return False
    line, column, end_line, end_column = span
    before = run.program.lines[line - 1][:column].rstrip()
    after = run.program.lines[end_line - 1][end_column:].lstrip()
    closed = not after or after[0] in ")],;:}#" or after.startswith(("if ", "else ", "for "))
    opened = not before or before[-1] in "([,;:{=" or before.endswith((" return", " in", " if", " else"))
    return not (closed and opened)
