"""What can be done with arrays: operators, reductions, order and products, given to the class as its methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import dtypes, kernels, layout, scalars
from .arrays import array, make, ndarray, view_of
from .dtypes import BOOL, INT64, dtype
from .reductions import REDUCTIONS, pairwise, result_kind


def _operand(value: Any) -> tuple[ndarray, bool] | None:
    """An operand as an array, and whether it is a plain Python number."""
    if isinstance(value, ndarray):
        return value, False
    if isinstance(value, (str, bytes, dict, set, type(None))):
        return None
    return array(value), type(value) in scalars.PLAIN_NUMBERS


def binary(name: str, left: Any, right: Any) -> Any:
    """An operation on two arrays, arrays and numbers, or an array and something that numpy does not know."""
    first, second = _operand(left), _operand(right)
    if first is None or second is None:
        return NotImplemented
    (a, a_weak), (b, b_weak) = first, second
    common = scalars.common(a.dtype, a_weak, b.dtype, b_weak)
    shape = layout.broadcast_shape(a.shape, b.shape)
    lists = [
        one._list()
        if one.shape == shape
        else view_of(one._buffer, layout.stretched(one._view, shape), one.dtype)._list()
        for one in (a, b)
    ]
    results, kind = kernels.binary(name, lists[0], lists[1], common)
    return make(results, shape, kind) if shape else kind.type(results[0])


def unary(name: str, value: Any) -> Any:
    """An operation on each element of an array, or on a number."""
    source = array(value)
    results, kind = kernels.unary(name, source._list(), source.dtype)
    return make(results, source.shape, kind) if source.shape else kind.type(results[0])


def reduce(name: str, source: ndarray, axis: Any = None, keepdims: bool = False) -> Any:
    """One number for the whole array, or for each place along the other axes."""
    kind = result_kind(name, source.dtype)
    function = REDUCTIONS[name]
    if axis is None:
        result = kind.type(function(source._list(), source.dtype))
        return make([scalars.plain(result)], (1,) * source.ndim, kind) if keepdims else result
    number = layout.axis_of(axis, source.ndim)
    rest = [other for other in range(source.ndim) if other != number]
    last = source.transpose(*rest, number)
    values, length = last._list(), source.shape[number]
    rows = [values[start : start + length] for start in range(0, len(values), length or 1)]
    if name in ("sum", "mean") and number < source.ndim - 1 and source.dtype.kind == "f":
        # numpy adds up whole rows here, one after the other, and not each column by itself.
        totals = [_one_by_one(row) for row in rows]
        results = dtypes.cast([one / length for one in totals] if name == "mean" else totals, kind)
    else:
        results = [function(row, source.dtype) for row in rows]
    shape = tuple(1 if other == number else size for other, size in enumerate(source.shape))
    kept = shape if keepdims else last.shape[:-1]
    return make(results, kept, kind) if kept else kind.type(results[0])


def _one_by_one(values: Sequence[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total


def matmul(left: ndarray, right: ndarray) -> Any:
    """The product of matrices and vectors."""
    if not left.shape or not right.shape:
        return binary("multiply", left, right)
    a = left if left.ndim > 1 else left.reshape(1, -1)
    b = right if right.ndim > 1 else right.reshape(-1, 1)
    if a.ndim > 2 or b.ndim > 2:
        raise ValueError("This stand-in multiplies matrices and vectors, not stacks of them.")
    if a.shape[1] != b.shape[0]:
        raise ValueError(
            "matmul: Input operand 1 has a mismatch in its core dimension 0 "
            f"(size {b.shape[0]} is different from {a.shape[1]})"
        )
    kind = dtypes.promote(a.dtype, b.dtype)
    columns = [b[:, column]._list() for column in range(b.shape[1])]
    sums = [_inner(row._list(), column, kind) for row in a for column in columns]
    shape = (a.shape[:1] if left.ndim > 1 else ()) + (b.shape[1:] if right.ndim > 1 else ())
    return make(dtypes.cast(sums, kind), shape, kind) if shape else kind.type(sums[0])


def _inner(row: Sequence[Any], column: Sequence[Any], kind: dtype) -> Any:
    products = [a * b for a, b in zip(row, column, strict=True)]
    if kind.kind == "f":
        return pairwise(products, 0, len(products))
    total = products[0] if products else 0
    for one in products[1:]:
        total = total + one
    return total


def _forward(name: str) -> Callable[[Any, Any], Any]:
    return lambda self, other: binary(name, self, other)


def _reflected(name: str) -> Callable[[Any, Any], Any]:
    return lambda self, other: binary(name, other, self)


def _in_place(name: str) -> Callable[[Any, Any], Any]:
    def method(self: ndarray, other: Any) -> Any:
        result = binary(name, self, other)
        if result is NotImplemented:
            return result
        if isinstance(result, ndarray) and result.dtype.kind == "f" and self.dtype.kind in "bi":
            raise TypeError(
                f"Cannot cast ufunc '{name}' output from dtype('float64') to dtype('{self.dtype}') with casting "
                "rule 'same_kind'"
            )
        self[...] = result
        return self

    return method


def _sorted_rows(source: ndarray, order: Callable[[list[Any]], Sequence[Any]]) -> ndarray:
    """The last axis put in order."""
    values, length = source._list(), source.shape[-1]
    rows = (values[start : start + length] for start in range(0, len(values), length or 1))
    return make([value for row in rows for value in order(row)], source.shape, source.dtype)


def _reduction(name: str) -> Callable[..., Any]:
    return lambda self, axis=None, keepdims=False: reduce(name, self, axis, keepdims)


def variance(source: ndarray, axis: Any = None) -> Any:
    deviation = binary("subtract", source, reduce("mean", source, axis, keepdims=True))
    return reduce("mean", array(binary("multiply", deviation, deviation)), axis)


def deviation(source: ndarray, axis: Any = None) -> Any:
    return unary("sqrt", variance(source, axis))


def _cumsum(self: ndarray) -> ndarray:
    totals: list[Any] = []
    for value in self._list():
        totals.append(totals[-1] + value if totals else value)
    kind = INT64 if self.dtype is BOOL else self.dtype
    return make(dtypes.cast(totals, kind), (self.size,), kind)


def _round(self: ndarray, decimals: int = 0) -> ndarray:
    return make([round(value, decimals) for value in self._list()], self.shape, self.dtype)


def _clip(self: ndarray, low: Any = None, high: Any = None) -> Any:
    result = self if low is None else binary("maximum", self, low)
    return result if high is None else binary("minimum", result, high)


def _sort(self: ndarray) -> None:
    self[...] = _sorted_rows(self, lambda row: sorted(row))


def _argsort(self: ndarray) -> ndarray:
    ordered = _sorted_rows(self, lambda row: sorted(range(len(row)), key=row.__getitem__))
    return ordered.astype(INT64)


for _symbol, _name in scalars.SYMBOLS.items():
    setattr(ndarray, f"__{_symbol}__", _forward(_name))
    setattr(ndarray, f"__r{_symbol}__", _reflected(_name))
    setattr(ndarray, f"__i{_symbol}__", _in_place(_name))
for _symbol, _name in scalars.COMPARED.items():
    setattr(ndarray, f"__{_symbol}__", _forward(_name))
for _name in REDUCTIONS:
    setattr(ndarray, _name, _reduction(_name))
METHODS: dict[str, Callable[..., Any]] = {
    "__abs__": lambda self: unary("absolute", self),
    "__invert__": lambda self: unary("invert", self),
    "__matmul__": lambda self, other: matmul(self, array(other)),
    "__neg__": lambda self: unary("negative", self),
    "__pos__": lambda self: unary("positive", self),
    "__rmatmul__": lambda self, other: matmul(array(other), self),
    "argsort": _argsort,
    "clip": _clip,
    "cumsum": _cumsum,
    "dot": lambda self, other: matmul(self, array(other)),
    "round": _round,
    "sort": _sort,
    "std": deviation,
    "var": variance,
}
for _name, _method in METHODS.items():
    setattr(ndarray, _name, _method)
