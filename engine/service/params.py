"""Validation of the request parameters; each error names the parameter and the allowed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .. import language
from ..budgets import MAX_NAME, Budget
from ..contract.common import LEVELS, MISTAKES, Level, Mistake
from ..contract.requests import MAX_COUNT, MAX_LEAVES, MAX_NAMES
from ..errors import PlaygroundError
from ..meter import Meter
from ..trace.plot import Axis
from ..trace.tape import Tape, Traced
from ..validation import number, one_of, short_repr

Params = Mapping[str, Any]

_WHOLE_AS_FLOAT = 2**53  # below this every whole number is a float

MAX_PASS = 1_000_000  # largest pass number of a request

_PARAMS = frozenset({"source", "level", "pass", "names", "leaves"})


class Program(NamedTuple):
    """What decides a run, beside the data of its leaves."""

    source: str
    level: Level
    show: int | None
    names: tuple[tuple[str, float], ...]


def program_of(params: Params, extra: frozenset[str] = frozenset()) -> Program:
    """The program of `params`, where `extra` names further allowed parameters. Raises PlaygroundError."""
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
    return Program(source, level, show, tuple(names_of(params.get("names")).items()))


def run(params: Params, budget: Budget, extra: frozenset[str] = frozenset(), meter: Meter | None = None) -> Tape:
    """Run the program of `params`, where `extra` names further allowed parameters; the caller must close the tape.

    Without a call of backward() in the program, one from its last value follows, if it computes any and sets no
    gradient itself. A `meter` is that of a request that does more than this run. Raises PlaygroundError.
    """
    program = program_of(params, extra)
    tape = Tape(program.level, budget, program.show, leaves_of("leaves", params.get("leaves")))
    if meter is not None:
        tape.meter = meter
    try:
        with tape.printed_before_errors():
            language.run(program.source, tape, dict(program.names))
        tape.meter.check_run_time()
        tape.finish()
    except BaseException:
        tape.close()
        raise
    return tape


def mistake_of(params: Params) -> Mistake | None:
    """The deliberate mistake of the backward phase; None if the parameter is absent or null."""
    mistake = params.get("mistake")
    return None if mistake is None else one_of("mistake", mistake, MISTAKES)


def names_of(raw: Any) -> dict[str, float]:
    """Data of the names that are assigned before the program runs; a whole number stays whole, as in a program."""
    names: dict[str, float] = {}
    for name, data in numbers_of("names", raw, MAX_NAMES).items():
        if not name.isidentifier() or not name.isascii() or len(name) > MAX_NAME:
            raise PlaygroundError("name", f"{short_repr(name)} cannot be a name.")
        names[name] = int(data) if type(raw[name]) is int and abs(data) < _WHOLE_AS_FLOAT else data
    return names


def leaves_of(name: str, raw: object) -> dict[int, float]:
    """Data of leaves by ordinal; JSON's keys are strings."""
    leaves = {}
    for ordinal, data in numbers_of(name, raw, MAX_LEAVES).items():
        if not (ordinal.isascii() and ordinal.isdigit() and len(ordinal) < 7):
            raise PlaygroundError("name", f"{short_repr(ordinal)} is not the number of a leaf.")
        leaves[int(ordinal)] = data
    return leaves


def numbers_of(name: str, raw: object, max_count: int) -> dict[str, float]:
    """An object of up to `max_count` numbers; null counts as empty."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping) or len(raw) > max_count:
        raise PlaygroundError("type", f"{name} must be an object of up to {max_count} numbers.")
    numbers = {}
    for key, value in raw.items():
        if not isinstance(key, str):
            raise PlaygroundError("type", f"The keys of {name} must be strings.")
        numbers[key] = number(f"{name}[{short_repr(key)}]", value)
    return numbers


def paths_of(name: str, raw: object) -> frozenset[str] | None:
    """Paths of boxes, such as `MLP/Layer 0`; None if the parameter is absent or null."""
    if raw is None:
        return None
    if not isinstance(raw, list) or not all(isinstance(path, str) for path in raw):
        raise PlaygroundError("type", f"{name} must be a list of paths, such as 'MLP/Layer 0'.")
    return frozenset(raw)


def index_of(name: str, raw: object) -> int | None:
    """An index, counted from 0; None if the parameter is absent or null."""
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise PlaygroundError("value", f"{name} must be an index, counted from 0, or null.")
    return raw


def axis(name: str, raw: object, tape: Tape) -> Axis:
    """One axis of a plot: a leaf by its ordinal, a range and a number of points."""
    if not isinstance(raw, Mapping) or raw.keys() != {"leaf", "from", "to", "count"}:
        raise PlaygroundError("type", f"{name} must be an object with leaf, from, to and count.")
    count = raw["count"]
    if isinstance(count, bool) or not isinstance(count, int) or not 2 <= count <= MAX_COUNT:
        raise PlaygroundError("value", f"The count of {name} must be from 2 to {MAX_COUNT}.")
    start, end = number(f"The from of {name}", raw["from"]), number(f"The to of {name}", raw["to"])
    return Axis(leaf_of(raw["leaf"], tape), start, end, count)


def leaf_of(ordinal: object, tape: Tape) -> Traced:
    """The leaf with this ordinal in the shown graph."""
    snapshot = tape.snapshot
    for value in snapshot.graph if snapshot else ():
        if not isinstance(ordinal, bool) and tape.ordinals.get(value.id, -1) == ordinal:
            return value
    raise PlaygroundError("name", f"The graph has no leaf {short_repr(ordinal)}.")
