"""Formulas of the methods of a `torch.autograd.Function`: its lines, read as expressions over numbers."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..errors import PlaygroundError
from .absent import Absent
from .syntax.parse import span_of
from .texts import CONSTANTS, HINT, Writer, call_of, refusal
from .values import Scope

# What says nothing about a single number: x.clone(), mask.to(x.dtype).
_SAME_NUMBER = frozenset({"clone", "detach", "contiguous", "float", "double", "item", "to", "type_as"})
_LINES = "A line of such a method is `y = ...`, `y[x < 0] = ...`, `ctx.save_for_backward(...)` or `return ...`."
_OF_CTX = "Of ctx there are ctx.save_for_backward(...), ctx.saved_tensors, and numbers that are kept as ctx.name."


class MethodReader(Writer):
    """Reads the lines of a method; what `ctx` keeps is there for the next one.

    known   the expressions that the method's names stand for
    tuples  those of its names that stand for several: `inputs` of setup_context
    ctx     what the method calls its context, or "" where it has none
    kept    the numbers of `ctx.name = ...`
    saved   what `save_for_backward` was given
    """

    def __init__(self, scope: Scope, known: dict[str, ast.expr], ctx: str) -> None:
        super().__init__(scope, known)
        self.tuples: dict[str, list[ast.expr]] = {}
        self.ctx = ctx
        self.kept: dict[str, ast.expr] = {}
        self.saved: list[ast.expr] | None = None

    def read(self, body: Sequence[ast.stmt]) -> tuple[ast.stmt, list[ast.expr | None]] | None:
        """The line that returns, and what it returns; None stands for Python's None. Without such a line None."""
        self.begin()
        for statement in body:
            match statement:
                case ast.Return(value=ast.Tuple(elts=parts)):
                    return statement, [self._result(part) for part in parts]
                case ast.Return(value=ast.expr() as value):
                    return statement, [self._result(value)]
            self._line(statement)
        return None

    def _result(self, node: ast.expr) -> ast.expr | None:
        return None if isinstance(node, ast.Constant) and node.value is None else self.write(node)

    def _line(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
                return  # a docstring
            case ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id=ctx), attr="save_for_backward"), args=args, keywords=[]
                )
            ) if ctx == self.ctx:
                self.saved = [self.write(argument) for argument in args]
            case ast.Assign(targets=[ast.Tuple(elts=names) | ast.List(elts=names)], value=value):
                self._unpack(statement, names, value)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self.known[name] = self.write(value)
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=ctx), attr=name)], value=value) if ctx == self.ctx:
                self.kept[name] = self.write(value)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=mask)], value=value) if (
                name in self.known and isinstance(mask, ast.Compare | ast.BoolOp)
            ):
                self.known[name] = ast.IfExp(self.condition(mask), self.write(value), self.known[name])
            case ast.AugAssign(target=ast.Name(id=name) as target, op=sign, value=value):
                self.known[name] = self.write(ast.copy_location(ast.BinOp(target, sign, value), statement))
            case ast.If():
                raise refusal(statement, "Write y if x > 0 else z, or torch.where(x > 0, y, z); leave out others.")
            case _:
                raise refusal(statement, _LINES)

    def _unpack(self, statement: ast.stmt, names: Sequence[ast.expr], value: ast.expr) -> None:
        several = self._several(value)
        if len(several) != len(names):
            message = f"Here are {len(names)} names for {len(several)} saved numbers."
            raise PlaygroundError("value", message, span_of(statement), "Take as many as forward() has saved.")
        for target, each in zip(names, several, strict=True):
            if not isinstance(target, ast.Name):
                raise refusal(target, _LINES)
            self.known[target.id] = each

    def _several(self, node: ast.expr) -> list[ast.expr]:
        match node:
            case ast.Attribute(value=ast.Name(id=ctx), attr="saved_tensors") if ctx == self.ctx:
                if self.saved is None:
                    hint = "Write ctx.save_for_backward(x) in forward()."
                    raise PlaygroundError("value", "forward() has saved nothing for backward().", span_of(node), hint)
                return self.saved
            case ast.Name(id=name) if name in self.tuples:
                return self.tuples[name]
        raise refusal(node, _LINES)

    def written(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Subscript(value=several, slice=ast.Constant(value=int() as index)):
                saved = self._several(several)
                if index >= len(saved):
                    hint = "Take one that forward() has saved."
                    raise PlaygroundError("value", f"Nothing is saved as number {index}.", span_of(node), hint)
                return self.again(node, saved[index])
            case ast.Attribute(value=ast.Name(id=ctx), attr=name) if ctx == self.ctx:
                if name not in self.kept:
                    raise PlaygroundError("name", f"`{ctx}.{name}` is not known here.", span_of(node), _OF_CTX)
                return self.again(node, self.kept[name])
            case ast.Attribute(value=ast.Name(id=module), attr=name) if name in CONSTANTS and self._is_torch(module):
                return ast.Constant(CONSTANTS[name])
            case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)) if self._is_torch(module):
                return self._tensor_function(node, name, node.args, node.keywords)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=ctx))) if ctx == self.ctx:
                raise refusal(node, _OF_CTX)
            case ast.Call(func=ast.Attribute(value=operand, attr=name)) if not self._is_module(operand):
                return self._tensor_function(node, name, [operand, *node.args], node.keywords)
        return super().written(node)

    def _is_torch(self, name: str) -> bool:
        if name in self.known:
            return False
        found = self.find(name)
        return (found is None and name == "torch") or (type(found) is Absent and found.path == "torch")

    def _is_module(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id not in self.known

    def _tensor_function(
        self, node: ast.Call, name: str, arguments: Sequence[ast.expr], options: Sequence[ast.keyword]
    ) -> ast.expr:
        """torch.exp(x), or x.exp(): the functions that every formula has, and those of PyTorch for single numbers."""
        if name in _SAME_NUMBER and arguments:
            return self.write(arguments[0])
        if name in ("clamp", "clip") and arguments:
            return self._clamped(node, arguments, options)
        if options:
            raise refusal(node, HINT)
        match name, [*arguments]:
            case (("zeros_like" | "ones_like"), [_]):
                return ast.Constant(float(name == "ones_like"))
            case "tensor", [number]:
                return self.write(number)
            case "where", [test, yes, no]:
                return ast.IfExp(self.condition(test), self.write(yes), self.write(no))
            case (("maximum" | "max" | "minimum" | "min"), [one, other]):
                return self._chosen(node, name.startswith("max"), self.write(one), self.write(other))
            case "relu", [x]:
                return self._chosen(node, True, self.write(x), ast.Constant(0.0))
            case (("square" | "reciprocal"), [x]):
                return call_of("power", self.write(x), ast.Constant(2.0 if name == "square" else -1.0))
            case (("neg" | "negative"), [x]):
                return ast.UnaryOp(ast.USub(), self.write(x))
            case (("mul" | "multiply" | "add" | "sub" | "subtract"), [one, other]):
                sign = {"m": ast.Mult, "a": ast.Add, "s": ast.Sub}[name[0]]()
                return ast.BinOp(self.write(one), sign, self.write(other))
        return self.function(node, {"div": "divide"}.get(name, name), arguments)

    def _clamped(self, node: ast.Call, arguments: Sequence[ast.expr], options: Sequence[ast.keyword]) -> ast.expr:
        limits = dict(zip(("min", "max"), arguments[1:], strict=False)) | {each.arg: each.value for each in options}
        if not limits or not limits.keys() <= {"min", "max"}:
            raise refusal(node, "Write x.clamp(min=0).")
        x = self.write(arguments[0])
        if "min" in limits:
            x = self._chosen(node, True, x, self.write(limits["min"]))
        return self._chosen(node, False, x, self.write(limits["max"])) if "max" in limits else x

    def _chosen(self, node: ast.expr, larger: bool, one: ast.expr, other: ast.expr) -> ast.expr:
        """The larger, or the smaller, of two written expressions."""
        sign = ast.Gt() if larger else ast.Lt()
        return ast.IfExp(ast.Compare(self.again(node, one), [sign], [self.again(node, other)]), one, other)
