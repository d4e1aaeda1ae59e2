"""Check of format specifications, such as the `>8.3f` of an f-string, before Python's own format() sees them."""

from __future__ import annotations

import re

from .. import budgets
from ..errors import PlaygroundError

# Python's specification without `#`, `z`, `n` and `c`: the fill and its alignment, the sign, the width, the grouping.
_SPECIFICATION = re.compile(
    r"(?:.?[<>^=])?[-+ ]?0?(?P<width>[0-9]*)[,_]?(?:\.(?P<digits>[0-9]+))?[fFeEgGdsbxXo%]?", re.DOTALL
)


def check_specification(specification: str) -> None:
    """Raise PlaygroundError unless this is a format specification of bounded size."""
    match = _SPECIFICATION.fullmatch(specification)
    if match is None:
        raise PlaygroundError(
            "unsupported",
            f"The format `{specification}` is not part of this language.",
            hint="Write digits after the point and one of f, e, g, d, %: {x:.4f}.",
        )
    for size in (match["width"], match["digits"]):
        if size and (len(size) > 4 or int(size) > budgets.MAX_WIDTH):
            raise PlaygroundError(
                "limit", f"A format may be {budgets.MAX_WIDTH} characters wide.", hint="Write {x:.4f}."
            )
