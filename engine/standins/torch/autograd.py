"""torch.autograd: functions with a backward of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._scalar import Value
from ._tensor import DType, Tensor, float64, recording, result

_observe: list[Any] = []  # makes the observed function of a class; empty outside of the notebook's kernel


def connect(observe: Any) -> None:
    """Let `observe(class, numbers, exact numbers, operands)` make what computes with single numbers."""
    _observe[:] = [observe] if observe else []


class Context:
    """What `forward` leaves for `backward`."""

    saved_tensors: tuple[Tensor, ...] = ()

    def save_for_backward(self, *tensors: Tensor) -> None:
        self.saved_tensors = tensors


class Function:
    """Base of a class with the static methods `forward(ctx, ...)` and `backward(ctx, grad_output)`."""

    @staticmethod
    def forward(ctx: Any, *args: Any) -> Any:
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        raise NotImplementedError("You must implement the backward function for custom autograd.Function.")

    @classmethod
    def apply(cls, *args: Any) -> Tensor:
        operands = [one for one in args if isinstance(one, Tensor)]
        if _observe and len(operands) in (1, 2) and all(one.numel() == 1 for one in operands):
            return _of_single_numbers(cls, args, operands)
        ctx = Context()
        before, recording[0] = recording[0], False
        try:
            out = cls.forward(ctx, *args)
        finally:
            recording[0] = before
        children = tuple(value for operand in operands for value in operand._values)
        # All results hang on one number, whose rule runs when the gradients of all of them are there.
        joint = Value(0.0, children)
        values = [Value(value.data, (joint,), out.dtype.fit) for value in out._values]

        def propagate() -> None:
            gradient = Tensor([value.grad for value in values], dtype=out.dtype)
            gradient.shape = out.shape
            given = cls.backward(ctx, gradient)
            for one, grad in zip(args, given if isinstance(given, tuple) else (given,), strict=True):
                if isinstance(one, Tensor) and grad is not None:
                    for value, number in zip(one._values, grad._values, strict=True):
                        value.grad += number.data

        joint.propagate = propagate
        return result(values, out.shape, out.dtype, f"{cls.__name__}Backward", *operands)


class _Numbers:
    """A function of single numbers: what its class computes of tensors that hold one each.

    dtype  the element type to compute with; None for those of the arguments
    """

    def __init__(self, function: type[Function], args: Sequence[Any], dtype: DType | None) -> None:
        self._function, self._args, self._dtype = function, args, dtype
        self._places = [place for place, one in enumerate(args) if isinstance(one, Tensor)]
        self.out: Tensor | None = None  # the latest result

    def forward(self, *numbers: float) -> tuple[float, Context]:
        given = [*self._args]
        for place, number in zip(self._places, numbers, strict=True):
            given[place] = self._tensor(number, given[place])
        ctx = Context()
        before, recording[0] = recording[0], False
        try:
            self.out = out = self._function.forward(ctx, *given)
        finally:
            recording[0] = before
        return out.item(), ctx

    def backward(self, ctx: Context, upstream: float) -> list[float]:
        given = self._function.backward(ctx, self._tensor(upstream, self.out))
        grads = given if isinstance(given, tuple) else (given,)
        return [0.0 if grads[place] is None else grads[place].item() for place in self._places]

    def _tensor(self, number: float, like: Any) -> Tensor:
        made = Tensor([number], dtype=self._dtype or like.dtype)
        made.shape = like.shape
        return made


def _of_single_numbers(function: type[Function], args: Sequence[Any], operands: Sequence[Tensor]) -> Tensor:
    """The result for tensors of one number each: an operation that is checked, recorded and judged like a reader's."""
    numbers = _Numbers(function, args, None)
    observed = _observe[0](function, numbers, _Numbers(function, args, float64), len(operands))
    value = observed(*(operand._values[0] for operand in operands))
    value.function = observed  # lives as long as its result: who judges calls it again
    assert numbers.out is not None
    return result([value], numbers.out.shape, numbers.out.dtype, f"{function.__name__}Backward", *operands)


__all__ = ["Function"]
