"""A page of words, as what somebody who follows it types and presses, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt


class Deed(NamedTuple):
    """`kind` is "press" for a word in bold, else the language of a fenced block."""

    kind: str
    text: str


def section(page: str, title: str) -> str:
    """The words below a heading."""
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def deeds(page: str) -> Iterator[Deed]:
    for token in MarkdownIt().parse(page):
        if token.type == "fence":
            yield Deed(token.info, token.content)
        for before, child in zip(token.children or (), (token.children or ())[1:], strict=False):
            if before.type == "strong_open":
                yield Deed("press", child.content)


def fences(path: Path, kind: str) -> list[str]:
    return [deed.text for deed in deeds(path.read_text(encoding="utf-8")) if deed.kind == kind]
