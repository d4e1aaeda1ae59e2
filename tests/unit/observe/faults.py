"""Corpus of classes: right ones of many shapes, and wrong ones, each of which is a right one with one fault."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

CORPUS = Path(__file__).parent / "corpus"
CELL = "# %%\n"
_MARK = re.compile(r"# fault: ([a-z ]+)$")
_ENTRY = re.compile(
    r"=== (?P<name>.+)\nof (?P<base>\w+), in (?P<where>\w+)\n"
    r"--- instead of\n(?P<old>(?:.*\n)+?)--- there is\n(?P<new>(?:.*\n)+?)"
    r"(?:--- program\n(?P<program>(?:.*\n)+?))?(?====|\Z)"
)


class Wrong(NamedTuple):
    """A fault.

    base     the right class's file
    where    the function in which, or after which, `old` is replaced by `new`
    program  what shows it; empty for the file's own program
    """

    name: str
    base: str
    where: str
    old: str
    new: str
    program: str

    @property
    def text(self) -> str:
        definition, program = right_class(self.base)
        head, found, tail = re.split(
            rf"(^ *(?:def |class )?{self.where}\b)", definition, maxsplit=1, flags=re.MULTILINE
        )
        assert found, f"{self.base} has no {self.where}"
        assert self.old in tail, f"{self.where} of {self.base} has no {self.old!r}"
        return CELL.join((head + found + tail.replace(self.old, self.new, 1), self.program or program))

    @property
    def marks(self) -> set[tuple[str, str, int]]:
        """The kind, cell and line of each mark."""
        return {
            (mark[1], f"cell{cell}", number)
            for cell, part in enumerate(self.text.split(CELL))
            for number, line in enumerate(part.split("\n"), 1)
            if (mark := _MARK.search(line))
        }


@cache
def right_class(name: str) -> tuple[str, str]:
    """The definition and the program of a right class."""
    definition, program = (CORPUS / f"right/{name}.txt").read_text(encoding="utf-8").split(CELL)
    return definition, program


def right_names() -> list[str]:
    return sorted(path.stem for path in CORPUS.glob("right/*.txt"))


def _read() -> list[Wrong]:
    found: list[Wrong] = []
    for path in sorted(CORPUS.glob("wrong*.txt")):
        text, before = path.read_text(encoding="utf-8"), len(found)
        for entry in _ENTRY.finditer(text):
            name, base, where, old, new, program = entry.groups()
            found.append(Wrong(name, base, where, old.removesuffix("\n"), new.removesuffix("\n"), program or ""))
        assert len(found) - before == text.count("\n=== ")
    return found


FAULTS = _read()
