"""Prompts of a Python session or a notebook, pasted with the program: taken off, with every position kept.

`>>> a = 2`, `... ` before further lines, `In [1]: a = 2` and `   ...: `; what Python answered, as in `Out[1]: 4.0`, is
left out as well.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...errors import Correction, PlaygroundError, Span

_FIRST = re.compile(r"[ \t]*(?:>>>(?=[ \t]|$)|In ?\[[0-9 ]*\]:)")
_PROMPT = re.compile(r"[ \t]*(?:>>>(?: |$)|\.\.\.(?: |$)|In ?\[[0-9 ]*\]:(?: |$)|\.\.\.:(?: |$))")
_LITERAL = r"[-+0-9.,eE ()\[\]{}:]*|(?:inf|nan|True|False|None|'[^']*'|\"[^\"]*\")|(?:Value|[Tt]ensor|array)\(.*\)|<.*>"
_ANSWER = re.compile(rf"[ \t]*(?:Out ?\[[0-9 ]*\]:.*|{_LITERAL})[ \t]*")


@dataclass(slots=True)
class Session:
    """The lines as they were pasted, their text without prompts, and the width of each line's prompt."""

    lines: list[str]
    text: str
    widths: list[int]

    def span(self, span: Span) -> Span:
        """The span in the text with its prompts."""
        line, column, end_line, end_column = span
        return (line, column + self._width(line), end_line, end_column + self._width(end_line))

    def shift(self, body: Iterable[ast.AST]) -> None:
        """Give every node its place in the text with its prompts."""
        stack = list(body)
        while stack:
            node = stack.pop()
            if isinstance(node, (ast.expr, ast.stmt, ast.keyword, ast.arg)):
                node.col_offset += self._width(node.lineno)
                if node.end_lineno is not None and node.end_col_offset is not None:
                    node.end_col_offset += self._width(node.end_lineno)
            stack.extend(ast.iter_child_nodes(node))

    def place(self, error: PlaygroundError) -> None:
        """Give an error its place in the text with its prompts."""
        if error.span is not None:
            error.span = self.span(error.span)
        if error.correction is not None:
            error.correction = self._placed(error.correction)
        error.corrections = [self._placed(each) for each in error.corrections]

    def _placed(self, correction: Correction) -> Correction:
        return correction if correction.span is None else correction._replace(span=self.span(correction.span))

    def _width(self, line: int) -> int:
        return self.widths[line - 1] if line <= len(self.widths) else 0


def session(source: str) -> Session | None:
    """The pasted session, if the text is one; PlaygroundError if a line of it may be the reader's or Python's."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    if not _FIRST.match(first):
        return None
    texts: list[str] = []
    widths: list[int] = []
    for number, line in enumerate(lines, start=1):
        prompt = _PROMPT.match(line)
        if prompt is None and not _is_answer(line):
            span = (number, 0, number, len(line))
            raise PlaygroundError(
                "syntax",
                "This line has no prompt, but others have: it is not clear whether it belongs to the program.",
                span,
                "Take the prompts off; what Python has answered can stay as a comment.",
                Correction((1, 0, len(lines), len(lines[-1])), _without_prompts(lines)),
            )
        width = prompt.end() if prompt else 0
        texts.append(line[width:] if prompt else "")
        widths.append(width)
    return Session(lines, "\n".join(texts), widths)


def _is_answer(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#") or _ANSWER.fullmatch(line) is not None


def _without_prompts(lines: list[str]) -> str:
    """The program, with the lines that have no prompt as comments."""
    written = []
    for line in lines:
        prompt = _PROMPT.match(line)
        answer = "" if not line.strip() or line.lstrip().startswith("#") else "# "
        written.append(line[prompt.end() :] if prompt else answer + line)
    return "\n".join(written)
