"""Formatting of strings with `%`, as in '%.4f' % x and '%s: %d' % (name, k)."""

from __future__ import annotations

import re

from .. import budgets
from ..errors import PlaygroundError
from . import arithmetic
from .interpreter import Interpreter
from .values import describe, is_number, observed, to_text

_PLACE = re.compile(r"%(?P<flags>[-+ 0#]*)(?P<width>[0-9]*)(?:\.(?P<digits>[0-9]*))?(?P<kind>.?)", re.DOTALL)
_HINT = "Write '%.4f' % x, or f'{x:.4f}'."


def percent(run: Interpreter, text: str, given: object) -> str:
    """Evaluate `text % given`."""
    waiting = list(given) if type(given) is tuple else [given]
    count = len(waiting)
    parts: list[str] = []
    end = 0
    for place in _PLACE.finditer(text):
        parts.append(text[end : place.start()])
        end = place.end()
        if place[0] == "%%":
            parts.append("%")
            continue
        _check(place)
        if not waiting:
            raise PlaygroundError("type", f"This text has more places than the {count} given.", hint=_HINT)
        parts.append(_formatted(place, waiting.pop(0)))
        run.charge_text(sum(map(len, parts[-2:])))
    parts.append(text[end:])
    if waiting:
        places = count - len(waiting)
        message = f"This text has places for {places}, but gets {count}."
        raise PlaygroundError("type", message, hint="Each value needs a place such as %s or %.4f.")
    joined = "".join(parts)
    run.charge_text(len(joined))
    return joined


def _check(place: re.Match[str]) -> None:
    if place["kind"] not in tuple("sdifeEgGr") or place["flags"].count("#"):
        raise PlaygroundError("unsupported", f"The format `{place[0]}` is not part of this language.", hint=_HINT)
    for size in (place["width"], place["digits"]):
        if size and (len(size) > 4 or int(size) > budgets.MAX_WIDTH):
            message = f"A format may be {budgets.MAX_WIDTH} characters wide."
            raise PlaygroundError("limit", message, hint=_HINT)


def _formatted(place: re.Match[str], x: object) -> str:
    """`x` as the place says; the format is made from the parts that were checked."""
    kind, flags, width = place["kind"], place["flags"], int(place["width"] or 0)
    digits = None if place["digits"] is None else int(place["digits"] or 0)
    if kind in "sr":
        text = to_text(x, 1 if kind == "r" else 0)[:digits]
        return text.ljust(width) if "-" in flags else text.rjust(width)
    number = observed(x)
    if not is_number(number):
        raise PlaygroundError("type", f"The format `{place[0]}` needs a number, not {describe(x)}.", hint="Write %s.")
    sign = "+" if "+" in flags else " " if " " in flags else ""
    if kind in "di":
        zeros = "" if digits is None else f"0{digits}"
        text = format(abs(arithmetic.truncated(number)), zeros)
        text = ("-" if arithmetic.truncated(number) < 0 else sign) + text
    else:
        text = format(number, f"{sign}.{6 if digits is None else digits}{kind}")
    if "-" in flags:
        return text.ljust(width)
    return text.zfill(width) if "0" in flags and text.lstrip("+- ")[:1].isdigit() else text.rjust(width)
