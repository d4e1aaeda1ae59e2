"""`handle(request) -> reply`: the one door of the engine, used by the browser's worker and by HTTP alike.

A request is {"method": "trace", "params": {...}}. Whatever comes in, a reply comes out: an error is {"error": {...}} in the
one shape. `encode` writes a reply as JSON text, the same bytes in every place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any, TypeVar, cast

from engine import export, gradcheck, language, trace
from engine.budgets import BROWSER, MAX_NAME, SERVER, Budget
from engine.errors import PlaygroundError
from engine.levels import LEVELS
from engine.steps import MISTAKES
from engine.tape import Tape

Reply = dict[str, Any]
Params = Mapping[str, Any]
T = TypeVar("T")

MAX_NAMES = 64  # leaves that a request may assign beforehand
MAX_LEAVES = 1_000  # leaves that a request may give other numbers
MAX_NUMBER = 1e300  # the largest number that a request may give
MAX_EVALUATIONS = 400_000  # operations that a check may compute again

_BUDGETS = {"server": SERVER, "browser": BROWSER}
_PARAMS = frozenset({"source", "level", "pass", "names", "leaves"})


def handle(request: object, budget: Budget = SERVER) -> Reply:
    """The reply to a request; never raises for anything that the request holds."""
    try:
        if not isinstance(request, Mapping):
            raise PlaygroundError("type", "A request is an object with a method and params.")
        method = request.get("method")
        if not isinstance(method, str) or method not in METHODS:
            raise PlaygroundError(
                "name", f"There is no method {_shown(method)}.", hint=f"Methods: {', '.join(METHODS)}."
            )
        params = request.get("params", {})
        if not isinstance(params, Mapping):
            raise PlaygroundError("type", "params must be an object.")
        return METHODS[method](params, budget)
    except PlaygroundError as error:
        return error.reply()


def handle_json(text: str, place: str) -> str:
    """`handle` for texts: what the browser's worker calls."""
    try:
        request = json.loads(text)
    except (ValueError, RecursionError) as error:
        return encode(PlaygroundError("syntax", f"The request is not JSON: {error}.").reply())
    return encode(handle(request, _BUDGETS[place]))


def encode(reply: Reply) -> str:
    """JSON, ASCII only, without spaces; NaN and the infinities as strings."""
    try:
        return _dumps(reply)
    except ValueError:
        return _dumps(_finite(reply))


def _dumps(reply: object) -> str:
    return json.dumps(reply, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _finite(part: Any) -> Any:
    """A copy in which numbers that JSON lacks are strings; a reply nests a handful of levels, never more."""
    if isinstance(part, float) and not isfinite(part):
        return "NaN" if part != part else "Infinity" if part > 0 else "-Infinity"
    if isinstance(part, Mapping):
        return {key: _finite(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_finite(value) for value in part]
    return part


def run(params: Params, budget: Budget, extra: frozenset[str] = frozenset()) -> Tape:
    """Run the program that `params` describe; the caller closes the tape."""
    unknown = sorted(str(key) for key in params.keys() - _PARAMS - extra)
    if unknown:
        raise PlaygroundError("name", f"There is no parameter {_shown(unknown[0])}.")
    source = params.get("source")
    if not isinstance(source, str):
        raise PlaygroundError("type", "source must be the program, as a string.")
    level = _one_of("level", params.get("level", "lecture"), LEVELS)
    show = params.get("pass")
    if show is not None and (isinstance(show, bool) or not isinstance(show, int) or show < 0):
        raise PlaygroundError("value", "pass must be the number of a pass, counted from 0, or null for the last.")
    names = _names(params.get("names"))
    tape = Tape(level, budget, show, _leaves(params.get("leaves")))
    try:
        language.run(source, tape, names)
        if not tape.passes and tape.last is not None:
            tape.backward(tape.last)
    except BaseException:
        tape.close()
        raise
    return tape


def _names(given: object) -> dict[str, float]:
    names = {}
    for name, number in _numbers("names", given, MAX_NAMES).items():
        if not name.isidentifier() or not name.isascii() or len(name) > MAX_NAME:
            raise PlaygroundError("name", f"{_shown(name)} cannot be a name.")
        names[name] = number
    return names


def _leaves(given: object) -> dict[int, float]:
    """Numbers for leaves by ordinal; JSON's keys are strings."""
    leaves = {}
    for ordinal, number in _numbers("leaves", given, MAX_LEAVES).items():
        if not (ordinal.isascii() and ordinal.isdigit() and len(ordinal) < 7):
            raise PlaygroundError("name", f"{_shown(ordinal)} is not the number of a leaf.")
        leaves[int(ordinal)] = number
    return leaves


def _numbers(name: str, given: object, most: int) -> dict[str, float]:
    if given is None:
        return {}
    if not isinstance(given, Mapping) or len(given) > most:
        raise PlaygroundError("type", f"{name} must be an object of up to {most} numbers.")
    numbers = {}
    for key, number in given.items():
        if not isinstance(key, str):
            raise PlaygroundError("type", f"The keys of {name} must be strings.")
        numbers[key] = _number(f"{name}[{_shown(key)}]", number)
    return numbers


def _number(name: str, given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not abs(given) <= MAX_NUMBER:
        raise PlaygroundError("type", f"{name} must be a number between -{MAX_NUMBER:g} and {MAX_NUMBER:g}.")
    return float(given)


def _one_of(name: str, given: Any, allowed: Sequence[T]) -> T:
    if given not in allowed:
        raise PlaygroundError("value", f"{name} is {_shown(given)}.", hint=f"Allowed: {', '.join(map(str, allowed))}.")
    return cast(T, given)


def _shown(thing: object) -> str:
    return ascii(thing)[:60]


def _trace(params: Params, budget: Budget) -> Reply:
    mistake = params.get("mistake")
    if mistake is not None:
        mistake = _one_of("mistake", mistake, MISTAKES)
    tape = run(params, budget, frozenset({"mistake"}))
    try:
        return trace.build(tape, params["source"], mistake)
    finally:
        tape.close()


def _draw(params: Params, budget: Budget) -> Reply:
    return {"version": trace.VERSION, "dot": _trace(params, budget)["dot"]}


def _check(params: Params, budget: Budget) -> Reply:
    """Each leaf's grad beside its central difference. A large graph is checked for as many leaves as the limit allows."""
    tape = run(params, budget)
    try:
        shown = trace.build(tape, params["source"])
        snapshot = tape.snapshot
        assert snapshot is not None  # build() has raised otherwise
        for value, data, node in zip(snapshot.graph, snapshot.data, shown["nodes"], strict=True):
            value.data, value.grad = data, node["grad"]
        leaves = [
            (value, node) for value, node in zip(snapshot.graph, shown["nodes"], strict=True) if value.kind == "leaf"
        ]
        most = max(1, MAX_EVALUATIONS // (2 * len(snapshot.graph)))
        checked = leaves[:most]
        root = tape.passes[snapshot.index].root
        results = gradcheck.check(root, [value for value, _ in checked])
        points = gradcheck.curve(root, [value for value, _ in checked[: max(1, most // len(gradcheck.CURVE))]])
        return {
            "version": trace.VERSION,
            "root": trace.root_of(shown)["name"],
            "h": gradcheck.H,
            "complete": len(checked) == len(leaves),
            "leaves": [
                {
                    "node": node["id"],
                    "name": node["name"],
                    "data": node["data"],
                    "grad": result.grad,
                    "numeric": result.numeric,
                    "difference": result.difference,
                    "agrees": result.agrees,
                }
                for (_, node), result in zip(checked, results, strict=True)
            ],
            "curve": [{"h": h, "error": error} for h, error in points],
        }
    finally:
        tape.close()


def _export(params: Params, budget: Budget) -> Reply:
    form = _one_of("format", params.get("format"), [*export.FORMATS, "json", "dot"])
    tape = run(params, budget, frozenset({"format"}))
    try:
        shown = trace.build(tape, params["source"])
    finally:
        tape.close()
    text = encode(shown) if form == "json" else shown["dot"] if form == "dot" else export.FORMATS[form](shown)
    return {"version": trace.VERSION, "format": form, "text": text}


METHODS: dict[str, Callable[[Params, Budget], Reply]] = {
    "trace": _trace,
    "check": _check,
    "draw": _draw,
    "export": _export,
}
