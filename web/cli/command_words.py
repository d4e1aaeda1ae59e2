"""Which command the words of a command line mean where they leave it out."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Sequence

from .program_file import STANDARD_INPUT

SERVE = "serve"  # without a word, and for its options alone
TRACE = "trace"  # for a program, or its file
_TOP_LEVEL = ("-h", "--help", "--version")
_OPTION = re.compile(r"-h|--|--[a-z]+(?:-[a-z]+)*(?:=.*)?", re.DOTALL)

# What only a file can be called: a program of these characters alone computes nothing.
_FILE = re.compile(r"(?!-|\.?\d)[\w.~:-]*[./\\][\w.~:/\\-]*|.*\.py")
# A command, or one that is misspelt.
_NAME = re.compile(r"[^\W\d][\w-]*")


def names_file(word: str) -> bool:
    """Whether `word` is the name of a file, even of one that is not there, and no program."""
    return word == STANDARD_INPUT or os.path.exists(word) or _FILE.fullmatch(word) is not None


def with_command(words: Sequence[str], commands: Container[str]) -> list[str]:
    """`words` with the command that they leave out: `--port 0` serves, a program or its file is traced."""
    if not words:
        return [SERVE]
    first = words[0]
    if first == TRACE:
        return [TRACE, *_program_last(words[1:])]
    if first in commands or first in _TOP_LEVEL:
        return list(words)
    if _OPTION.fullmatch(first):
        of_trace = first == "--" or first.startswith("--level")
        return [TRACE, *_program_last(words)] if of_trace else [SERVE, *words]
    if _NAME.fullmatch(first) and not names_file(first):
        return list(words)
    return [TRACE, *_program_last(words)]


def _program_last(words: Sequence[str]) -> list[str]:
    """`words` with a program such as `-a*b` at their end, behind `--`: argparse would take it for an option."""
    for index, word in enumerate(words):
        if word == "--":
            break
        if word.startswith("-") and word != STANDARD_INPUT and not _OPTION.fullmatch(word):
            return [*words[:index], *words[index + 1 :], "--", word]
    return list(words)
