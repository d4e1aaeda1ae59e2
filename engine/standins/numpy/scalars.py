"""numpy's scalars: float64 is a float, the others hold a number; each operation gives a scalar of numpy's type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import kernels
from .dtypes import (
    BOOL,
    BY_PYTHON_TYPE,
    FLOAT32,
    FLOAT64,
    INT64,
    OBJECT,
    dtype,
    of_value,
    promote,
    promote_weak,
    round32,
    wrap,
)
from .printing import float32_text

PLAIN_NUMBERS = (bool, int, float)


class generic:  # noqa: N801 -- numpy's names, here and below
    """What all scalars have in common."""

    __slots__ = ()

    dtype: dtype
    shape: tuple[int, ...] = ()
    ndim = 0
    size = 1

    def item(self) -> Any:
        raise NotImplementedError

    def tolist(self) -> Any:
        return self.item()

    def astype(self, target: Any) -> Any:
        return dtype(target).type(self.item())

    def copy(self) -> Any:
        return self

    def sum(self) -> Any:
        return self

    def mean(self) -> Any:
        return FLOAT64.type(self.item())

    def max(self) -> Any:
        return self

    def min(self) -> Any:
        return self

    def any(self) -> Any:
        return BOOL.type(self.item())

    def all(self) -> Any:
        return BOOL.type(self.item())

    def __round__(self, digits: int | None = None) -> Any:
        value = round(self.item(), digits)
        return value if digits is None else self.dtype.type(value)

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec)


class number(generic):  # noqa: N801
    __slots__ = ()


class integer(number):  # noqa: N801
    __slots__ = ()


class floating(number):  # noqa: N801
    __slots__ = ()


class _Held(generic):
    """A scalar that holds a plain number."""

    __slots__ = ("_value",)

    _value: Any

    def item(self) -> Any:
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __float__(self) -> float:
        return float(self._value)

    def __int__(self) -> int:
        return int(self._value)

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._value,)


class int64(_Held, integer):  # noqa: N801
    __slots__ = ()

    dtype = INT64

    def __init__(self, value: Any = 0) -> None:
        self._value = wrap(int(value))

    def __index__(self) -> int:
        index: int = self._value
        return index

    def __repr__(self) -> str:
        return f"np.int64({self._value})"

    def __str__(self) -> str:
        return str(self._value)


class bool_(_Held):  # noqa: N801
    __slots__ = ()

    dtype = BOOL

    def __new__(cls, value: Any = False) -> bool_:
        return TRUE if value else FALSE

    def __repr__(self) -> str:
        return f"np.{self._value}_"

    def __str__(self) -> str:
        return str(self._value)


def _truth(value: bool) -> bool_:
    made = object.__new__(bool_)
    made._value = value
    return made


TRUE = True_ = _truth(True)
FALSE = False_ = _truth(False)


class float32(_Held, floating):  # noqa: N801
    __slots__ = ()

    dtype = FLOAT32

    def __init__(self, value: Any = 0.0) -> None:
        self._value = round32([float(value)])[0]

    def __repr__(self) -> str:
        return f"np.float32({self!s})"

    def __str__(self) -> str:
        return float32_text(self._value)


class float64(float, floating):  # noqa: N801
    __slots__ = ()

    dtype = FLOAT64

    def item(self) -> float:
        return float(self)

    def __repr__(self) -> str:
        return f"np.float64({float.__repr__(self)})"

    def __str__(self) -> str:
        return float.__repr__(self)

    def __format__(self, spec: str) -> str:
        return float.__format__(self, spec) if spec else float.__repr__(self)

    def __hash__(self) -> int:
        return float.__hash__(self)

    def __neg__(self) -> float64:
        return float.__new__(float64, float.__neg__(self))

    def __round__(self, digits: Any = None) -> Any:
        return float.__round__(self) if digits is None else float64(float.__round__(self, digits))


def _operand(value: Any) -> tuple[Any, dtype, bool] | None:
    """A number, its element type, and whether it is a plain one; None for anything else."""
    if isinstance(value, generic):
        return value.item(), value.dtype, False
    if type(value) in PLAIN_NUMBERS:
        return value, of_value(value), True
    return None


def common(left: dtype, left_weak: bool, right: dtype, right_weak: bool) -> dtype:
    if left_weak == right_weak:
        return promote(left, right)
    return promote_weak(left, right) if left_weak else promote_weak(right, left)


def _operate(name: str, self: Any, other: Any, reflected: bool) -> Any:
    theirs = _operand(other)
    mine = _operand(self)
    if mine is None or theirs is None:
        # numpy goes on with the plain number where the other is an object that it does not know, such as a Value.
        if hasattr(other, "__array__") or isinstance(other, (str, list, tuple, type(None))):
            return NotImplemented
        plain = self.item()
        return kernels.PLAIN[name](other, plain) if reflected else kernels.PLAIN[name](plain, other)
    left, right = (theirs, mine) if reflected else (mine, theirs)
    kind = common(left[1], left[2], right[1], right[2])
    (result,), made = kernels.binary(name, [left[0]], [right[0]], kind)
    return made.type(result)


def _method(name: str, reflected: bool) -> Callable[[Any, Any], Any]:
    def method(self: Any, other: Any) -> Any:
        return _operate(name, self, other, reflected)

    return method


def _quick(name: str, reflected: bool, python: Callable[[Any, Any], Any], to: Callable[[Any], Any]) -> Any:
    """A method of float64 that takes the short way with floats: a network on numpy's numbers spends its time here."""
    slow = _method(name, reflected)
    new = float.__new__ if to is float64 else None

    def method(self: Any, other: Any) -> Any:
        kind = type(other)
        if kind is float or kind is float64 or kind is int:
            try:
                result = python(self, other)
            except ArithmeticError:
                return slow(self, other)
            if type(result) is float and new:
                return new(float64, result)
            # What is left is a comparison, or a root of a negative number, which is complex in Python.
            return slow(self, other) if new else TRUE if result else FALSE
        return slow(self, other)

    return method


SYMBOLS = {
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "truediv": "divide",
    "floordiv": "floor_divide",
    "mod": "remainder",
    "pow": "power",
    "and": "bitwise_and",
    "or": "bitwise_or",
    "xor": "bitwise_xor",
}
COMPARED = {
    "eq": "equal",
    "ne": "not_equal",
    "lt": "less",
    "le": "less_equal",
    "gt": "greater",
    "ge": "greater_equal",
}
QUICK = {"add", "sub", "mul", "truediv", "pow"}


def _unary(name: str) -> Callable[[Any], Any]:
    def method(self: Any) -> Any:
        (result,), made = kernels.unary(name, [self.item()], self.dtype)
        return made.type(result)

    return method


def _equip(scalar: type[generic]) -> None:
    """Gives a class of scalars its operators."""
    for symbol, name in SYMBOLS.items():
        for reflected in (False, True):
            spelled = f"__{'r' if reflected else ''}{symbol}__"
            if scalar is float64 and symbol in QUICK:
                method = _quick(name, reflected, getattr(float, spelled), float64)
            else:
                method = _method(name, reflected)
            setattr(scalar, spelled, method)
    for symbol, name in COMPARED.items():
        spelled = f"__{symbol}__"
        quick = scalar is float64
        setattr(scalar, spelled, _quick(name, False, getattr(float, spelled), bool) if quick else _method(name, False))
    for spelled, name in {"neg": "negative", "pos": "positive", "abs": "absolute", "invert": "invert"}.items():
        if (spelled != "invert" or not issubclass(scalar, floating)) and f"__{spelled}__" not in vars(scalar):
            setattr(scalar, f"__{spelled}__", _unary(name))


SCALARS: tuple[type[generic], ...] = (bool_, int64, float32, float64)
for _scalar in SCALARS:
    _equip(_scalar)
    _scalar.dtype.type = _scalar
    BY_PYTHON_TYPE[_scalar] = _scalar.dtype
    _scalar.__module__ = "numpy"
    _scalar.__qualname__ = _scalar.__name__ = "bool" if _scalar is bool_ else _scalar.__name__


def plain(value: Any) -> Any:
    """A scalar's number; anything else as it is."""
    return value.item() if isinstance(value, generic) else value


def _as_it_is(value: Any) -> Any:
    return value


OBJECT.type = _as_it_is
