"""Program text from a file or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from .errors import CommandError

STANDARD_INPUT = "-"


def read_program(program: str) -> str:
    """The text of the file `program`, or of standard input for `-`; CommandError where it cannot be read as UTF-8."""
    try:
        content = sys.stdin.buffer.read() if program == STANDARD_INPUT else Path(program).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{program} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{program} is not UTF-8.") from None
