"""How a command of server.py says that it cannot be carried out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class CommandError(Exception):
    """The message is one sentence for whoever gave the command."""

    status = 2


class ProgramError(CommandError):
    """The program that a command was given has a fault: where, what, and one way on, as compilers say it."""

    status = 1

    def __init__(self, file: str, error: Mapping[str, Any]) -> None:
        place = "" if error["line"] is None else f"{error['line']}:{error['column'] + 1}:"
        super().__init__("\n".join(filter(None, [f"{file}:{place} {error['message']}", error["hint"]])))
