"""Instructions of a Markdown page, in order: the code blocks to type and the buttons to press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt


class Instruction(NamedTuple):
    """`kind` is "press" for a text in bold, otherwise the language of a fenced block."""

    kind: str
    text: str


def section(page: str, title: str) -> str:
    """The text below a heading."""
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def instructions(page: str) -> Iterator[Instruction]:
    for token in MarkdownIt().parse(page):
        if token.type == "fence":
            yield Instruction(token.info, token.content)
        for before, child in zip(token.children or (), (token.children or ())[1:], strict=False):
            if before.type == "strong_open":
                yield Instruction("press", child.content)


def fences(path: Path, language: str) -> list[str]:
    """The contents of the page's fenced blocks in this language."""
    return [each.text for each in instructions(path.read_text(encoding="utf-8")) if each.kind == language]
