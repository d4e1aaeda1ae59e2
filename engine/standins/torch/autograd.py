"""torch.autograd: functions with a backward of one's own."""

from __future__ import annotations

from typing import Any

from ._scalar import Value
from ._tensor import Tensor, recording, result


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
        ctx = Context()
        before, recording[0] = recording[0], False
        try:
            out = cls.forward(ctx, *args)
        finally:
            recording[0] = before
        operands = [one for one in args if isinstance(one, Tensor)]
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


__all__ = ["Function"]
