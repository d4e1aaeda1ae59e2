"""Reader of lesson files: front matter (title, summary, minutes), then Markdown. It runs no programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LESSONS = Path(__file__).resolve().parents[2] / "lessons"

FIELDS = ("title", "summary", "minutes")
_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_NAME = re.compile(r"[0-9]{2}-[a-z0-9-]+")


class LessonError(ValueError):
    """A mistake in a lesson's source; the message is for its author."""


@dataclass(frozen=True)
class Lesson:
    name: str  # the file name without .md, and the URL path below learn/
    title: str
    summary: str
    minutes: int
    text: str  # Markdown


def read_all(folder: Path = LESSONS) -> tuple[Lesson, ...]:
    """All lessons, in the order of their file names. Raises LessonError."""
    return tuple(read(path) for path in sorted(folder.glob("*.md")))


def read(path: Path) -> Lesson:
    """The lesson in a file; raises LessonError for a bad file name or front matter."""
    if not _NAME.fullmatch(path.stem):
        raise LessonError(f"{path.name}: a lesson's file is named like 01-derivative.md.")
    front_matter = _FRONT_MATTER.match(text := path.read_text(encoding="utf-8"))
    if front_matter is None:
        raise LessonError(f"{path.name}: the file begins with its {', '.join(FIELDS)} between two lines of ---.")
    fields = dict(_parse_fields(path, front_matter.group(1)))
    if sorted(fields) != sorted(FIELDS):
        raise LessonError(f"{path.name}: the front matter has {', '.join(fields)}; it needs {', '.join(FIELDS)}.")
    if not fields["minutes"].isdecimal():
        raise LessonError(f"{path.name}: minutes is {fields['minutes']!r}; it must be a whole number.")
    return Lesson(path.stem, fields["title"], fields["summary"], int(fields["minutes"]), text[front_matter.end() :])


def _parse_fields(path: Path, text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if not colon:
            raise LessonError(f"{path.name}: the front matter has the line {line!r}; write name: value.")
        yield name.strip(), value.strip()
