"""Standard output of the commands."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from .errors import CommandError


def write(text: str) -> None:
    """Print `text`; CommandError where it cannot be written, except that a reader may have seen enough (`| head`)."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console without the minus sign still shows the rest
    try:
        print(text, flush=True)
    except OSError as error:
        # Python would write the rest once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise CommandError(f"The output cannot be written: {error.strerror}.") from None
