"""Assignment targets, on the left of `=` or between `for` and `in`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from ..errors import PlaygroundError, Span
from ..trace.tape import Traced
from . import plain
from .attributes import attribute
from .coercions import counted_number, item, valid_index
from .containers import Dictionary
from .foreign_names import TENSORS
from .interpreter import Interpreter
from .keys import get, put
from .scopes import bind, look_up
from .starred import parts_of, plain_target
from .syntax.parse import span_of
from .values import NOTHING, describe, is_number


@dataclass(slots=True)
class NameTarget:
    """The target `a`."""

    run: Interpreter
    target: ast.Name

    def read(self) -> object:
        return look_up(self.run.scope, self.target.id, self.run.builtins, called=False)

    def write(self, value: object, source: ast.expr) -> None:
        """In plain style a number becomes a leaf with this name as its label; a value without a label gets this one."""
        run, name = self.run, self.target.id
        if run.plain_style and run.call_depth == 0 and is_number(value) and type(value) is not bool:
            run.tape.span = span_of(source)
            value = plain.leaf(run.tape, value, name)
        elif type(value) is Traced and not value.label:
            run.tape.relabel(value, name)
            plain.note_counter(value, name)
        bind(run.scope, name, value, run.builtins)


@dataclass(slots=True)
class FieldTarget:
    """The target `a.data`, `a.grad` or `a.label`."""

    run: Interpreter
    target: ast.Attribute
    owner: object

    def read(self) -> object:
        return attribute(self.owner, self.target.attr)

    def write(self, value: object, source: ast.expr) -> None:
        name, owner, tape = self.target.attr, self.owner, self.run.tape
        if type(owner) is not Traced or name not in ("data", "grad", "label"):
            hint = "Of a Value, .data, .grad and .label can be assigned."
            if type(owner) is Traced and name in TENSORS:
                hint = TENSORS[name][1] or hint
            raise PlaygroundError("type", f"Nothing can be assigned to .{name} of {describe(owner)}.", hint=hint)
        (line, column), (end_line, end_column) = span_of(self.target)[:2], span_of(source)[2:]
        tape.span = (line, column, end_line, end_column)
        if name == "data":
            tape.assign(owner, "data", counted_number(value))
            plain.replace_number(owner)
        elif name == "grad" and value is NOTHING:
            raise PlaygroundError("type", "A gradient is a number, and not None.", hint="Write 0.0 to begin again.")
        elif name == "grad":
            tape.assign(owner, "grad", counted_number(value))
        elif type(value) is str:
            tape.relabel(owner, value)
        else:
            raise PlaygroundError("type", f"A label is a string, not {describe(value)}.", hint="Write a.label = 'a'.")


@dataclass(slots=True)
class ItemTarget:
    """The target `xs[0]`."""

    run: Interpreter
    target: ast.Subscript
    owner: object
    index: object

    def read(self) -> object:
        if type(self.owner) is Dictionary:
            return get(self.run, self.owner, self.index, span_of(self.target.slice))
        return item(self.owner, self.index, span_of(self.target.slice))

    def write(self, value: object, source: ast.expr) -> None:
        if type(self.owner) is Dictionary:
            put(self.run, self.owner, self.index, value)
            return
        if type(self.owner) is not list:
            hint = "Only those of a list or a dictionary can."
            raise PlaygroundError("type", f"The items of {describe(self.owner)} cannot be assigned to.", hint=hint)
        self.owner[valid_index(self.owner, self.index, span_of(self.target.slice))] = value


Target = NameTarget | FieldTarget | ItemTarget


def resolve(run: Interpreter, target: ast.expr) -> Target:
    """The target of a syntax node; its owner and its index are evaluated now, exactly once."""
    if isinstance(target, ast.Name):
        return NameTarget(run, target)
    if isinstance(target, ast.Attribute):
        return FieldTarget(run, target, run.evaluate(target.value))
    assert isinstance(target, ast.Subscript)
    if isinstance(target.slice, ast.Slice):
        raise PlaygroundError(
            "unsupported", "Assigning to a slice is not part of this language.", hint="Assign to one item: xs[0] = 1."
        )
    return ItemTarget(run, target, run.evaluate(target.value), run.evaluate(target.slice))


def assign(run: Interpreter, target: ast.expr, value: object, source: ast.expr) -> None:
    """Execute `target = value`, where `source` is the expression of the value."""
    if isinstance(target, (ast.Tuple, ast.List)):
        parts = parts_of(run, target, value)
        sources = [source] * len(parts)
        if isinstance(source, (ast.Tuple, ast.List)) and len(source.elts) == len(parts):
            sources = source.elts
        for part, one, origin in zip(target.elts, parts, sources, strict=True):
            assign(run, plain_target(part), one, origin)
        return
    try:
        resolve(run, target).write(value, source)
    except PlaygroundError as error:
        error.at(span_of(target))
        raise


def unpack(run: Interpreter, target: ast.expr, value: object) -> None:
    """Assign a loop's item to its targets; the names do not become labels."""
    if isinstance(target, (ast.Tuple, ast.List)):
        for part, one in zip(target.elts, parts_of(run, target, value), strict=True):
            unpack(run, plain_target(part), one)
    elif isinstance(target, ast.Name):
        _bind(run, target.id, value, span_of(target))
    else:
        assign(run, target, value, target)


def _bind(run: Interpreter, name: str, value: object, span: Span) -> None:
    try:
        bind(run.scope, name, value, run.builtins)
    except PlaygroundError as error:
        error.at(span)
        raise
