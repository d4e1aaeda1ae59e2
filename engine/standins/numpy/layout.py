"""Shapes and strides: positions in a buffer, broadcasting, and what an index selects."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import Any, NamedTuple

Shape = tuple[int, ...]


class View(NamedTuple):
    """Elements of a buffer, by where the first is and how far the next along each axis."""

    offset: int
    shape: Shape
    strides: Shape


def contiguous(shape: Shape) -> Shape:
    """The strides of an array whose rows lie one after the other."""
    strides = []
    step = 1
    for length in reversed(shape):
        strides.append(step)
        step *= length
    return tuple(reversed(strides))


def positions(view: View) -> Sequence[int]:
    """Where the elements are in the buffer, the last axis running fastest."""
    if view.strides == contiguous(view.shape):
        return range(view.offset, view.offset + math.prod(view.shape))
    found = [view.offset]
    for length, stride in zip(view.shape, view.strides, strict=True):
        steps = range(0, length * stride, stride) if stride else [0] * length
        found = [start + step for start in found for step in steps]
    return found


def broadcast_shape(*shapes: Shape) -> Shape:
    rank = max(map(len, shapes), default=0)
    padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    result = []
    for lengths in zip(*padded, strict=True):
        long = {length for length in lengths if length != 1}
        if len(long) > 1:
            listed = " ".join(str(shape).replace(" ", "") for shape in shapes)
            raise ValueError(f"operands could not be broadcast together with shapes {listed} ")
        result.append(long.pop() if long else 1)
    return tuple(result)


def stretched(view: View, shape: Shape) -> View:
    """A view repeated to a larger shape: an axis of length 1 does not move on."""
    missing = len(shape) - len(view.shape)
    if missing < 0 or broadcast_shape(view.shape, shape) != shape:
        raise ValueError(f"could not broadcast input array from shape {_tight(view.shape)} into shape {_tight(shape)}")
    kept = (stride if length != 1 else 0 for length, stride in zip(view.shape, view.strides, strict=True))
    return View(view.offset, shape, (0,) * missing + tuple(kept))


def _tight(shape: Shape) -> str:
    return str(shape).replace(" ", "")


def resolve_shape(size: int, wanted: Sequence[int]) -> Shape:
    """The shape that `reshape` is asked for, with -1 worked out."""
    shape = [operator.index(length) for length in wanted]
    if shape.count(-1) == 1:
        rest = math.prod(length for length in shape if length != -1)
        if rest and size % rest == 0:
            shape[shape.index(-1)] = size // rest
    if math.prod(shape) != size or -1 in shape:
        raise ValueError(f"cannot reshape array of size {size} into shape {_tight(tuple(wanted))}")
    return tuple(shape)


def axis_of(axis: Any, rank: int) -> int:
    """An axis counted from 0."""
    number = operator.index(axis)
    if not -rank <= number < rank:
        raise ValueError(f"axis {number} is out of bounds for array of dimension {rank}")
    return number % rank


class Fancy(NamedTuple):
    """An index given as numbers: for each place of `shape`, a position."""

    axis: int
    shape: Shape
    numbers: list[int]


def expand(index: Any, rank: int, consumed: int) -> list[Any]:
    """An index as one entry for each axis: the ellipsis and what is missing at the end are whole axes."""
    entries = list(index) if isinstance(index, tuple) else [index]
    whole = [slice(None)] * max(0, rank - consumed)
    dots = [position for position, entry in enumerate(entries) if entry is Ellipsis]
    if not dots:
        return entries + whole
    if len(dots) > 1:
        raise IndexError("an index can only have a single ellipsis ('...')")
    return [*entries[: dots[0]], *whole, *entries[dots[0] + 1 :]]


def whole_number(entry: Any, length: int, axis: int) -> int:
    """A position along an axis, from 0."""
    number = operator.index(entry)
    if not -length <= number < length:
        raise IndexError(f"index {number} is out of bounds for axis {axis} with size {length}")
    return number % length


def basic(view: View, entries: Sequence[Any]) -> View:
    """What numbers, slices and None select: a view of the same buffer."""
    offset, shape, strides = view.offset, [], []
    axis = 0
    for entry in entries:
        if entry is None:
            shape.append(1)
            strides.append(0)
            continue
        if axis >= len(view.shape):
            raise IndexError(
                f"too many indices for array: array is {len(view.shape)}-dimensional, but more were indexed"
            )
        length, stride = view.shape[axis], view.strides[axis]
        if isinstance(entry, slice):
            start, stop, step = entry.indices(length)
            offset += start * stride if len(range(start, stop, step)) else 0
            shape.append(len(range(start, stop, step)))
            strides.append(stride * step)
        else:
            offset += whole_number(entry, length, axis) * stride
        axis += 1
    return View(offset, tuple(shape), tuple(strides))


def fancy(view: View, indices: Sequence[Fancy], front: bool) -> tuple[list[int], Shape]:
    """Positions in the buffer, and the shape, of what lists of numbers along some axes select."""
    common = broadcast_shape(*(one.shape for one in indices))
    sources = [positions(stretched(View(0, one.shape, contiguous(one.shape)), common)) for one in indices]
    starts = []
    for place in range(math.prod(common)):
        start = 0
        for one, source in zip(indices, sources, strict=True):
            number = whole_number(one.numbers[source[place]], view.shape[one.axis], one.axis)
            start += number * view.strides[one.axis]
        starts.append(start)
    taken = {one.axis for one in indices}
    first = 0 if front else min(taken)
    left = [axis for axis in range(len(view.shape)) if axis not in taken]
    before, after = [axis for axis in left if axis < first], [axis for axis in left if axis >= first]
    outer = positions(_part(view, before, view.offset))
    inner = positions(_part(view, after, 0))
    shape = tuple(view.shape[axis] for axis in before) + common + tuple(view.shape[axis] for axis in after)
    return [base + start + rest for base in outer for start in starts for rest in inner], shape


def _part(view: View, axes: Sequence[int], offset: int) -> View:
    return View(offset, tuple(view.shape[axis] for axis in axes), tuple(view.strides[axis] for axis in axes))
