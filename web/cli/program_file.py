"""Program text from a file or from standard input."""

from __future__ import annotations

import sys
from typing import BinaryIO

from .budget import COMMAND_LINE
from .errors import CommandError

STANDARD_INPUT = "-"
MAX_BYTES = 4 * COMMAND_LINE.characters  # UTF-8 has at most four for a character


def read_program(program: str) -> str:
    """The text of the file `program`, or of standard input for `-`; CommandError where it cannot be read as UTF-8."""
    try:
        if program == STANDARD_INPUT:
            content = _read(_standard_input())
        else:
            with open(program, "rb") as file:
                content = _read(file)
    except OSError as error:
        raise CommandError(f"{program} cannot be read: {error.strerror}.") from None
    if len(content) > MAX_BYTES:
        raise CommandError(f"{program} is too long for a program: it has more than {MAX_BYTES:,} bytes.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{program} is not UTF-8.") from None


def _read(file: BinaryIO) -> bytes:
    return file.read(MAX_BYTES + 1)  # a pipe may never end


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise CommandError("Standard input is closed; give the program or its file instead of -.")
    return sys.stdin.buffer
