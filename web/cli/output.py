"""Standard output of the commands."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from io import TextIOWrapper

from .errors import CommandError

_SIGNS = {"\N{MINUS SIGN}": "-", "\N{MULTIPLICATION SIGN}": "x", "\N{SUPERSCRIPT TWO}": "^2"}


def write(text: str) -> None:
    """Print `text`; CommandError where it cannot be written, except that a reader may have seen enough (`| head`)."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors=_plain.__name__)
    try:
        print(text, flush=True)
    except OSError as error:
        # Python would write the rest once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise CommandError(f"The output cannot be written: {error.strerror}.") from None


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What a console shows for a character that it lacks: - for the minus sign, 1 for ₁, and else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    plain = _SIGNS.get(character) or unicodedata.normalize("NFKD", character)
    return (plain if plain.isascii() else "?"), error.start + 1


codecs.register_error(_plain.__name__, _plain)
