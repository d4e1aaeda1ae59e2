"""Validity of a row of the table: its text is where it says, and so are its tests."""

from __future__ import annotations

import re
from pathlib import Path

from .faults import Fault

_PARAMETER = re.compile(r"\[(.+)\.test\.ts\]$")


def mistake_of(fault: Fault, root: Path) -> str:
    """Why the row does not apply to the tree at `root`, in words; nothing where it does."""
    path = root / fault.file
    if not path.is_file():
        return f"{fault.name}: there is no {fault.file}."
    count = path.read_text(encoding="utf-8").count(fault.text)
    if count != 1:
        return f"{fault.name}: {fault.file} holds {fault.text!r} {count} times, and not once."
    if fault.text == fault.replacement:
        return f"{fault.name}: the replacement is the text itself."
    return next((f"{fault.name}: there is no {test}." for test in fault.tests if not _exists(test, root)), "")


def _exists(test: str, root: Path) -> bool:
    """Whether there is such a file, and in it such a function."""
    file, _, function = test.partition("::")
    path = root / file
    front = _PARAMETER.search(function)
    if front and not (path.parent / f"{front[1]}.test.ts").is_file():
        return False
    definition = f"def {function.partition('[')[0]}(" if function else ""
    return path.is_file() and definition in path.read_text(encoding="utf-8")
