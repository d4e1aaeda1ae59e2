"""ndarray: a view of a list of Python numbers by shape and strides, with numpy's indices and text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from ..about import sentence
from . import dtypes, layout, printing, scalars
from .dtypes import BOOL, FLOAT64, INT64, OBJECT, dtype
from .layout import Fancy, Shape, View


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
        return view_of(self._buffer, View(view.offset, shape, tuple(view.strides[axis] for axis in order)), self.dtype)

    def reshape(self, *shape: Any) -> ndarray:
        wanted = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
        resolved = layout.resolve_shape(self.size, wanted)
        if self._view.strides != layout.contiguous(self.shape):
            return make(self._list(), resolved, self.dtype)
        return view_of(self._buffer, View(self._view.offset, resolved, layout.contiguous(resolved)), self.dtype)

    def ravel(self) -> ndarray:
        return self.reshape(-1) if self.size else self.reshape(0)

    def flatten(self) -> ndarray:
        return make(self._list(), (self.size,), self.dtype)

    def squeeze(self) -> ndarray:
        return self.reshape(tuple(length for length in self.shape if length != 1))

    def copy(self) -> ndarray:
        return make(self._list(), self.shape, self.dtype)

    def __copy__(self) -> ndarray:
        return self.copy()

    def __deepcopy__(self, memo: dict[int, Any]) -> ndarray:
        return make(deepcopy(self._list(), memo), self.shape, self.dtype)

    def __reduce__(self) -> tuple[Any, ...]:
        return make, (self._list(), self.shape, self.dtype)

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
                view_of(self._buffer, found, self.dtype)
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
        values = view_of(source._buffer, layout.stretched(source._view, shape), source.dtype)._list()
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

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"'numpy.ndarray' object has no attribute '{name}'")
        has = sorted(known for known in vars(ndarray) if not known.startswith("_"))
        raise AttributeError(sentence("numpy.ndarray", name, "a stand-in for numpy's arrays", has), name=name)


def _has_dots(index: Any) -> bool:
    return index is Ellipsis or (isinstance(index, tuple) and any(entry is Ellipsis for entry in index))


def view_of(buffer: list[Any], view: View, kind: dtype) -> ndarray:
    made = object.__new__(ndarray)
    made._buffer, made._view, made.dtype = buffer, view, kind
    return made


def make(values: list[Any], shape: Shape, kind: dtype) -> ndarray:
    """An array of its own buffer, whose values are already as the type stores them."""
    return view_of(values, View(0, shape, layout.contiguous(shape)), kind)


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


ndarray.__module__ = "numpy"
