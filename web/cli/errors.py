"""Exceptions of the commands; each has the exit status of the process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class CommandError(Exception):
    """A command that cannot be carried out; the message is one sentence for the user."""

    status = 2


class ProgramError(CommandError):
    """An error in the given program, formatted like a compiler's: file, line, column, message, hint."""

    status = 1

    def __init__(self, file: str, error: Mapping[str, Any]) -> None:
        position = "" if error["line"] is None else f"{error['line']}:{error['column'] + 1}:"
        super().__init__("\n".join(filter(None, [f"{file}:{position} {error['message']}", error["hint"]])))
