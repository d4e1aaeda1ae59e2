"""ndarray: a view of a list of Python numbers by shape and strides, with numpy's operators, indices and text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from . import dtypes, kernels, layout, printing, scalars
from .dtypes import BOOL, FLOAT64, INT64, OBJECT, dtype
from .layout import Fancy, Shape, View
from .reductions import REDUCTIONS, pairwise, result_kind


class ndarray:  # noqa: N801 -- numpy's name
    """An array. Basic slices share its buffer, as in numpy; lists and masks of positions copy."""

    __slots__ = ("_buffer", "_view", "dtype")

    __hash__ = None  # type: ignore[assignment]

    _buffer: list[Any]
    _view: View
    dtype: dtype

    def __new__(cls, *_: Any, **__: Any) -> ndarray:
        raise TypeError("Arrays are made by np.array, np.zeros, np.arange and such.")

    # Shape

    @property
    def shape(self) -> Shape:
        return self._view.shape

    @property
    def ndim(self) -> int:
        return len(self._view.shape)

    @property
    def size(self) -> int:
        return math.prod(self._view.shape)

    @property
    def T(self) -> ndarray:  # noqa: N802
        return self.transpose()

    @property
    def flat(self) -> Iterator[Any]:
        return iter(self.ravel())

    def transpose(self, *axes: Any) -> ndarray:
        given = axes[0] if len(axes) == 1 and isinstance(axes[0], (tuple, list)) else axes
        order = [layout.axis_of(axis, self.ndim) for axis in given] or list(reversed(range(self.ndim)))
        view = self._view
        shape = tuple(view.shape[axis] for axis in order)
        return _wrap(self._buffer, View(view.offset, shape, tuple(view.strides[axis] for axis in order)), self.dtype)

    def reshape(self, *shape: Any) -> ndarray:
        wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
        resolved = layout.resolve_shape(self.size, wanted)
        if self._view.strides != layout.contiguous(self.shape):
            return make(self._list(), resolved, self.dtype)
        return _wrap(self._buffer, View(self._view.offset, resolved, layout.contiguous(resolved)), self.dtype)

    def ravel(self) -> ndarray:
        return self.reshape(-1) if self.size else self.reshape(0)

    def flatten(self) -> ndarray:
        return make(self._list(), (self.size,), self.dtype)

    def squeeze(self) -> ndarray:
        return self.reshape(tuple(length for length in self.shape if length != 1))

    def copy(self) -> ndarray:
        return make(self._list(), self.shape, self.dtype)

    def astype(self, target: Any) -> ndarray:
        kind = dtype(target)
        return make(dtypes.cast(self._list(), kind), self.shape, kind)

    def fill(self, value: Any) -> None:
        self[...] = value

    # Elements

    def _list(self) -> list[Any]:
        where = layout.positions(self._view)
        if isinstance(where, range):
            return self._buffer[where.start : where.stop]
        buffer = self._buffer
        return [buffer[position] for position in where]

    def __array__(self) -> ndarray:
        return self

    def item(self, *index: Any) -> Any:
        if index:
            return scalars.plain(self[index if len(index) > 1 else index[0]])
        if self.size != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return self._list()[0]

    def tolist(self) -> Any:
        if not self.shape:
            return self._list()[0]
        return [row.tolist() if isinstance(row, ndarray) else scalars.plain(row) for row in self]

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        if not self.shape:
            raise TypeError("iteration over a 0-d array")
        return (self[position] for position in range(self.shape[0]))

    def __contains__(self, value: Any) -> bool:
        return bool((self == value).any())

    def __getitem__(self, index: Any) -> Any:
        if type(index) is int and len(self._view.shape) == 1:
            offset, (length,), (stride,) = self._view
            return self.dtype.type(self._buffer[offset + layout.whole_number(index, length, 0) * stride])
        found = _select(self, index)
        if isinstance(found, View):
            return (
                _wrap(self._buffer, found, self.dtype)
                if found.shape or _has_dots(index)
                else self.dtype.type(self._buffer[found.offset])
            )
        where, shape = found
        return make([self._buffer[position] for position in where], shape, self.dtype)

    def __setitem__(self, index: Any, value: Any) -> None:
        found = _select(self, index)
        where, shape = (layout.positions(found), found.shape) if isinstance(found, View) else found
        source = array(value) if self.dtype is not OBJECT or isinstance(value, (ndarray, list)) else as_object(value)
        lead = source.ndim - len(shape)
        if lead > 0 and source.shape[:lead] == (1,) * lead:
            source = source.reshape(source.shape[lead:])
        values = _wrap(source._buffer, layout.stretched(source._view, shape), source.dtype)._list()
        for position, one in zip(where, dtypes.cast(values, self.dtype), strict=True):
            self._buffer[position] = one

    def _number(self, kind: str) -> Any:
        if self.size != 1 or self.ndim:
            raise TypeError(f"only 0-dimensional arrays can be converted to Python {kind}s")
        return self._list()[0]

    def __float__(self) -> float:
        return float(self._number("scalar"))

    def __int__(self) -> int:
        return int(self._number("scalar"))

    def __index__(self) -> int:
        if self.dtype is not INT64:
            raise TypeError("only integer scalar arrays can be converted to a scalar index")
        return int(self._number("scalar"))

    def __bool__(self) -> bool:
        if self.size != 1:
            what = "more than one element" if self.size else "no elements"
            raise ValueError(f"The truth value of an array with {what} is ambiguous. Use a.any() or a.all()")
        return bool(self._list()[0])

    def __repr__(self) -> str:
        return printing.representation(self._list(), self.shape, self.dtype)

    def __str__(self) -> str:
        if not self.shape:
            return str(self.dtype.type(self._list()[0]))
        return printing.text(self._list(), self.shape, self.dtype, " ", "", "")

    def __format__(self, spec: str) -> str:
        if spec and not self.shape:
            return format(self.item(), spec)
        if spec:
            raise TypeError("unsupported format string passed to numpy.ndarray.__format__")
        return str(self)

    # Reductions

    def sum(self, axis: Any = None, keepdims: bool = False) -> Any:
        return reduce("sum", self, axis, keepdims)

    def prod(self, axis: Any = None, keepdims: bool = False) -> Any:
        return reduce("prod", self, axis, keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Any:
        return reduce("mean", self, axis, keepdims)

    def max(self, axis: Any = None, keepdims: bool = False) -> Any:
        return reduce("max", self, axis, keepdims)

    def min(self, axis: Any = None, keepdims: bool = False) -> Any:
        return reduce("min", self, axis, keepdims)

    def argmax(self, axis: Any = None) -> Any:
        return reduce("argmax", self, axis)

    def argmin(self, axis: Any = None) -> Any:
        return reduce("argmin", self, axis)

    def any(self, axis: Any = None) -> Any:
        return reduce("any", self, axis)

    def all(self, axis: Any = None) -> Any:
        return reduce("all", self, axis)

    def var(self, axis: Any = None) -> Any:
        deviation = self - self.mean(axis, keepdims=True)
        return (deviation * deviation).mean(axis)

    def std(self, axis: Any = None) -> Any:
        return unary("sqrt", self.var(axis))

    def cumsum(self) -> ndarray:
        totals: list[Any] = []
        for value in self._list():
            totals.append(totals[-1] + value if totals else value)
        kind = INT64 if self.dtype is BOOL else self.dtype
        return make(dtypes.cast(totals, kind), (self.size,), kind)

    def round(self, decimals: int = 0) -> ndarray:
        return make([round(value, decimals) for value in self._list()], self.shape, self.dtype)

    def clip(self, low: Any = None, high: Any = None) -> Any:
        result = self if low is None else binary("maximum", self, low)
        return result if high is None else binary("minimum", result, high)

    def sort(self) -> None:
        self[...] = _sorted_rows(self, lambda row: sorted(row))

    def argsort(self) -> ndarray:
        ordered = _sorted_rows(self, lambda row: sorted(range(len(row)), key=row.__getitem__))
        return ordered.astype(INT64)

    def dot(self, other: Any) -> Any:
        return matmul(self, array(other))

    def __matmul__(self, other: Any) -> Any:
        return matmul(self, array(other))

    def __rmatmul__(self, other: Any) -> Any:
        return matmul(array(other), self)

    # Operators that do not follow the pattern of the others, which are attached below

    def __neg__(self) -> Any:
        return unary("negative", self)

    def __pos__(self) -> Any:
        return unary("positive", self)

    def __abs__(self) -> Any:
        return unary("absolute", self)

    def __invert__(self) -> Any:
        return unary("invert", self)


def _has_dots(index: Any) -> bool:
    return index is Ellipsis or (isinstance(index, tuple) and any(entry is Ellipsis for entry in index))


def _sorted_rows(source: ndarray, order: Callable[[list[Any]], Sequence[Any]]) -> ndarray:
    """The last axis put in order."""
    values, length = source._list(), source.shape[-1]
    rows = (values[start : start + length] for start in range(0, len(values), length or 1))
    return make([value for row in rows for value in order(row)], source.shape, source.dtype)


def _wrap(buffer: list[Any], view: View, kind: dtype) -> ndarray:
    made = object.__new__(ndarray)
    made._buffer, made._view, made.dtype = buffer, view, kind
    return made


def make(values: list[Any], shape: Shape, kind: dtype) -> ndarray:
    """An array of its own buffer, whose values are already as the type stores them."""
    return _wrap(values, View(0, shape, layout.contiguous(shape)), kind)


def as_object(value: Any) -> ndarray:
    return make([value], (), OBJECT)


def array(source: Any, dtype: Any = None, copy: bool = False) -> ndarray:
    """An array of nested lists, of numbers, or of objects that numpy does not know."""
    if isinstance(source, ndarray):
        made = source if dtype is None else source.astype(dtype)
        return made.copy() if copy and made is source else made
    values: list[Any] = []
    shape = _gather(source, values)
    kind = _kind_of(values) if dtype is None else dtypes.lookup(dtype)
    return make(dtypes.cast([scalars.plain(value) for value in values], kind), shape, kind)


def _gather(source: Any, values: list[Any]) -> Shape:
    """Appends the elements of nested lists; the shape that they have."""
    if isinstance(source, ndarray):
        kind = source.dtype.type
        values.extend(kind(value) for value in source._list())
        return source.shape
    if not isinstance(source, (list, tuple, range)):
        values.append(source)
        return ()
    shapes = {_gather(one, values) for one in source}
    if len(shapes) > 1:
        raise ValueError(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 "
            f"dimensions. The detected shape was ({len(source)},) + inhomogeneous part."
        )
    return (len(source), *(shapes.pop() if shapes else ()))


def _kind_of(values: Sequence[Any]) -> dtype:
    kinds = list({type(value): dtypes.of_value(value) for value in values}.values())
    if not kinds:
        return FLOAT64
    kind = kinds[0]
    for other in kinds[1:]:
        kind = dtypes.promote(kind, other)
    return kind


def _select(source: ndarray, index: Any) -> View | tuple[Sequence[int], Shape]:
    """What an index selects: a view, or positions in the buffer and their shape."""
    entries = []
    used = 0
    for entry in index if isinstance(index, tuple) else (index,):
        listed = array(entry) if isinstance(entry, (list, ndarray)) else entry
        entries.append(listed)
        if isinstance(listed, ndarray) and listed.dtype is BOOL:
            used += listed.ndim
        elif listed is not None and listed is not Ellipsis:
            used += 1
    entries = layout.expand(tuple(entries), source.ndim, used)
    if not any(isinstance(entry, ndarray) for entry in entries):
        for entry in entries:
            if entry is not None and not isinstance(entry, slice) and not hasattr(type(entry), "__index__"):
                raise IndexError(
                    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean "
                    "arrays are valid indices"
                )
        return layout.basic(source._view, entries)
    # First what is plain, as a view; then the lists, along the axes that the view has for them.
    plain: list[Any] = []
    chosen: list[Fancy] = []
    places: list[int] = []
    axis = 0
    for place, entry in enumerate(entries):
        if isinstance(entry, ndarray) or (entry is not None and not isinstance(entry, slice)):
            for one in _numbers(entry, source.shape, sum(part is not None for part in plain)):
                chosen.append(one._replace(axis=axis))
                plain.append(slice(None))
                axis += 1
            places.append(place)
        else:
            plain.append(entry)
            axis += 1
    front = places != list(range(places[0], places[0] + len(places)))
    return layout.fancy(layout.basic(source._view, plain), chosen, front)


def _numbers(entry: Any, shape: Shape, axis: int) -> list[Fancy]:
    """A list of positions as it is; a mask as the positions where it is true, along each of its axes."""
    given = array(entry)
    if given.dtype is INT64 or not given.size:
        return [Fancy(0, given.shape, [int(value) for value in given._list()])]
    if given.dtype is not BOOL:
        raise IndexError("arrays used as indices must be of integer (or boolean) type")
    if given.shape != shape[axis : axis + given.ndim]:
        raise IndexError(
            f"boolean index did not match indexed array along axis {axis}; size of axis is {shape[axis]} but size of "
            f"corresponding boolean axis is {given.shape[0]}"
        )
    true = [position for position, value in enumerate(given._list()) if value]
    return [
        Fancy(0, (len(true),), [position // stride % length for position in true])
        for length, stride in zip(given.shape, layout.contiguous(given.shape), strict=True)
    ]


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
        one._list() if one.shape == shape else _wrap(one._buffer, layout.stretched(one._view, shape), one.dtype)._list()
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
    total = values[0]
    for value in values[1:]:
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


def _equip() -> None:
    """Gives arrays the operators with two operands, their reflected forms and those in place."""

    def forward(name: str) -> Callable[[Any, Any], Any]:
        return lambda self, other: binary(name, self, other)

    def reflected(name: str) -> Callable[[Any, Any], Any]:
        return lambda self, other: binary(name, other, self)

    def in_place(name: str, symbol: str) -> Callable[[Any, Any], Any]:
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

    for symbol, name in scalars.SYMBOLS.items():
        setattr(ndarray, f"__{symbol}__", forward(name))
        setattr(ndarray, f"__r{symbol}__", reflected(name))
        setattr(ndarray, f"__i{symbol}__", in_place(name, symbol))
    for symbol, name in scalars.COMPARED.items():
        setattr(ndarray, f"__{symbol}__", forward(name))


_equip()
ndarray.__module__ = "numpy"
