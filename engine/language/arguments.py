"""Checks of the arguments of built-in functions."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from .. import budgets
from ..errors import PlaygroundError
from ..trace.tape import Traced
from .values import Call, Number, describe, is_number


def arguments(name: str, call: Call, least: int, most: int, named: Iterable[str] = ()) -> list[object]:
    """The positional arguments; PlaygroundError unless there are `least` to `most`, and no named ones but `named`."""
    for keyword in call.named:
        if keyword not in named:
            near = get_close_matches(keyword, [*named], n=1)
            hint = f"Did you mean {near[0]}?" if near else "Leave it out."
            raise PlaygroundError("type", f"`{name}()` has no argument `{keyword}` here.", hint=hint)
    count = len(call.positional)
    if not least <= count <= most:
        takes = f"{least}" if least == most else f"{least} to {most}"
        if most == budgets.MAX_LIST:
            takes = f"at least {least}"
        plural = "argument" if most == 1 else "arguments"
        raise PlaygroundError(
            "type", f"`{name}()` takes {takes} {plural}, but gets {count}.", hint="Count what stands in the brackets."
        )
    return call.positional


def no_arguments(name: str, call: Call) -> None:
    """Raise PlaygroundError if the call has any argument."""
    if call.positional or call.named:
        raise PlaygroundError("type", f"`{name}()` takes no arguments.", hint=f"Write {name}() with empty brackets.")


def operand(name: str, x: object) -> Traced | Number:
    """`x` as an operand of the operation `name`: a Value or a number."""
    if type(x) is Traced or is_number(x):
        return x
    hint = f"Write [{name}(x) for x in xs] for a list." if type(x) in (list, tuple) else ""
    raise PlaygroundError(
        "type", f"`{name}()` needs a Value or a number, not {describe(x)}.", hint=hint or "Write x or 2.0."
    )
