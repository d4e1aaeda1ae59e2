"""Tensors of a few numbers, each a Value that remembers how it was computed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ._scalar import Value, single
from ._text import numbers, with_extras

Number = float  # the class has a method of that name


class DType:
    """An element type."""

    def __init__(self, name: str, fit: Callable[[float], float]) -> None:
        self.name, self.fit = name, fit

    def __repr__(self) -> str:
        return f"torch.{self.name}"


float32, float64 = DType("float32", single), DType("float64", float)
int64, bool_ = DType("int64", int), DType("bool", bool)
RANKS = (bool_, int64, float32, float64)
recording = [True]  # whether operations are remembered: not within no_grad()


class Size(tuple[int, ...]):
    """A shape."""

    def __repr__(self) -> str:
        return f"torch.Size({list(self)})"


class GradFn:
    """What made a tensor, by PyTorch's name for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Tensor:
    """Numbers of one shape and type. `torch.Tensor([2.0])` makes one in single precision."""

    def __init__(self, data: Any = (), *, dtype: DType = float32) -> None:
        flat: list[Any] = []
        self._shape: tuple[int, ...] = gather(data, flat)
        self.dtype = dtype
        self._values = [Value(dtype.fit(number), (), dtype.fit) for number in flat]
        self._requires_grad = False
        self._retained = False
        self._gradient_of: Tensor | None = None
        self.grad_fn: GradFn | None = None

    # What it is

    @property
    def requires_grad(self) -> bool:
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, wanted: bool) -> None:
        if wanted and self.dtype not in (float32, float64):
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        if self.grad_fn is not None and not wanted:
            raise RuntimeError("you can only change requires_grad flags of leaf variables.")
        if wanted and not self._requires_grad:
            self.grad = None
        self._requires_grad = bool(wanted)

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        self.requires_grad = requires_grad
        return self

    @property
    def shape(self) -> Size:
        return Size(self._shape)

    @shape.setter
    def shape(self, lengths: tuple[int, ...]) -> None:
        self._shape = lengths

    @property
    def is_leaf(self) -> bool:
        return self.grad_fn is None

    @property
    def ndim(self) -> int:
        return len(self.shape)

    def dim(self) -> int:
        return len(self.shape)

    def numel(self) -> int:
        return len(self._values)

    def size(self, dim: int | None = None) -> Any:
        return self.shape if dim is None else self.shape[dim]

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a 0-d tensor")
        return self.shape[0]

    def __iter__(self) -> Iterator[Tensor]:
        return (self._part(place, "UnbindBackward0") for place in range(len(self)))

    def __getitem__(self, index: Any) -> Tensor:
        if not self.shape:
            raise IndexError("invalid index of a 0-dim tensor. Use `tensor.item()` in Python")
        inner, rest = index, ()
        if isinstance(index, tuple):
            inner, rest = index[0], index[1:]
        size = len(self._values) // self.shape[0] if self.shape[0] else 0
        if isinstance(inner, slice):
            if rest:
                raise IndexError("This stand-in for torch slices the first axis only.")
            rows = range(self.shape[0])[inner]
            values = [value for row in rows for value in self._values[row * size : (row + 1) * size]]
            return result(values, (len(rows), *self.shape[1:]), self.dtype, "SliceBackward0", self)
        part = self._part(int(inner), "SelectBackward0")
        return part[rest if len(rest) > 1 else rest[0]] if rest else part

    def _part(self, place: int, name: str) -> Tensor:
        """One place of the first axis."""
        length = self.shape[0]
        if not -length <= place < length:
            raise IndexError(f"index {place} is out of bounds for dimension 0 with size {length}")
        size = len(self._values) // length
        start = place % length * size
        return result(self._values[start : start + size], self.shape[1:], self.dtype, name, self)

    def item(self) -> Any:
        if len(self._values) != 1:
            raise RuntimeError(f"a Tensor with {len(self._values)} elements cannot be converted to Scalar")
        return self._values[0].data

    def tolist(self) -> Any:
        return [part.tolist() for part in self] if self.shape else self._values[0].data

    def __float__(self) -> Number:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __bool__(self) -> bool:
        return bool(self.item())

    def __repr__(self) -> str:
        whole = self.dtype in (int64, bool_)
        if self.dtype is bool_:
            words = [str(bool(value.data)) for value in self._values]
            body = f"[{', '.join(word.rjust(max(map(len, words))) for word in words)}]" if self.shape else words[0]
        else:
            body = numbers([value.data for value in self._values], self.shape, whole, len("tensor("))
        extras = ["dtype=torch.float64"] if self.dtype is float64 else []
        if self.grad_fn is not None and self._requires_grad:
            extras.append(f"grad_fn={self.grad_fn!r}")
        elif self._requires_grad:
            extras.append("requires_grad=True")
        return with_extras(f"tensor({body}", extras) + ")"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"'Tensor' object has no attribute '{name}'")
        raise AttributeError(
            f"A tensor has no '{name}' here: this is a stand-in for PyTorch's, with {', '.join(public)}.", name=name
        )

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if not self.shape else str(self)

    # Gradients

    @property
    def data(self) -> Tensor:
        made = self.detach()
        made._gradient_of = self._gradient_of
        return made

    @data.setter
    def data(self, other: Tensor) -> None:
        self._write([value.data for value in other._values])

    @property
    def grad(self) -> Tensor | None:
        kept = self._requires_grad and (self.is_leaf or self._retained)
        if not kept or not any(value.received for value in self._values):
            return None
        made = Tensor(dtype=self.dtype)
        made.shape, made._gradient_of = self.shape, self
        made._values = [Value(value.grad, (), self.dtype.fit) for value in self._values]
        return made

    @grad.setter
    def grad(self, other: Tensor | None) -> None:
        for place, value in enumerate(self._values):
            value.received = other is not None
            value.grad = 0.0 if other is None else other._values[place].data

    def zero_(self) -> Tensor:
        self._write([0.0] * len(self._values))
        return self

    def _write(self, data: Sequence[Number]) -> None:
        """Changes the numbers in place: those of a gradient are its tensor's."""
        for value, number in zip(self._values, data, strict=True):
            value.data = self.dtype.fit(number)
        if self._gradient_of is not None:
            for value, number in zip(self._gradient_of._values, data, strict=True):
                value.grad = number

    def detach(self) -> Tensor:
        made = Tensor(dtype=self.dtype)
        made.shape = self.shape
        made._values = [Value(value.data, (), self.dtype.fit) for value in self._values]
        return made

    def clone(self) -> Tensor:
        return self._each("CloneBackward0", lambda value: value.changed(self.dtype.fit))

    def retain_grad(self) -> None:
        """Keeps the gradient of a result, which PyTorch otherwise drops."""
        self._retained = True

    def backward(self, gradient: Tensor | None = None, retain_graph: bool = False) -> None:
        if not self._requires_grad:
            raise RuntimeError("element 0 of tensors does not require grad and does not have a grad_fn")
        if len(self._values) != 1 and gradient is None:
            raise RuntimeError("grad can be implicitly created only for scalar outputs")
        root = self._values[0]
        if gradient is not None:
            # A number whose own gradient is 1, and whose operands receive the gradients that are given.
            root = total([a * Value(b.data) for a, b in zip(self._values, gradient._values, strict=True)])
        root.backward()

    # Operations

    def _each(self, name: str, function: Callable[[Value], Value]) -> Tensor:
        return result([function(value) for value in self._values], self.shape, self.dtype, name, self)

    def double(self) -> Tensor:
        return self.to(float64)

    def float(self) -> Tensor:
        return self.to(float32)

    def to(self, dtype: DType) -> Tensor:
        if dtype is self.dtype:
            return self
        values = [value.changed(dtype.fit) for value in self._values]
        return result(values, self.shape, dtype, "ToCopyBackward0", self)

    def exp(self) -> Tensor:
        return self._each("ExpBackward0", Value.exp)

    def log(self) -> Tensor:
        return self._each("LogBackward0", Value.log)

    def tanh(self) -> Tensor:
        return self._each("TanhBackward0", Value.tanh)

    def sigmoid(self) -> Tensor:
        return self._each("SigmoidBackward0", Value.sigmoid)

    def relu(self) -> Tensor:
        return self._each("ReluBackward0", Value.relu)

    def sin(self) -> Tensor:
        return self._each("SinBackward0", Value.sin)

    def cos(self) -> Tensor:
        return self._each("CosBackward0", Value.cos)

    def sqrt(self) -> Tensor:
        return self._each("SqrtBackward0", lambda value: value**0.5)

    def reciprocal(self) -> Tensor:
        return self._each("ReciprocalBackward0", Value.reciprocal)

    def pow(self, exponent: Any) -> Tensor:
        return self.__pow__(exponent)

    def sum(self) -> Tensor:
        return result([total(self._values)], (), self.dtype, "SumBackward0", self)

    def mean(self) -> Tensor:
        count = Value(len(self._values), (), self.dtype.fit)
        return result([total(self._values) / count], (), self.dtype, "MeanBackward0", self)

    def softmax(self, dim: int = -1) -> Tensor:
        most = max(value.data for value in self._row(dim))
        powers = [(value - Value(most)).exp() for value in self._values]
        whole = total(powers)
        return result([one / whole for one in powers], self.shape, self.dtype, "SoftmaxBackward0", self)

    def log_softmax(self, dim: int = -1) -> Tensor:
        return self.softmax(dim)._each("LogSoftmaxBackward0", Value.log)

    def _row(self, dim: int) -> list[Value]:
        if len(self.shape) != 1 or dim not in (0, -1) or not self._values:
            raise RuntimeError("This stand-in for torch takes the softmax of a tensor with one axis.")
        return self._values

    def __neg__(self) -> Tensor:
        return self._each("NegBackward0", Value.__neg__)

    def __pow__(self, exponent: Any) -> Tensor:
        power = exponent.item() if isinstance(exponent, Tensor) else exponent
        return self._each("PowBackward0", lambda value: value ** float(power))

    def _with(self, other: Any, name: str, function: Callable[[Value, Value], Value], reflected: bool = False) -> Any:
        if not isinstance(other, (Tensor, int, float)):
            return NotImplemented
        right = other if isinstance(other, Tensor) else constant(other, self.dtype)
        first, second = (right, self) if reflected else (self, right)
        kind = max(first.dtype, second.dtype, key=RANKS.index)
        if name == "DivBackward0" and kind in (int64, bool_):
            kind = float32
        shape = common_shape(first.shape, second.shape)
        pairs = zip(spread(first, shape, kind), spread(second, shape, kind), strict=True)
        return result([function(a, b) for a, b in pairs], shape, kind, name, first, second)

    def __add__(self, other: Any) -> Any:
        return self._with(other, "AddBackward0", Value.__add__)

    def __radd__(self, other: Any) -> Any:
        return self._with(other, "AddBackward0", Value.__add__, reflected=True)

    def __sub__(self, other: Any) -> Any:
        return self._with(other, "SubBackward0", Value.__sub__)

    def __rsub__(self, other: Any) -> Any:
        return self._with(other, "RsubBackward1", Value.__sub__, reflected=True)

    def __mul__(self, other: Any) -> Any:
        return self._with(other, "MulBackward0", Value.__mul__)

    def __rmul__(self, other: Any) -> Any:
        return self._with(other, "MulBackward0", Value.__mul__, reflected=True)

    def __truediv__(self, other: Any) -> Any:
        return self._with(other, "DivBackward0", Value.__truediv__)

    def __rtruediv__(self, other: Any) -> Any:
        return self.reciprocal() * other

    def __isub__(self, other: Any) -> Any:
        return self._in_place(self - other)

    def __iadd__(self, other: Any) -> Any:
        return self._in_place(self + other)

    def _in_place(self, made: Tensor) -> Tensor:
        if self._requires_grad and self.is_leaf and recording[0]:
            raise RuntimeError("a leaf Variable that requires grad is being used in an in-place operation.")
        if self._requires_grad and recording[0]:
            return made
        self._write([value.data for value in made._values])
        return self

    def _compare(self, other: Any, function: Callable[[Number, Number], bool]) -> Tensor:
        right = other if isinstance(other, Tensor) else constant(other, float64)
        shape = common_shape(self.shape, right.shape)
        pairs = zip(spread(self, shape, self.dtype), spread(right, shape, right.dtype), strict=True)
        made = Tensor(dtype=bool_)
        made.shape, made._values = shape, [Value(function(a.data, b.data), (), bool) for a, b in pairs]
        return made

    def __gt__(self, other: Any) -> Tensor:
        return self._compare(other, lambda a, b: a > b)

    def __lt__(self, other: Any) -> Tensor:
        return self._compare(other, lambda a, b: a < b)

    def __ge__(self, other: Any) -> Tensor:
        return self._compare(other, lambda a, b: a >= b)

    def __le__(self, other: Any) -> Tensor:
        return self._compare(other, lambda a, b: a <= b)


def gather(source: Any, flat: list[Any]) -> tuple[int, ...]:
    """Appends the numbers of nested lists; the shape that they have."""
    if isinstance(source, Tensor):
        flat.extend(value.data for value in source._values)
        return source.shape
    if not hasattr(source, "__len__"):
        flat.append(source)
        return ()
    shapes = {gather(one, flat) for one in source}
    if len(shapes) > 1:
        raise ValueError("expected sequences of equal length")
    return (len(source), *(shapes.pop() if shapes else ()))


def constant(number: Number, beside: DType) -> Tensor:
    """A plain number as an operand: it takes the other's type where that can hold it."""
    kind = float32 if isinstance(number, float) and beside in (int64, bool_) else int64 if beside is bool_ else beside
    return Tensor(number, dtype=kind)


def common_shape(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    if first == second or (math.prod(second) == 1 and len(second) <= len(first)):
        return first
    if math.prod(first) == 1 and len(first) <= len(second):
        return second
    raise RuntimeError(
        f"This stand-in for torch joins tensors of one shape, or one with a single number, not {first} and {second}."
    )


def spread(source: Tensor, shape: tuple[int, ...], kind: DType) -> list[Value]:
    """The numbers of an operand, one for each place of the result, in its type."""
    values = source._values
    if source.dtype is not kind:
        values = [value.changed(kind.fit) for value in values]
    return values if len(values) == math.prod(shape) else values * math.prod(shape)


def total(values: Sequence[Value]) -> Value:
    if not values:
        return Value(0.0)
    made = values[0]
    for value in values[1:]:
        made = made + value
    return made


def result(values: list[Value], shape: tuple[int, ...], kind: DType, name: str, *operands: Tensor) -> Tensor:
    """A tensor that was computed. Without operands that require gradients it does not remember how."""
    made = Tensor(dtype=kind)
    made.shape = shape
    if recording[0] and any(operand._requires_grad for operand in operands):
        made._values, made.grad_fn = values, GradFn(name)
        made._requires_grad = True
    else:
        made._values = [Value(value.data, (), kind.fit) for value in values]
    return made


public = [name for name in vars(Tensor) if not name.startswith("_")]
Tensor.__module__ = "torch"
