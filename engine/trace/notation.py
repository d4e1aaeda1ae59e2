"""Formatting of numbers and names, for sentences and for LaTeX."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from ..float_identity import same_number

# Size of the caches: the same number appears as a result, as an operand and as an upstream gradient.
_CACHE_SIZE = 8_192  # numbers

MINUS = "\N{MINUS SIGN}"


def format_number(x: float) -> str:
    """A number in a sentence, a box or a column: four to five digits and a real minus sign, or `1.5e−7`.

    The same in the browser: static/src/lib/format.ts. Digits before the decimal point are never rounded away below 1e9.
    """
    return _format(x) if x else _zero(x).replace("-", MINUS)


@lru_cache(_CACHE_SIZE)
def _format(x: float) -> str:
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "Infinity" if x > 0 else MINUS + "Infinity"
    return _short(x).replace("-", MINUS)


def format_change(before: float, after: float) -> tuple[str, str]:
    """Two numbers for a sentence about a change: with all digits where four or five would not show it."""
    short = format_number(before), format_number(after)
    if short[0] != short[1] or same_number(before, after):
        return short
    return repr(before).replace("-", MINUS), repr(after).replace("-", MINUS)


def latex(x: float) -> str:
    """A number in LaTeX."""
    return _latex(x) if x else _zero(x)


@lru_cache(_CACHE_SIZE)
def _latex(x: float) -> str:
    if math.isnan(x):
        return r"\mathrm{NaN}"
    if math.isinf(x):
        return r"\infty" if x > 0 else r"-\infty"
    mantissa, _, exponent = _short(x).partition("e")
    return rf"{mantissa} \cdot 10^{{{exponent}}}" if exponent else mantissa


def latex_factor(x: float) -> str:
    """A number in LaTeX as an operand: in brackets if it is negative or a product."""
    text = latex(x)
    return f"({text})" if text.startswith("-") or " " in text else text


def parenthesized(name: str) -> str:
    """A name as an operand: in brackets if it is an expression, such as `a + b`."""
    return name if _ATOM.fullmatch(name) else f"({name})"


def _zero(x: float) -> str:
    """Zero with its sign, which decides what 1 / x is. It is not cached, because 0.0 and -0.0 are the same key."""
    return "-0" if math.copysign(1.0, x) < 0.0 else "0"


def _short(x: float) -> str:
    size = abs(x)
    if size < 1e-3 or size >= 1e9:
        mantissa, exponent = f"{x:.3e}".split("e")
        return f"{_trim(mantissa)}e{int(exponent)}"
    # Decimals for five digits; for four below 1, where a zero stands before the point.
    decimals = sum(size < limit for limit in (1e4, 1e3, 1e2, 1e1, 1e-1, 1e-2))
    return _trim(f"{x:.{decimals}f}")


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# A name, a number, a call, or an expression in brackets. All characters beyond ASCII, except the minus sign, count as
# letters, because Python's own definition of letters depends on its version. What is matched is not given back: a
# thousand subscripts before a plus would be tried in every way.
_ATOM = re.compile(r"(?:[A-Za-z0-9_.]|[^\x00-\x7f−])*+(\([^()]*+\))?[₀-₉]*+")
_IDENTIFIER = re.compile(r"([A-Za-z]+)_?(\d*)")
_LATEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def latex_name(name: str, index: int | None = None) -> str:
    """A name in LaTeX: `x1` as x with a subscript, words upright, anything else as escaped typewriter text."""
    match = _IDENTIFIER.fullmatch(name)
    if match is None:
        return rf"\texttt{{{escape_latex(name)}}}" + (f"_{{{index}}}" if index is not None else "")
    word, digits = match.groups()
    indices = [part for part in (digits, "" if index is None else str(index)) if part]
    base = word if len(word) == 1 else rf"\mathrm{{{word}}}"
    return base + (f"_{{{','.join(indices)}}}" if indices else "")


def escape_latex(text: str) -> str:
    """Text escaped for LaTeX, without control characters."""
    return "".join(_LATEX_SPECIAL.get(c, c) for c in text if c >= " " and c != "\x7f")
