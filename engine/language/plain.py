"""Plain style: the number that Python has, kept beside each Value of a program that makes none itself.

A Value of plain style goes on in the graph, and the number beside it follows Python's own arithmetic: whole numbers
stay whole. Where Python needs a number, it is taken by `number_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..errors import PlaygroundError
from ..trace.tape import Tape, Traced
from .values import Number, is_number

_WHOLE_AS_FLOAT = 2**53  # below this every whole number is a float


def is_plain(x: object) -> bool:
    """A plain number, or a Value that has one beside it."""
    return is_number(x) or (type(x) is Traced and x.plain is not None)


def leaf(tape: Tape, number: Number, name: str) -> Traced:
    """The leaf of a number that gets a name; a slider at a whole number leaves a whole number whole."""
    value = tape.leaf(number, name)
    if value.id not in tape.written:
        value.plain = number
    elif type(number) is int and value.data.is_integer() and abs(value.data) < _WHOLE_AS_FLOAT:
        value.plain = int(value.data)
    else:
        value.plain = value.data
    return value


def keep_number(value: Traced, operands: Sequence[object], compute: Callable[..., Number], whole: bool = False) -> None:
    """Put `compute(*numbers)` beside `value`, the result of `operands`, if all of these are plain.

    Where Python would stop, as at 1/0, the number is the Value's own, inf or nan. With `whole`, the result of whole
    numbers is whole: where it has too many bits, the error is raised when the number is used.
    """
    if not all(is_plain(x) for x in operands):
        return
    numbers = [x.plain if type(x) is Traced else x for x in operands]
    failed = next((number for number in numbers if isinstance(number, PlaygroundError)), None)
    if failed is not None:
        value.plain = failed
        return
    try:
        value.plain = compute(*numbers)
    except PlaygroundError as error:
        value.plain = error if whole and all(type(x) is not float for x in numbers) else value.data


def replace_number(value: Traced) -> None:
    """Keep the data that were assigned to `value` in place of the number beside it."""
    if value.plain is not None:
        value.plain = value.data


def note_number(x: object) -> None:
    """Note that `x` serves as a number here: what the program computes is another value.

    A result that has a name is still what the program computes, because it may only have been compared.
    """
    if type(x) is not Traced or x.plain is None:
        return
    stack = [x]
    while stack:
        value = stack.pop()
        if value.counted or (value.op is not None and value.label):
            continue
        value.counted = True
        if value.op is not None:
            stack += [operand for operand in value.operands if type(operand) is Traced and operand.op is not None]


def note_count(x: object) -> None:
    """As `note_number`, for a place that takes whole numbers alone, such as an index: also for a named result."""
    if type(x) is Traced and x.plain is not None:
        note_number(x)
        x.counted = True


def note_counter(value: Traced, name: str) -> None:
    """Note that `value` is a counter if it is `name` and a whole constant more than the value that had this name."""
    if type(value.plain) is not int or value.op is None or value.op.name != "+":
        return
    kinds = [(operand.kind, operand.label) for operand in value.operands if type(operand) is Traced]
    if any(label == name for _, label in kinds) and any(kind == "constant" for kind, _ in kinds):
        value.counted = True
        value.tape.static = False  # whether it counts depends on its leaf


def last_computed(values: Sequence[Traced]) -> Traced | None:
    """The last result that did not serve as a number; where none is left, the last result, else the last leaf."""
    results = [value for value in values if value.op is not None]
    for value in reversed(results):
        if not value.counted:
            return value
    if results:
        return results[-1]
    return next((value for value in reversed(values) if not value.counted), None)
