"""Definitions of a program's own operations for PyTorch and JAX, with the local derivatives that the program gives."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..contract.common import Library
from ..contract.replies import TraceReply
from ..ops import OPS, Op
from ..own_operation import own_operation
from .expressions import Python, fill
from .notation import latex_name

_OPERANDS = {"a": "a", "(a)": "a", "b": "b", "(b)": "b", "out": "out"}


class _Tensors(Python):
    """Writer of an expression for a library's tensors or tracers."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def call(self, name: str, arguments: Sequence[str]) -> tuple[str, int]:
        template = call_in(OPS[name], self._library)
        return fill(template, dict(zip("ab", arguments, strict=False))), self.name_level

    def choice(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> str:
        where = {"torch": "torch.where", "jax": "jnp.where"}[self._library]
        parts = [self.write(part)[0] for part in (test, body, orelse)]
        return f"{where}({', '.join(parts)})"


def call_in(op: Op, library: Library) -> str:
    """A named operation in a library's program: by the row, else the function of the same name."""
    template = op.calls.get(library) or op.calls.get("python")
    if template is not None:
        return template
    function = {"torch": f"torch.{op.name}", "jax": f"jnp.{op.name}", "micrograd": f"{{a}}.{op.name}"}[library]
    operands = ["{a}", "{b}"][: op.arity]
    return f"{function}({', '.join(operands[1:] if library == 'micrograd' else operands)})"


def own_row(name: str, forward: str, derivatives: Sequence[str]) -> Op:
    """The row of one; see own_operation()."""
    return own_operation(name, forward, derivatives, latex_name(name) if len(name) > 1 else rf"\mathrm{{{name}}}")


def own_rows(trace: TraceReply) -> dict[str, Op]:
    """The rows of the program's own operations."""
    return {
        own["name"]: own_row(own["name"], own["forward"], own["derivatives"]) for own in trace.get("operations", ())
    }


def own_call(op: Op, library: Library) -> str:
    """A call of what the definition defines."""
    operands = ", ".join(["{a}", "{b}"][: op.arity])
    if library == "torch":
        return f"{class_name(op)}.apply({operands})"
    return f"{op.name}({operands})" if library == "jax" else f"{{a}}.{op.name}({'{b}' * (op.arity == 2)})"


def torch_definition(op: Op) -> list[str]:
    """A torch.autograd.Function, whose backward() multiplies the upstream gradient by the local derivatives."""
    operands = ", ".join("ab"[: op.arity])
    slopes = [_written(derivative.text, "torch") for derivative in op.local_derivatives]
    return [
        f"class {class_name(op)}(torch.autograd.Function):",
        "    @staticmethod",
        f"    def forward(ctx, {operands}):",
        f"        out = {_written(op.text, 'torch')}",
        f"        ctx.save_for_backward({operands}, out)",
        "        return out",
        "",
        "    @staticmethod",
        "    def backward(ctx, upstream):",
        f"        {operands}, out = ctx.saved_tensors",
        f"        return {', '.join(f'({slope}) * upstream' for slope in slopes)}",
    ]


def jax_definition(op: Op) -> list[str]:
    """A function with a rule of its own: jax.custom_jvp, from the local derivatives."""
    operands = ", ".join("ab"[: op.arity])
    rules = [
        f"lambda tangent, out, {operands}: ({_written(derivative.text, 'jax')}) * tangent"
        for derivative in op.local_derivatives
    ]
    return [
        "@jax.custom_jvp",
        f"def {op.name}({operands}):",
        f"    return {_written(op.text, 'jax')}",
        "",
        "",
        f"{op.name}.defjvps({', '.join(rules)})",
    ]


def class_name(op: Op) -> str:
    return op.name[0].upper() + op.name[1:]


def _written(text: str, library: Library) -> str:
    return fill(_Tensors(library).whole(text)[0], _OPERANDS)
