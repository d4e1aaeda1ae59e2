"""What a request may ask for: every parameter read, checked and refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import language
from ..budgets import MAX_NAME, Budget
from ..errors import PlaygroundError
from ..trace.levels import LEVELS
from ..trace.plot import MAX_COUNT, Axis
from ..trace.tape import Tape, Traced
from ..validation import number, one_of, short_repr

Params = Mapping[str, Any]

MAX_NAMES = 64  # leaves that a request may assign beforehand
MAX_LEAVES = 1_000  # leaves that a request may give other numbers
MAX_PASS = 1_000_000  # the largest number of a pass that a request may name

_PARAMS = frozenset({"source", "level", "pass", "names", "leaves"})


def run(params: Params, budget: Budget, extra: frozenset[str] = frozenset()) -> Tape:
    """Run the program that `params` describe; the caller closes the tape."""
    unknown = sorted(str(key) for key in params.keys() - _PARAMS - extra)
    if unknown:
        raise PlaygroundError("name", f"There is no parameter {short_repr(unknown[0])}.")
    source = params.get("source")
    if not isinstance(source, str):
        raise PlaygroundError("type", "source must be the program, as a string.")
    level = one_of("level", params.get("level", "lecture"), LEVELS)
    show = params.get("pass")
    if show is not None and (isinstance(show, bool) or not isinstance(show, int) or not 0 <= show <= MAX_PASS):
        raise PlaygroundError("value", "pass must be the number of a pass, counted from 0, or null for the last.")
    names = names_of(params.get("names"))
    tape = Tape(level, budget, show, leaves_of("leaves", params.get("leaves")))
    try:
        language.run(source, tape, names)
        if not tape.passes and tape.last is not None:
            tape.backward(tape.last)
    except BaseException:
        tape.close()
        raise
    return tape


def names_of(given: object) -> dict[str, float]:
    names = {}
    for name, data in numbers_of("names", given, MAX_NAMES).items():
        if not name.isidentifier() or not name.isascii() or len(name) > MAX_NAME:
            raise PlaygroundError("name", f"{short_repr(name)} cannot be a name.")
        names[name] = data
    return names


def leaves_of(name: str, given: object) -> dict[int, float]:
    """Numbers for leaves by ordinal; JSON's keys are strings."""
    leaves = {}
    for ordinal, data in numbers_of(name, given, MAX_LEAVES).items():
        if not (ordinal.isascii() and ordinal.isdigit() and len(ordinal) < 7):
            raise PlaygroundError("name", f"{short_repr(ordinal)} is not the number of a leaf.")
        leaves[int(ordinal)] = data
    return leaves


def numbers_of(name: str, given: object, most: int) -> dict[str, float]:
    if given is None:
        return {}
    if not isinstance(given, Mapping) or len(given) > most:
        raise PlaygroundError("type", f"{name} must be an object of up to {most} numbers.")
    numbers = {}
    for key, value in given.items():
        if not isinstance(key, str):
            raise PlaygroundError("type", f"The keys of {name} must be strings.")
        numbers[key] = number(f"{name}[{short_repr(key)}]", value)
    return numbers


def paths_of(name: str, given: object) -> frozenset[str] | None:
    """Paths of boxes, such as `MLP/Layer 0`; None where nothing is said."""
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(path, str) for path in given):
        raise PlaygroundError("type", f"{name} must be a list of paths, such as 'MLP/Layer 0'.")
    return frozenset(given)


def axis(name: str, given: object, tape: Tape) -> Axis:
    """One axis of a plot: a leaf by its ordinal, a range and a number of points."""
    if not isinstance(given, Mapping) or given.keys() != {"leaf", "from", "to", "count"}:
        raise PlaygroundError("type", f"{name} must be an object with leaf, from, to and count.")
    count = given["count"]
    if isinstance(count, bool) or not isinstance(count, int) or not 2 <= count <= MAX_COUNT:
        raise PlaygroundError("value", f"The count of {name} must be from 2 to {MAX_COUNT}.")
    start, end = number(f"The from of {name}", given["from"]), number(f"The to of {name}", given["to"])
    return Axis(leaf_of(given["leaf"], tape), start, end, count)


def leaf_of(ordinal: object, tape: Tape) -> Traced:
    """The leaf with this ordinal in the shown graph."""
    snapshot = tape.snapshot
    for value in snapshot.graph if snapshot else ():
        if not isinstance(ordinal, bool) and tape.ordinals.get(value.id, -1) == ordinal:
            return value
    raise PlaygroundError("name", f"The graph has no leaf {short_repr(ordinal)}.")
