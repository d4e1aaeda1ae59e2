"""Strict JSON with the project's own error messages, bounded before a value is built.

`json.loads` alone accepts too much (NaN, 1e999, duplicate keys, UTF-16) and raises four kinds of exceptions.
"""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from ..refusal import Refusal, quoted, unique

MAX_INTEGER_DIGITS = 18  # fits 64 bits; longer integers are read as floats, as in JavaScript
MAX_NESTING = 32  # brackets open at once
MAX_VALUES = 150_000  # commas and colons; the lab's 10 000 rows of nine numbers have 100 000
MAX_KEYS = 5_000  # of all objects together; a program's leaves and names have about 1 000
MAX_NUMBER = 6_000  # characters

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_NUMBER = re.compile(rb"[0-9.eE+-]+")


def parse_json(body: bytes) -> object:
    """The JSON value of a body in UTF-8. Raises Refusal (422)."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(422, "syntax", f"The body is not UTF-8: byte {error.start} does not belong there.") from None
    _check_size(body)
    try:
        value: object = _decoder.decode(text)
    except json.JSONDecodeError as error:
        raise Refusal(
            422, "syntax", f"The body is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from None
    except RecursionError:
        raise Refusal(422, "limit", "The body's brackets are nested too deeply.") from None
    return value


def _check_size(body: bytes) -> None:
    """Refuse what would take much memory or time to build; strings only count by the body's own length."""
    bare = _STRING.sub(b"", body)
    too_many = Refusal(422, "limit", f"The body has more than {MAX_VALUES:,} values.")
    if bare.count(b"[") + bare.count(b"{") > MAX_VALUES:
        raise too_many
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > MAX_NESTING:
            raise Refusal(422, "limit", "The body's brackets are nested too deeply.")
    keys = bare.count(b":")
    if keys > MAX_KEYS:
        raise Refusal(422, "limit", f"The body has {keys:,} keys; {MAX_KEYS:,} are allowed.")
    if keys + bare.count(b",") > MAX_VALUES:
        raise too_many
    # Whole runs of characters, since a search for a run of a given length would try each place in each of them.
    if any(len(number[0]) > MAX_NUMBER for number in _NUMBER.finditer(bare)):
        raise Refusal(422, "limit", f"A number of the body has more than {MAX_NUMBER:,} characters.")


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return unique(pairs, "The body has the key", "Write each key once.")


def _parse_float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Refusal(422, "value", f"{quoted(text)} is too large for a number.", "The largest is about 1.8e308.")
    return number


def _parse_integer(text: str) -> float:
    return int(text) if len(text) <= MAX_INTEGER_DIGITS else _parse_float(text)


def _reject_constant(name: str) -> NoReturn:
    raise Refusal(422, "syntax", f"The body is not JSON: {name} is no JSON number.")


_decoder = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_float=_parse_float, parse_int=_parse_integer, parse_constant=_reject_constant
)
