"""Copies of Values for `copy` and `pickle`, made in loops: those modules would recurse along a chain.

A copy has the operations themselves, never copies of them, because an operation is known by its identity. Of a gradient
that is a Value, a deep or pickled copy has the number: the gradient's own graph leads back to the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .ops import OPS, Op
from .value import Value, gradient_number, result


class Stored(NamedTuple):
    """A result for `pickle`: its operands are positions in the list that it is in."""

    op: str
    a: int
    b: int | None
    data: float
    grad: float
    label: str


def shallow(value: Value) -> Value:
    """`copy.copy`: another Value of the same operands."""
    return _like(value, value.a, value.b)


def deep(root: Value, memo: dict[int, Any]) -> Value:
    """`copy.deepcopy`: a copy of the graph that ends in `root`; values that `memo` has are taken from there."""
    for value in _below(root):
        if id(value) not in memo:
            a, b = (None if operand is None else memo[id(operand)] for operand in (value.a, value.b))
            memo[id(value)] = copy = _like(value, a, b)
            copy.grad = gradient_number(value.grad)
    return memo[id(root)]  # type: ignore[no-any-return]


def reduce(root: Value) -> tuple[Any, ...]:
    """`pickle`: the graph that ends in `root` as a flat list.

    Leaves are values of their own, so that two roots share theirs as before, and a network its parameters.
    """
    if root.op is None:
        return _leaf, (type(root), root.data, gradient_number(root.grad), root.label)
    positions: dict[Value | None, int] = {}
    values: list[Value | Stored] = []
    for value in _below(root):
        if value not in positions:
            positions[value] = len(values)
            values.append(value if value.op is None else _stored(value, value.op, positions))
    return _restored, (values,)


def _below(root: Value) -> Iterator[Value]:
    """`root` and all that it was computed from, exponents too: operands first, leaves as often as they are used."""
    for value in root.order() or [root]:
        yield from (leaf for leaf in (value.a, value.b) if leaf is not None and leaf.op is None)
        yield value


def _like(value: Value, a: Value | None, b: Value | None) -> Value:
    copy = object.__new__(type(value))
    for name in Value.__slots__:
        setattr(copy, name, getattr(value, name))
    copy.a, copy.b = a, b
    return copy


def _leaf(kind: type[Value], data: float, grad: float, label: str) -> Value:
    leaf = object.__new__(kind)
    Value.__init__(leaf, 0.0, label)
    leaf.data, leaf.grad = data, grad  # as they are, even where a program has made them something else than floats
    return leaf


def _stored(value: Value, op: Op, positions: dict[Value | None, int]) -> Stored:
    return Stored(
        op.name, positions[value.a], positions.get(value.b), value.data, gradient_number(value.grad), value.label
    )


def _restored(stored: list[Value | Stored]) -> Value:
    values: list[Value] = []
    for each in stored:
        if isinstance(each, Stored):
            if each.op not in OPS:
                raise LookupError(f"The operation {each.op!r} is not registered here; call operation(...) first.")
            value = result(each.data, OPS[each.op], values[each.a], None if each.b is None else values[each.b])
            value.grad, value.label = each.grad, each.label
            values.append(value)
        else:
            values.append(each)
    return values[-1]
