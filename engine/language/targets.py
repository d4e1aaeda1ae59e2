"""What stands on the left of `=`, or between `for` and `in`."""

from __future__ import annotations

import ast

from engine.errors import PlaygroundError
from engine.language.builtins import BUILTINS
from engine.language.coercions import items, number, position
from engine.language.interpreter import Interpreter
from engine.language.parse import span_of
from engine.language.scopes import bind
from engine.language.values import is_number, kind
from engine.tape import Traced

_FIELDS = "Of a value, .data, .grad and .label can be assigned."


def unpack(run: Interpreter, target: ast.expr, value: object) -> None:
    """Give a loop's item to its names, which get no label by it."""
    if isinstance(target, (ast.Tuple, ast.List)):
        for part, item in zip(target.elts, _parts(target, value), strict=True):
            unpack(run, part, item)
    elif isinstance(target, ast.Name):
        _bind(run, target, value)
    else:
        assign(run, target, value, target)


def assign(run: Interpreter, target: ast.expr, value: object, source: ast.expr) -> None:
    """`target = value`, where `source` is the expression that gave the value."""
    if isinstance(target, ast.Name):
        _bind(run, target, _named(run, target.id, value, source))
    elif isinstance(target, (ast.Tuple, ast.List)):
        parts = _parts(target, value)
        sources = [source] * len(parts)
        if isinstance(source, (ast.Tuple, ast.List)) and len(source.elts) == len(parts):
            sources = source.elts
        for part, item, origin in zip(target.elts, parts, sources, strict=True):
            assign(run, part, item, origin)
    elif isinstance(target, ast.Attribute):
        set_attribute(run, target, run.evaluate(target.value), value)
    elif isinstance(target, ast.Subscript):
        set_item(
            target,
            run.evaluate(target.value),
            None if isinstance(target.slice, ast.Slice) else run.evaluate(target.slice),
            value,
        )


def _bind(run: Interpreter, target: ast.Name, value: object) -> None:
    try:
        bind(run.scope, target.id, value, BUILTINS)
    except PlaygroundError as error:
        error.at(span_of(target))
        raise


def _named(run: Interpreter, name: str, value: object, source: ast.expr) -> object:
    """In plain style a number becomes a leaf by its name; a value without a label is called by its name."""
    if run.plain and run.calls == 0 and is_number(value) and type(value) is not bool:
        run.tape.span = span_of(source)
        return run.tape.leaf(value, name)
    if type(value) is Traced and not value.label:
        run.tape.relabel(value, name)
    return value


def _parts(target: ast.Tuple | ast.List, value: object) -> list[object]:
    parts = list(items(value, span_of(target)))
    if len(parts) != len(target.elts):
        raise PlaygroundError(
            "value",
            f"{len(target.elts)} names stand here for {len(parts)} items.",
            span_of(target),
            "Give each item one name.",
        )
    return parts


def set_attribute(run: Interpreter, target: ast.Attribute, owner: object, value: object) -> None:
    """a.data = 2.0, a.grad = 0.0, a.label = 'a'"""
    name = target.attr
    if type(owner) is not Traced:
        raise PlaygroundError("type", f"Nothing can be assigned to .{name} of {kind(owner)}.", span_of(target), _FIELDS)
    run.tape.span = span_of(target)
    if name == "data":
        run.tape.assign(owner, "data", number(value, span_of(target)))
    elif name == "grad":
        run.tape.assign(owner, "grad", number(value, span_of(target)))
    elif name != "label":
        raise PlaygroundError("type", f"Nothing can be assigned to .{name} of a Value.", span_of(target), _FIELDS)
    elif type(value) is str:
        run.tape.relabel(owner, value)
    else:
        raise PlaygroundError(
            "type", f"A label is a string, not {kind(value)}.", span_of(target), "Write a.label = 'a'."
        )


def set_item(target: ast.Subscript, owner: object, index: object, value: object) -> None:
    """xs[0] = value"""
    if isinstance(target.slice, ast.Slice):
        raise PlaygroundError(
            "unsupported",
            "Assigning to a slice is not part of this language.",
            span_of(target),
            "Assign to one item: xs[0] = 1.",
        )
    if type(owner) is not list:
        raise PlaygroundError(
            "type", f"The items of {kind(owner)} cannot be assigned to.", span_of(target), "Only those of a list can."
        )
    owner[position(owner, index, span_of(target.slice))] = value
