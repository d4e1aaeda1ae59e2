"""numpy's functions: what makes arrays, joins them, and takes them element by element.

Those that are called like a function of Python end in an underscore here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from . import arrays, dtypes, layout, operators, scalars
from .arrays import make, ndarray
from .dtypes import FLOAT64, INT64
from .random import shape_of


def array(object: Any, dtype: Any = None, copy: bool = True) -> ndarray:
    return arrays.array(object, dtype, copy=copy)


def asarray(a: Any, dtype: Any = None) -> ndarray:
    return arrays.array(a, dtype)


def full(shape: Any, fill_value: Any, dtype: Any = None) -> ndarray:
    kind = dtypes.of_value(fill_value) if dtype is None else dtypes.lookup(dtype)
    lengths = shape_of(shape)
    return make(dtypes.cast([scalars.plain(fill_value)], kind) * math.prod(lengths), lengths, kind)


def zeros(shape: Any, dtype: Any = float) -> ndarray:
    return full(shape, 0, dtype)


def ones(shape: Any, dtype: Any = float) -> ndarray:
    return full(shape, 1, dtype)


def empty(shape: Any, dtype: Any = float) -> ndarray:
    return full(shape, 0, dtype)


def full_like(a: Any, fill_value: Any, dtype: Any = None) -> ndarray:
    source = arrays.array(a)
    return full(source.shape, fill_value, source.dtype if dtype is None else dtype)


def zeros_like(a: Any, dtype: Any = None) -> ndarray:
    return full_like(a, 0, dtype)


def ones_like(a: Any, dtype: Any = None) -> ndarray:
    return full_like(a, 1, dtype)


def eye(N: int, dtype: Any = float) -> ndarray:  # noqa: N803
    return arrays.array([[1.0 if row == column else 0.0 for column in range(N)] for row in range(N)], dtype)


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: Any = None) -> ndarray:
    first, end = (0, start) if stop is None else (start, stop)
    first, end, by = (scalars.plain(value) for value in (first, end, step))
    count = max(0, math.ceil((end - first) / by))
    if all(isinstance(value, int) for value in (first, end, by)):
        return arrays.array([first + place * by for place in range(count)], INT64 if dtype is None else dtype)
    # numpy takes the step from the first two numbers, after rounding: the last digits depend on it.
    origin = float(first)
    delta = (origin + by) - origin
    values = [origin, origin + by][:count] + [origin + place * delta for place in range(2, count)]
    return arrays.array(values, FLOAT64 if dtype is None else dtype)


def linspace(start: float, stop: float, num: int = 50, endpoint: bool = True, dtype: Any = None) -> ndarray:
    first, last = float(start), float(stop)
    parts = num - 1 if endpoint else num
    step = (last - first) / parts if parts > 0 else math.nan
    if parts > 0 and step == 0.0:
        values = [place / parts * (last - first) + first for place in range(num)]
    else:
        values = [place * step + first if parts > 0 else first for place in range(num)]
    if endpoint and num > 1:
        values[-1] = last
    return arrays.array(values, FLOAT64 if dtype is None else dtype)


def meshgrid(*xi: Any, indexing: str = "xy") -> tuple[ndarray, ...]:
    axes = [arrays.array(one).ravel() for one in xi]
    order = list(range(len(axes)))
    if indexing == "xy" and len(axes) > 1:
        order[:2] = [1, 0]
    shape = tuple(len(axes[axis]) for axis in order)
    grids = []
    for axis, one in enumerate(axes):
        along = [1] * len(axes)
        along[order.index(axis)] = -1
        grids.append(broadcast_to(one.reshape(along), shape).copy())
    return tuple(grids)


def broadcast_to(array: Any, shape: Any) -> ndarray:
    source = arrays.array(array)
    view = layout.stretched(source._view, shape_of(shape))
    return arrays.view_of(source._buffer, view, source.dtype)


def concatenate(arrays_: Sequence[Any], axis: Any = 0) -> ndarray:
    parts = [arrays.array(part) for part in arrays_]
    if not parts:
        raise ValueError("need at least one array to concatenate")
    if axis is None:
        parts, axis = [part.ravel() for part in parts], 0
    number = layout.axis_of(axis, parts[0].ndim)
    # With that axis first, the parts lie one after the other.
    turned = [_first(part, number) for part in parts]
    if len({part.shape[1:] for part in turned}) > 1:
        raise ValueError(
            "all the input array dimensions except for the concatenation axis must match exactly, but here they are "
            + " and ".join(str(part.shape) for part in parts)
        )
    kind = parts[0].dtype
    for part in parts[1:]:
        kind = dtypes.promote(kind, part.dtype)
    values = [value for part in turned for value in part.astype(kind)._list()]
    joined = make(values, (sum(map(len, turned)), *turned[0].shape[1:]), kind)
    order = list(range(1, joined.ndim))
    order.insert(number, 0)
    return joined.transpose(*order)


def _first(part: ndarray, axis: int) -> ndarray:
    return part.transpose(axis, *(other for other in range(part.ndim) if other != axis))


def _at_least(part: Any, rank: int) -> ndarray:
    made = arrays.array(part)
    return made if made.ndim >= rank else made.reshape((1,) * (rank - made.ndim) + made.shape)


def vstack(tup: Sequence[Any]) -> ndarray:
    return concatenate([_at_least(part, 2) for part in tup])


def hstack(tup: Sequence[Any]) -> ndarray:
    parts = [_at_least(part, 1) for part in tup]
    return concatenate(parts, axis=0 if parts[0].ndim == 1 else 1)


def stack(arrays_: Sequence[Any], axis: int = 0) -> ndarray:
    parts = [arrays.array(part) for part in arrays_]
    place = layout.axis_of(axis, parts[0].ndim + 1)
    return concatenate([part.reshape((*part.shape[:place], 1, *part.shape[place:])) for part in parts], axis=place)


def column_stack(tup: Sequence[Any]) -> ndarray:
    parts = [arrays.array(part) for part in tup]
    return concatenate([part.reshape(-1, 1) if part.ndim < 2 else part for part in parts], axis=1)


def append(arr: Any, values: Any, axis: Any = None) -> ndarray:
    if axis is None:
        return concatenate([asarray(arr).ravel(), asarray(values).ravel()])
    return concatenate([arr, values], axis)


class _Columns:
    """`np.c_[a, b]`: the arrays side by side, as columns."""

    def __getitem__(self, parts: Any) -> ndarray:
        return column_stack(parts if isinstance(parts, tuple) else (parts,))


c_ = _Columns()


def reshape(a: Any, shape: Any) -> ndarray:
    return asarray(a).reshape(shape)


def ravel(a: Any) -> ndarray:
    return asarray(a).ravel()


def transpose(a: Any) -> ndarray:
    return asarray(a).transpose()


def expand_dims(a: Any, axis: int) -> ndarray:
    source = asarray(a)
    place = layout.axis_of(axis, source.ndim + 1)
    return source.reshape((*source.shape[:place], 1, *source.shape[place:]))


def where(condition: Any, x: Any = None, y: Any = None) -> Any:
    chosen = asarray(condition)
    if x is None and y is None:
        found = [place for place, value in enumerate(chosen._list()) if value]
        strides = layout.contiguous(chosen.shape)
        return tuple(
            make([place // stride % length for place in found], (len(found),), INT64)
            for length, stride in zip(chosen.shape, strides, strict=True)
        )
    a, b = asarray(x), asarray(y)
    weak = [type(value) in scalars.PLAIN_NUMBERS for value in (x, y)]
    kind = scalars.common(a.dtype, weak[0], b.dtype, weak[1])
    shape = layout.broadcast_shape(chosen.shape, a.shape, b.shape)
    lists = [broadcast_to(one, shape)._list() for one in (chosen, a, b)]
    values = [first if test else second for test, first, second in zip(*lists, strict=True)]
    return make(dtypes.cast(values, kind), shape, kind)


def dot(a: Any, b: Any) -> Any:
    return operators.matmul(asarray(a), asarray(b))


matmul = dot


def outer(a: Any, b: Any) -> Any:
    return operators.binary("multiply", asarray(a).reshape(-1, 1), asarray(b).reshape(1, -1))


def sort(a: Any) -> ndarray:
    made = arrays.array(a, copy=True)
    made.sort()
    return made


def argsort(a: Any) -> Any:
    return asarray(a).argsort()


def cumsum(a: Any) -> Any:
    return asarray(a).cumsum()


def unique(ar: Any) -> ndarray:
    source = asarray(ar)
    values = sorted(set(source._list()))
    return make(values, (len(values),), source.dtype)


def round_(a: Any, decimals: int = 0) -> Any:
    source = asarray(a)
    return source.round(decimals) if source.shape else source.round(decimals)[()]


def clip(a: Any, a_min: Any, a_max: Any) -> Any:
    return asarray(a).clip(a_min, a_max)


def isclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08) -> Any:
    distance: Any = absolute(operators.binary("subtract", asarray(a), asarray(b)))
    return distance <= atol + rtol * absolute(b)


def allclose(a: Any, b: Any, rtol: float = 1e-05, atol: float = 1e-08) -> bool:
    return bool(asarray(isclose(a, b, rtol, atol)).all())


def array_equal(a1: Any, a2: Any) -> bool:
    first, second = asarray(a1), asarray(a2)
    return first.shape == second.shape and bool(asarray(first == second).all())


def _unary(name: str) -> Callable[..., Any]:
    def function(x: Any) -> Any:
        return operators.unary(name, x)

    function.__name__ = name
    return function


def _binary(name: str) -> Callable[..., Any]:
    def function(x1: Any, x2: Any) -> Any:
        return operators.binary(name, x1, x2)

    function.__name__ = name
    return function


def _reduction(name: str) -> Callable[..., Any]:
    def function(a: Any, axis: Any = None, keepdims: bool = False) -> Any:
        return operators.reduce(name, asarray(a), axis, keepdims)

    function.__name__ = name
    return function


def std(a: Any, axis: Any = None) -> Any:
    return operators.deviation(asarray(a), axis)


def var(a: Any, axis: Any = None) -> Any:
    return operators.variance(asarray(a), axis)


exp, expm1, log, log2, log10, log1p = map(_unary, ("exp", "expm1", "log", "log2", "log10", "log1p"))
sqrt, square, absolute, sign = map(_unary, ("sqrt", "square", "absolute", "sign"))
sin, cos, tan, sinh, cosh, tanh = map(_unary, ("sin", "cos", "tan", "sinh", "cosh", "tanh"))
arcsin, arccos, arctan = map(_unary, ("arcsin", "arccos", "arctan"))
floor, ceil, rint, negative = map(_unary, ("floor", "ceil", "rint", "negative"))
isnan, isinf, isfinite, logical_not = map(_unary, ("isnan", "isinf", "isfinite", "logical_not"))
add, subtract, multiply, divide, power = map(_binary, ("add", "subtract", "multiply", "divide", "power"))
maximum, minimum, arctan2 = map(_binary, ("maximum", "minimum", "arctan2"))
logical_and, logical_or, logical_xor = map(_binary, ("logical_and", "logical_or", "logical_xor"))
mod = _binary("remainder")
sum_, prod, mean = map(_reduction, ("sum", "prod", "mean"))
amax, amin = map(_reduction, ("max", "min"))
argmax, argmin, any_, all_ = map(_reduction, ("argmax", "argmin", "any", "all"))
