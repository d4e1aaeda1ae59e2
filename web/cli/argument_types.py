"""Types of arguments, for argparse: each returns the value, or raises ArgumentTypeError with what is wrong."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from urllib.parse import urlsplit

MAX_PORT = 65_535


def text(word: str) -> str:
    """A word as text; where the locale is not UTF-8, Python has decoded its bytes only provisionally."""
    if word.isascii() or _is_text(word):
        return word
    try:
        return os.fsencode(word).decode()
    except UnicodeError:
        raise ArgumentTypeError(f"{word!r} is not UTF-8") from None


def _is_text(word: str) -> bool:
    """Whether no character of `word` is half of one, which stands for a byte that could not be decoded."""
    return not any("\ud800" <= character <= "\udfff" for character in word)


def port(word: str) -> int:
    """A port to listen on."""
    if not (word.isascii() and word.isdigit() and len(word) < 10 and int(word) <= MAX_PORT):
        raise ArgumentTypeError(f"{word!r} is no port; a port is a number from 0 to {MAX_PORT}")
    return int(word)


def step(word: str) -> int:
    """A number of steps, or `end`."""
    if word == "end":
        return sys.maxsize
    if not (word.isascii() and word.isdigit() and len(word) < 10):
        raise ArgumentTypeError(f"{word!r} is neither a number of steps nor end")
    return int(word)


def address(word: str) -> str:
    """The URL of a playground."""
    word = text(word)
    try:
        url = urlsplit(word)
    except ValueError:  # such as a bracket that nothing closes
        url = None
    if url is None or url.scheme not in ("http", "https") or not url.netloc or url.query or url.fragment:
        raise ArgumentTypeError(f"{word!r} is no address such as https://play.example/")
    return word
