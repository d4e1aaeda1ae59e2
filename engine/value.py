"""`Value`: a scalar that records the operation and the operands it was computed from, and accumulates its gradient.

The values themselves are the graph: each result holds its operation and its operands `a` and `b`, in order. There are
no closures, no reference cycles and no set per node, so a graph is freed as soon as it is dropped. Sorting, propagating
and freeing are loops, never recursion, so a chain of a million values is as safe as a chain of three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from .elementary import divide, power
from .ops import ADD, DIV, MUL, NAMED, NEG, POW, POW_NUMBER, SUB, Op

# A new number for each traversal, so that marks never need to be cleared. Odd: entered; even: done.
_token = count(1, 2).__next__

_new = object.__new__

# The longest chain that CPython may free recursively. Pyodide crashes at about 4 000; see _Deep.
_DEEP = 200


def result(data: float, op: Op, a: Value, b: Value | None = None) -> Value:
    """The Value that `op` computes from `a` and `b`; `data` is its number."""
    out = _new(Value)
    out.data = data
    out.grad = 0.0
    out.label = ""
    out.op = op
    out.a = a
    out.b = b
    out.mark = 0
    depth = a.depth
    if b is not None and b.depth > depth:
        depth = b.depth
    if depth < _DEEP:
        out.depth = depth + 1
    else:
        out.depth = 0
        out.__class__ = _Deep
    return out


class Value:
    """A scalar of an expression.

    data   the number, a float
    grad   d(root)/d(self) after `root.backward()`; leaves accumulate until they are set to zero, results are reset.
           A float; a Value after `root.backward(create_graph=True)`
    label  the name in the drawing, or ""
    """

    __slots__ = ("a", "b", "data", "depth", "grad", "label", "mark", "op")

    def __init__(self, data: float, label: str = "") -> None:
        self.data = data if type(data) is float else float(data)
        self.grad: Any = 0.0
        self.label = label
        self.op: Op | None = None
        self.a: Value | None = None
        self.b: Value | None = None
        self.mark = self.depth = 0

    def __add__(self, other: Value | float) -> Value:
        if not isinstance(other, Value):
            other = Value(other)
        return result(self.data + other.data, ADD, self, other)

    def __mul__(self, other: Value | float) -> Value:
        if not isinstance(other, Value):
            other = Value(other)
        return result(self.data * other.data, MUL, self, other)

    def __sub__(self, other: Value | float) -> Value:
        if not isinstance(other, Value):
            other = Value(other)
        return result(self.data - other.data, SUB, self, other)

    def __truediv__(self, other: Value | float) -> Value:
        if not isinstance(other, Value):
            other = Value(other)
        return result(divide(self.data, other.data), DIV, self, other)

    def __pow__(self, other: Value | float) -> Value:
        if isinstance(other, Value):
            return result(power(self.data, other.data), POW, self, other)
        exponent = _EXPONENTS.get(other) or Value(other)
        return result(power(self.data, exponent.data), POW_NUMBER, self, exponent)

    def __neg__(self) -> Value:
        return result(-self.data, NEG, self)

    def __radd__(self, other: float) -> Value:  # other + self
        left = Value(other)
        return result(left.data + self.data, ADD, left, self)

    def __rmul__(self, other: float) -> Value:  # other * self
        left = Value(other)
        return result(left.data * self.data, MUL, left, self)

    def __rsub__(self, other: float) -> Value:  # other - self
        left = Value(other)
        return result(left.data - self.data, SUB, left, self)

    def __rtruediv__(self, other: float) -> Value:  # other / self
        left = Value(other)
        return result(divide(left.data, self.data), DIV, left, self)

    def __rpow__(self, other: float) -> Value:  # other ** self
        return Value(other) ** self

    def __abs__(self) -> Value:
        return NAMED_METHODS["abs"](self)

    if TYPE_CHECKING:  # methods of the named operations, attached below

        def __getattr__(self, name: str) -> Callable[..., Value]: ...

    def order(self) -> list[Value]:
        """The results below this value in topological order: each after its operands, this one last.

        Depth-first, first operand first, like the lecture's build_topo; leaves are omitted, since no gradient flows on
        from them.
        """
        entered = _token()
        done = entered + 1
        order: list[Value] = []
        stack: list[Value] = [self] if self.op is not None else []
        while stack:
            value = stack.pop()
            if value.mark == entered:
                value.mark = done
                order.append(value)
            elif value.mark != done:
                a: Any = value.a
                b = value.b
                a_waits = a.op is not None and a.mark != done
                if b is not None and b.op is not None and b.mark != done:
                    value.mark = entered
                    stack.append(value)
                    stack.append(b)
                    if a_waits:
                        stack.append(a)
                elif a_waits:
                    value.mark = entered
                    stack.append(value)
                    stack.append(a)
                else:
                    value.mark = done
                    order.append(value)
        return order

    def backward(self, *, retain_graph: bool | None = None, create_graph: bool = False) -> None:
        """Compute d(self)/d(value) for every value below.

        As in PyTorch, the gradients of results are reset and those of leaves accumulate: after a second call the leaves
        have exactly twice the gradient.

        With `create_graph` the gradients are Values, computed from the values below by the operations themselves, so
        that they can be differentiated once more. Here, too, those of leaves accumulate, so begin at 0 again:

            y.backward(create_graph=True)
            slope = x.grad
            x.grad = 0.0
            slope.backward()  # now x.grad is the second derivative, a float

        A backward() without `create_graph` makes a float of a leaf's gradient that is a Value, and adds to that.
        `retain_graph` has no effect: the graph is always kept. Raises PlaygroundError (unsupported) where a registered
        operation has no expression for its derivative.
        """
        order = self.order()
        if create_graph:
            self._backward_as_graph(order)
            return
        if _with_graphs:
            _make_floats([self, *order])
        if not order:
            self.grad += 1.0
            return
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            value.op.vjp(value, value.grad)  # type: ignore[union-attr]

    def _backward_as_graph(self, order: Sequence[Value]) -> None:
        from .gradient_graph import contribution, require_expressions  # not in every program: it needs Python's parser

        require_expressions(order)
        _with_graphs[:] = [True]
        for value in order:
            value.grad = 0.0
        _accumulate(self, Value(1.0))
        for value in reversed(order):
            for i, operand in enumerate(value.operands):
                _accumulate(operand, contribution(value, value.grad, i))

    @property
    def operands(self) -> tuple[Value, ...]:
        """The operands of this value, in order: `a + a` has two."""
        if self.op is None:
            return ()
        return (self.a, self.b)[: self.op.arity]  # type: ignore[return-value]

    @property
    def exponent(self) -> float | None:
        """The number 3 of `x ** 3`: part of the operation, not an operand. None for every other operation."""
        return self.b.data if self.op is POW_NUMBER and self.b is not None else None

    @property
    def symbol(self) -> str:
        """The operation in the drawing: `"+"`, `"tanh"`, `"**3"`; "" for a leaf."""
        if self.op is None:
            return ""
        exponent = self.exponent
        return self.op.symbol if exponent is None else f"{self.op.symbol}{exponent:g}"

    # micrograd's attribute names

    @property
    def _prev(self) -> tuple[Value, ...]:
        return self.operands

    @property
    def _op(self) -> str:
        return self.symbol

    def _backward(self) -> None:
        if self.op is not None:
            self.op.vjp(self, self.grad)

    def __repr__(self) -> str:
        return f"Value(data={self.data}, grad={gradient_number(self.grad)})"


# Not empty once a gradient has been a Value: before that, backward() has none to look for.
_with_graphs: list[bool] = []


def gradient_number(grad: Any) -> Any:
    """The number of a gradient, which is a Value after backward(create_graph=True)."""
    return grad.data if isinstance(grad, Value) else grad


def _accumulate(value: Value, contribution: Value) -> None:
    """Add a Value to the gradient; to 0 nothing is added, which would be one more value in the graph."""
    earlier = value.grad
    value.grad = earlier + contribution if isinstance(earlier, Value) or earlier != 0.0 else contribution


def _make_floats(values: Iterable[Value]) -> None:
    """Make floats of the gradients of these values and of their operands."""
    for value in values:
        for each in (value, *value.operands):
            each.grad = gradient_number(each.grad)


def _method(op: Op) -> Callable[..., Value]:
    forward = op.forward

    if op.arity == 1:

        def unary(self: Value) -> Value:
            return result(forward(self.data), op, self)

        return unary

    def binary(self: Value, other: Value | float) -> Value:
        if not isinstance(other, Value):
            other = Value(other)
        return result(forward(self.data, other.data), op, self, other)

    return binary


NAMED_METHODS: dict[str, Callable[..., Value]] = {}


def attach(op: Op) -> None:
    """Make `op` a method of Value with the name of the operation."""
    method = _method(op)
    method.__name__ = op.name
    NAMED_METHODS[op.name] = method
    setattr(Value, op.name, method)


def detach(op: Op) -> None:
    """Remove the method that `attach` made."""
    del NAMED_METHODS[op.name]
    delattr(Value, op.name)


for _op in NAMED.values():
    attach(_op)


# Cache of frequent exponents. They are part of the operation and not operands, so results can share them.
_EXPONENTS = {x: Value(x) for x in (-1.0, 0.5, 2.0, 3.0)}


class _Deep(Value):
    """Every 200th value of a chain, freed through a queue, so that freeing a long chain never recurses through it."""

    __slots__ = ()

    def __del__(self) -> None:
        _queue.append(self.a)
        _queue.append(self.b)
        self.a = self.b = None
        if not _draining:
            _draining.append(True)
            try:
                while _queue:
                    _queue.pop()
            finally:
                _draining.clear()


_queue: list[Value | None] = []
_draining: list[bool] = []
