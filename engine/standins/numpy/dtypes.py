"""Element types of arrays: bool, int64, float32, float64 and object, and which one an operation gives."""

from __future__ import annotations

from array import array
from typing import Any

RANKS = "bifO"


class dtype:  # noqa: N801 -- numpy's name
    """An element type. Equal to whatever names it: `numpy.float64`, `float` and "float64"."""

    __slots__ = ("itemsize", "kind", "name", "type")

    name: str
    kind: str
    itemsize: int
    type: Any  # the class of its scalars, which scalars.py sets

    def __new__(cls, spec: Any = None) -> dtype:
        return lookup(spec)

    def __repr__(self) -> str:
        return f"dtype({('O' if self.kind == 'O' else self.name)!r})"

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        try:
            return lookup(other) is self
        except TypeError:
            return False

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[Any, ...]:
        return lookup, (self.name,)


def _make(name: str, kind: str, itemsize: int) -> dtype:
    made = object.__new__(dtype)
    made.name, made.kind, made.itemsize = name, kind, itemsize
    return made


BOOL = _make("bool", "b", 1)
INT64 = _make("int64", "i", 8)
FLOAT32 = _make("float32", "f", 4)
FLOAT64 = _make("float64", "f", 8)
OBJECT = _make("object", "O", 8)
ALL = (BOOL, INT64, FLOAT32, FLOAT64, OBJECT)
BY_PYTHON_TYPE: dict[Any, dtype] = {bool: BOOL, int: INT64, float: FLOAT64, object: OBJECT, None: FLOAT64}
BY_TEXT = {made.name: made for made in ALL} | {
    "bool_": BOOL,
    "?": BOOL,
    "int": INT64,
    "i8": INT64,
    "<i8": INT64,
    "f": FLOAT32,
    "f4": FLOAT32,
    "<f4": FLOAT32,
    "float": FLOAT64,
    "d": FLOAT64,
    "f8": FLOAT64,
    "<f8": FLOAT64,
    "O": OBJECT,
}


def lookup(spec: Any) -> dtype:
    """The element type that something names."""
    if isinstance(spec, dtype):
        return spec
    found = None
    if isinstance(spec, str):
        found = BY_TEXT.get(spec)
    elif spec is None or isinstance(spec, type):
        found = BY_PYTHON_TYPE.get(spec)
    if found is None:
        has = ", ".join(made.name for made in ALL)
        raise TypeError(f"data type {spec!r} is not in this stand-in for numpy, which has {has}")
    return found


def of_value(value: Any) -> dtype:
    """The element type of a plain Python value."""
    return BY_PYTHON_TYPE.get(type(value), OBJECT)


def promote(left: dtype, right: dtype) -> dtype:
    """The element type of an operation on both."""
    if left is right:
        return left
    low, high = sorted((left, right), key=lambda made: (RANKS.index(made.kind), made.itemsize))
    return FLOAT64 if high is FLOAT32 and low is INT64 else high


def promote_weak(weak: dtype, strong: dtype) -> dtype:
    """The same where one operand is a plain Python number: it widens no type of its own kind or of a higher one."""
    return strong if RANKS.index(weak.kind) <= RANKS.index(strong.kind) else promote(weak, strong)


def cast(values: list[Any], target: dtype) -> list[Any]:
    """Values as a type stores them."""
    if target is FLOAT64:
        return [float(value) for value in values]
    if target is FLOAT32:
        return round32([float(value) for value in values])
    if target is INT64:
        return [wrap(int(value)) for value in values]
    if target is BOOL:
        return [bool(value) for value in values]
    return list(values)


def round32(values: list[float]) -> list[float]:
    return array("f", values).tolist()


def wrap(value: int) -> int:
    """An integer as 64 bits hold it."""
    return value if -(2**63) <= value < 2**63 else (value + 2**63) % 2**64 - 2**63
