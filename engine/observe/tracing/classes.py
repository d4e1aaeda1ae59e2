"""Value classes: which of the reader's classes are values, and which attribute is data, which gradient."""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeGuard, TypeVar

_T = TypeVar("_T")

ARITHMETIC = frozenset(
    f"__{prefix}{name}__" for prefix in ("", "r") for name in ("add", "sub", "mul", "truediv", "pow", "matmul")
) | {"__neg__"}
GRADIENT_NAME = re.compile(r"grad|adj|deriv|sensitiv", re.IGNORECASE)
GRADIENT_PROPERTY = re.compile(r"requires|enable|need|fn|func|rule|op$|back", re.IGNORECASE)
DATA_NAME = re.compile(r"data|val|primal", re.IGNORECASE)
PLACE_NAME = re.compile(r"^_*(id|idx|index|node|pos|position|op|i|n)$", re.IGNORECASE)
LABELS = ("label", "name", "_label", "_name")
NUMBER_MODULES = ("numpy", "decimal", "fractions")
MISSING: Any = object()
"""In place of the content of an attribute that is not there."""


@dataclass(slots=True)
class ValueClass:
    """What is known of one class.

    data       the attribute that stores the first argument of the constructor, or empty while it is not known
    gradient   the attribute that passes have written, or empty before the first pass
    simple     `gradient`, if a store to it runs none of the reader's code
    sample     an object with the arguments of its constructor, from which `data` is found
    labels     attributes that name a value, found at the first
    written    attributes that may be the gradient: they had no number before
    classes    all that are known
    indirect   by attribute: whether a store runs the reader's own code (a property, or `__setattr__`)
    """

    kind: type
    data: str = ""
    gradient: str = ""
    simple: str = ""
    sample: tuple[Callable[[], Any], tuple[Any, ...]] | None = None
    labels: tuple[str, ...] | None = None
    written: set[str] = field(default_factory=set)
    indirect: dict[str, bool] = field(default_factory=dict)
    classes: dict[int, ValueClass] = field(default_factory=dict)

    def _data_of_relative(self) -> str:
        """The attribute of a class with the same base: `Sum(a, b)` is given no number, `Leaf(2.0)` is."""
        bases = set(self.kind.__mro__[:-1])
        return next(
            (
                each.data
                for each in self.classes.values()
                if each.data and any(base in bases and is_value_class(base) for base in each.kind.__mro__[:-1])
            ),
            "",
        )

    def runs_code(self, name: str) -> bool:
        known = self.indirect.get(name)
        if known is None:
            descriptor = in_mro(self.kind, name)
            stored = descriptor is MISSING or is_a(descriptor, types.MemberDescriptorType)
            known = in_mro(self.kind, "__setattr__") is not vars(object)["__setattr__"] or (
                not stored and hasattr(type(descriptor), "__set__")
            )
            self.indirect[name] = known
        return known

    def settle(self, gradient: str) -> None:
        """The gradient's attribute is known."""
        self.gradient = gradient
        self.simple = "" if self.runs_code(gradient) else gradient

    def find_data(self, owner: object = None, name: str = "", after: float | None = None) -> None:
        """Find where the constructor has put its first number.

        Where there is no constructor, it is the first number that is stored, unless its name is that of a gradient.
        """
        if self.sample is None:
            fields = vars(self.kind).get("__dataclass_fields__")
            if fields:
                self.data = next(iter(fields))
            elif after is not None and type(owner).__init__ is object.__init__ and not GRADIENT_NAME.search(name):
                self.data = name
            else:
                self.data = self._data_of_relative()
            return
        node, given = self.sample
        value = node()
        first = next((each for each in given if number(each) is not None), None)
        if value is None or first is None:
            self.sample = None
            return
        names = [name for name in attribute_names(value) if number(stored(value, name)) is not None]
        same = [name for name in names if stored(value, name) is first]
        equal = [name for name in names if number(stored(value, name)) == number(first)]
        if len(given) > 1:  # `Var(tape, index, value)`: a telling name counts more than the place
            same = [name for name in names if any(stored(value, name) is each for each in given)]
            same.sort(key=lambda name: (not DATA_NAME.search(name), bool(PLACE_NAME.search(name))))
        likely = [name for name in same + equal if not GRADIENT_NAME.search(name)]
        if likely:
            self.data = likely[0]
            self.sample = None


def is_a(value: object, kind: type[_T]) -> TypeGuard[_T]:
    """isinstance() that does not ask the value for its `__class__`, which the reader's code may answer."""
    return issubclass(type(value), kind)


def is_value_class(kind: type) -> bool:
    """Whether the reader's class has arithmetic of its own, or else keeps a gradient."""
    if issubclass(kind, (BaseException, type)):
        return False
    own = [each for each in kind.__mro__ if each.__module__ != "builtins"]
    if any(name in vars(each) for each in own for name in ARITHMETIC):
        return True
    return any(GRADIENT_NAME.search(name) for each in own for name in _fields(each))


def _fields(kind: type) -> list[str]:
    """Names of attributes that a class says its objects have."""
    slots = vars(kind).get("__slots__", ())
    names = [slots] if is_a(slots, str) else [name for name in slots if is_a(name, str)]
    constructor = vars(kind).get("__init__")
    if is_a(constructor, types.FunctionType) and constructor.__code__.co_argcount > 1:
        names += [name for name in constructor.__code__.co_names if is_a(name, str)]
    if "__dataclass_fields__" in vars(kind):
        names += list(vars(kind)["__dataclass_fields__"])
    return names


def in_mro(kind: type, name: str) -> Any:
    for each in kind.__mro__:
        if name in vars(each):
            return vars(each)[name]
    return MISSING


def names_gradient(value: object) -> bool:
    """Whether the value has an attribute for its gradient that says so by its name."""
    for name in attribute_names(value):
        if GRADIENT_NAME.search(name) and not GRADIENT_PROPERTY.search(name):
            content = stored(value, name)
            if content is None or content is MISSING or number(content) is not None:
                return True
    return False


def stored(value: object, name: str) -> Any:
    """The content of an attribute, without the reader's `__getattr__`; MISSING if there is none."""
    try:
        return object.__getattribute__(value, name)
    except AttributeError:
        return MISSING


def attribute_names(value: object) -> list[str]:
    """Names of an object's own attributes: first those in slots, then those in its dictionary."""
    names = [
        name
        for each in type(value).__mro__
        for name, descriptor in vars(each).items()
        if is_a(descriptor, types.MemberDescriptorType)
    ]
    content = stored(value, "__dict__")
    return names + (list(content) if is_a(content, dict) else [])


def number(content: Any, classes: dict[int, ValueClass] | None = None) -> float | None:
    """The number that an attribute stores, as a plain one, as one of NumPy, alone in a list, or as a value's data."""
    kind = type(content)
    if kind is float or kind is int:
        return _float(content)
    if content is None or content is MISSING or kind is bool or kind is str:
        return None
    if classes is not None and id(kind) in classes:
        inner = classes[id(kind)].data
        return number(stored(content, inner)) if inner else None
    if kind is list or kind is tuple:
        alone = content if len(content) == 1 else ()
        return number(alone[0]) if alone else None
    if kind.__module__ in NUMBER_MODULES:
        return _float(content) if getattr(content, "size", 1) == 1 else None
    if issubclass(kind, (int, float)):
        return _float(content)
    return None


def _float(content: Any) -> float | None:
    try:
        return float(content)
    except (TypeError, ValueError, OverflowError):
        return None
