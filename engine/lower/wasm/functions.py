"""Compiler of the engine's elementary functions from their Python source (engine/elementary.py) to WebAssembly.

The source is restricted to the constructs that compile directly: floats, integers and booleans in locals, `if`,
`return`, arithmetic and calls. Both operands of `and` and `or`, and both branches of a conditional expression, are
computed: none of them can fail.

Angles past a million need Python's integers (`_huge_quarters`, `_huge_rest`): there the compiled code traps.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence
from functools import cache

from ... import elementary
from .encode import F64, I32, I64, NO_RESULT, V128, Code, Function, Module

_KINDS = {"float": F64, "int": I64}
_TRAPS = frozenset({"_huge_quarters", "_huge_rest"})
_ARITHMETIC = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div"}
_COMPARE = {ast.Lt: "lt", ast.LtE: "le", ast.Eq: "eq", ast.NotEq: "ne", ast.Gt: "gt", ast.GtE: "ge"}
_PREFIX = {F64: "f64", I64: "i64", I32: "i32"}
_BUILT_IN = {"_sqrt": "f64.sqrt", "abs": "f64.abs", "copysign": "f64.copysign"}


class Functions:
    """Adds functions to a module on first use, each after the functions that it calls."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._indices: dict[str, int] = {}

    def index(self, name: str) -> int:
        if name not in self._indices:
            function = _HELPERS[name]() if name in _HELPERS else _Compiler(self, _sources()[name]).function()
            self._indices[name] = self._module.add(function)
        return self._indices[name]

    def pair(self, name: str) -> int:
        """The index of the same function of vectors, applied lane by lane."""
        key = f"{name} of two"
        if key not in self._indices:
            kinds, _ = _signature(_sources()[name])
            code = Code()
            for lane in (0, 1):
                for argument, _ in enumerate(kinds):
                    code.add("local.get", argument).add("f64x2.extract_lane", lane)
                code.add("call", self.index(name))
                code.add(*(("f64x2.replace_lane", 1) if lane else ("f64x2.splat",)))
            self._indices[key] = self._module.add(Function([V128] * len(kinds), [V128], [], code, name=key))
        return self._indices[key]


@cache
def _sources() -> dict[str, ast.FunctionDef]:
    tree = ast.parse(inspect.getsource(elementary))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _signature(definition: ast.FunctionDef) -> tuple[list[int], int]:
    kinds = [_KINDS[ast.unparse(argument.annotation)] for argument in definition.args.args if argument.annotation]
    assert definition.returns
    return kinds, _KINDS[ast.unparse(definition.returns)]


class _Compiler:
    """Compiler of one function. Expressions leave their value on the stack and return its kind; a boolean is an I32."""

    def __init__(self, functions: Functions, definition: ast.FunctionDef) -> None:
        self._functions = functions
        self._definition = definition
        self._parameters, self._result = _signature(definition)
        names = [argument.arg for argument in definition.args.args]
        self._locals = dict(zip(names, enumerate(self._parameters), strict=True))
        self._code = Code()

    def function(self) -> Function:
        self._block(self._definition.body)
        self._code.add("unreachable")  # every path has returned
        kinds = [kind for _, kind in self._locals.values()]
        return Function(
            self._parameters,
            [self._result],
            kinds[len(self._parameters) :],
            self._code,
            name=self._definition.name,
            local_names=[*self._locals],
        )

    def _block(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                pass  # the docstring
            case ast.Return(value=ast.expr() as value):
                self._expect(value, self._result)
                self._code.add("return")
            case ast.Assign(targets=[ast.Name(id=target)], value=value):
                self._set(target, self._value(value))
            case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=m), ast.Name(id=k)])], value=ast.Call(args=[x])):
                for target, helper, kind in ((m, "frexp_m", F64), (k, "frexp_k", I64)):
                    self._expect(x, F64)
                    self._code.add("call", self._functions.index(helper))
                    self._set(target, kind)
            case ast.If(test=test, body=body, orelse=orelse):
                self._condition(test)
                self._code.add("if", NO_RESULT)
                self._block(body)
                if orelse:
                    self._code.add("else")
                    self._block(orelse)
                self._code.add("end")
            case _:
                raise NotImplementedError(ast.unparse(node))

    def _set(self, target: str, kind: int) -> None:
        index, known = self._locals.setdefault(target, (len(self._locals), kind))
        if known != kind:
            raise NotImplementedError(f"{target} changes its kind")
        self._code.add("local.set", index)

    def _expect(self, node: ast.expr, kind: int) -> None:
        if self._value(node) == I64 and kind == F64:
            self._code.add("f64.convert_i64_s")

    def _condition(self, node: ast.expr) -> None:
        if self._value(node) == I64:
            self._code.const(I64, 0).add("i64.ne")

    def _value(self, node: ast.expr) -> int:
        code = self._code
        match node:
            case ast.Name(id=name) if name in self._locals:
                index, kind = self._locals[name]
                code.add("local.get", index)
                return kind
            case ast.Name(id=name):
                code.const(F64, getattr(elementary, name))
                return F64
            case ast.Constant(value=bool() | int() | float() as number):
                kind = I32 if isinstance(number, bool) else F64 if isinstance(number, float) else I64
                code.const(kind, number)
                return kind
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self._condition(operand)
                code.add("i32.eqz")
                return I32
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                self._expect(operand, F64)
                code.add("f64.neg")
                return F64
            case ast.BinOp(left=ast.Constant(value=int(a)), op=ast.Div(), right=ast.Constant(value=int(b))):
                code.const(F64, a / b)
                return F64
            case ast.BinOp(left=left, op=ast.BitAnd(), right=right):
                self._value(left)
                self._value(right)
                code.add("i64.and")
                return I64
            case ast.BinOp(left=left, op=operator, right=right):
                return self._binary(left, right, _ARITHMETIC[type(operator)])
            case ast.Compare(left=left, ops=operators, comparators=comparators):
                pairs = zip([left, *comparators], operators, comparators, strict=False)
                for i, (one, relation, other) in enumerate(pairs):
                    self._binary(one, other, _COMPARE[type(relation)])
                    if i:
                        code.add("i32.and")
                return I32
            case ast.BoolOp(op=joint, values=values):
                for i, value in enumerate(values):
                    self._condition(value)
                    if i:
                        code.add("i32.and" if isinstance(joint, ast.And) else "i32.or")
                return I32
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self._expect(body, F64)
                self._expect(orelse, F64)
                self._condition(test)
                code.add("select")
                return F64
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, arguments)
        raise NotImplementedError(ast.unparse(node))

    def _binary(self, left: ast.expr, right: ast.expr, operation: str) -> int:
        """An operation on two operands of one kind; if their kinds differ, both are converted to floats."""
        kind = self._kind(left) if self._kind(left) == self._kind(right) else F64
        self._expect(left, kind)
        self._expect(right, kind)
        self._code.add(f"{_PREFIX[kind]}.{operation}")
        return I32 if operation in _COMPARE.values() else kind

    def _kind(self, node: ast.expr) -> int:
        """The kind of an operand, without emitting it."""
        match node:
            case ast.Name(id=name) if name in self._locals:
                return self._locals[name][1]
            case ast.Compare():
                return I32
            case ast.Constant(value=int()) | ast.BinOp(op=ast.BitAnd()):
                return I64
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult(), right=right):
                return I64 if self._kind(left) == self._kind(right) == I64 else F64
            case ast.Call(func=ast.Name(id="floor")):
                return I64
            case ast.Call(func=ast.Name(id=name)) if name in _sources():
                return _signature(_sources()[name])[1]
        return F64

    def _call(self, name: str, arguments: Sequence[ast.expr]) -> int:
        code = self._code
        if name in _TRAPS:
            code.add("unreachable")
            return _signature(_sources()[name])[1]
        if name in _BUILT_IN:
            for argument in arguments:
                self._expect(argument, F64)
            code.add(_BUILT_IN[name])
            return F64
        if name == "floor":
            self._expect(arguments[0], F64)
            code.add("f64.floor").add("i64.trunc_sat_f64_s")
            return I64
        if name == "ldexp":  # the result is a normal number: one exact multiplication by 2**k
            self._expect(arguments[0], F64)
            self._value(arguments[1])
            code.const(I64, 1023).add("i64.add").const(I64, 52).add("i64.shl").add("f64.reinterpret_i64").add("f64.mul")
            return F64
        kinds, result = _signature(_sources()[name])
        for argument, kind in zip(arguments, kinds, strict=True):
            self._expect(argument, kind)
        code.add("call", self._functions.index(name))
        return result


_SMALLEST_NORMAL = 2.0**-1022
_SCALE = 54  # exponent of a power of two that makes any subnormal number normal


def _scaled() -> Code:
    """The bits of x > 0, scaled up if it is subnormal."""
    code = Code().add("local.get", 0).const(F64, 2.0**_SCALE).add("f64.mul").add("local.get", 0)
    code.add("local.get", 0).const(F64, _SMALLEST_NORMAL).add("f64.lt").add("select").add("i64.reinterpret_f64")
    return code


def _frexp_m() -> Function:
    """m in [1/2, 1) with x = m 2**k."""
    code = _scaled().const(I64, (1 << 52) - 1).add("i64.and").const(I64, 1022 << 52).add("i64.or")
    return Function([F64], [F64], [], code.add("f64.reinterpret_i64"), name="frexp_m", local_names=["x"])


def _frexp_k() -> Function:
    """k of the same decomposition."""
    code = _scaled().const(I64, 52).add("i64.shr_u").const(I64, 1022).add("i64.sub")
    code.const(I64, _SCALE).const(I64, 0).add("local.get", 0).const(F64, _SMALLEST_NORMAL).add("f64.lt").add("select")
    return Function([F64], [I64], [], code.add("i64.sub"), name="frexp_k", local_names=["x"])


_HELPERS = {"frexp_m": _frexp_m, "frexp_k": _frexp_k}
