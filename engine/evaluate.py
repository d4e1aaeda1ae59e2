"""Evaluation of an expression again with other data in its leaves; the values themselves do not change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf, isfinite, nextafter
from random import Random
from typing import NamedTuple

from .float_identity import same_number
from .ops import Op
from .value import Value

Number = Callable[..., float]


class Entry(NamedTuple):
    """One operation: the slots of its result and of its operands; b is None for an operation of one operand."""

    out: int
    op: Op
    forward: Number
    a: int
    b: int | None


# Results of these have no rounding error. That of the other operators is half a unit in the last place at most, and
# that of functions two units (engine/elementary.py).
_EXACT = frozenset({"neg", "relu", "abs", "max", "min"})
_ROUNDED_ONCE = frozenset({"+", "-", "*", "/", "sqrt"})


class Graph:
    """The expression below `root`.

    order   the results, operands first
    leaves  the leaves and constants below `root`, each once
    values  both: a value's index here is its slot
    data    the number of each slot, computed from the leaves

    `begin` is called before each evaluation; it may raise, to end what takes too long.
    """

    def __init__(self, root: Value, begin: Callable[[], None] | None = None) -> None:
        self._begin = begin
        self.order = root.order()
        seen: dict[int, Value] = {}
        for value in self.order:
            for operand in value.operands:
                if operand.op is None:
                    seen.setdefault(id(operand), operand)
        if root.op is None:
            seen[id(root)] = root
        self.root = root
        self.leaves = list(seen.values())
        self.values = [*self.leaves, *self.order]
        self._slots = {id(value): i for i, value in enumerate(self.values)}
        self.data = [value.data for value in self.values]
        self.entries = [self._entry(value) for value in self.order]
        self.root_slot = self._slots[id(root)]
        run(self.entries, self.data)

    def _entry(self, value: Value) -> Entry:
        op, b = value.op, value.b
        assert op is not None  # order() holds results only
        if value.exponent is not None and b is not None:  # a number of the operation, and no operand
            second = self._slots.get(id(b))
            if second is None:
                second = self._slots[id(b)] = len(self.data)
                self.values.append(b)
                self.data.append(b.data)
        else:
            second = None if op.arity == 1 else self._slots[id(b)]
        return Entry(self._slots[id(value)], op, op.forward, self._slots[id(value.a)], second)

    def slot(self, value: Value) -> int | None:
        """Its index in `values`; None if the root does not depend on it."""
        return self._slots.get(id(value))

    def dependents(self, slot: int) -> list[Entry]:
        """The operations that have to be computed again when this slot changes."""
        changed = bytearray(len(self.data))
        changed[slot] = 1
        found = []
        for entry in self.entries:
            if changed[entry.a] or (entry.b is not None and changed[entry.b]):
                changed[entry.out] = 1
                found.append(entry)
        return found

    def evaluate(self, overrides: Mapping[Value, float]) -> float:
        """The root's data with the data of `overrides` in those leaves."""
        self.begin()
        data = list(self.data)
        for value, number in overrides.items():
            slot = self.slot(value)
            if slot is not None:
                data[slot] = number
        run(self.entries, data)
        return data[self.root_slot]

    def begin(self) -> None:
        if self._begin is not None:
            self._begin()

    def stale(self, entries: Sequence[Entry]) -> Value | None:
        """The first result whose data are not what its operands give, because the program assigned data since."""
        for entry in entries:
            if not same_number(self.data[entry.out], self.values[entry.out].data):
                return self.values[entry.out]
        return None


def run(entries: Sequence[Entry], data: list[float]) -> None:
    """Compute the entries' results in `data`."""
    for out, _, forward, a, b in entries:
        data[out] = forward(data[a]) if b is None else forward(data[a], data[b])


def run_rounded_otherwise(entries: Sequence[Entry], data: list[float], base: Sequence[float], seed: int) -> set[int]:
    """As `run`, but each result is moved by its rounding error, up or down by the bits of `seed`.

    Only results with an operand that is not that of `base` are moved: equal operands round equally, and such an error
    cancels in a difference. How far the root moves is how far rounding can move it: no derivative is needed for that.
    The slots whose numbers rounding can move, or which are not those of `base`, are returned.
    """
    signs = Random(seed)
    changed = {slot for slot in range(len(data)) if data[slot] != base[slot]}
    for out, op, forward, a, b in entries:
        result = forward(data[a]) if b is None else forward(data[a], data[b])
        if (a in changed or b in changed) and result != 0.0 and isfinite(result) and op.name not in _EXACT:
            towards = inf if signs.random() < 0.5 else -inf
            result = nextafter(result, towards)
            if op.name not in _ROUNDED_ONCE:
                result = nextafter(result, towards)
            changed.add(out)
        elif result != base[out]:
            changed.add(out)
        data[out] = result
    return changed
