"""Texts of functions: what a program's function of numbers computes, as an expression of the operation table's kind."""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence

from ..errors import PlaygroundError
from ..own_operation import CALLABLE
from .syntax.parse import span_of
from .values import Builtin, Function, Scope, is_number

MAX_NODES = 300  # of a text, names of its own replaced by what they stand for
MAX_DEPTH = 40  # of one construct within another

_SIGNS = (ast.Add, ast.Sub, ast.Mult)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Eq, ast.NotEq, ast.Gt, ast.GtE)
CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}
HINT = "It may have + - * / **, functions such as exp(x), comparisons and `y if x > 0 else z`."


def text_of_function(function: Function, names: Sequence[str]) -> str:
    """The text of a lambda, or of a def that ends in `return`: its parameters are called `names`, such as a, b, out.

    Raises PlaygroundError (type) for another number of parameters, (unsupported) for what no such text has.
    """
    subject = f"`{function.name}()`" if function.name else "This function"
    if len(function.parameters) > len(names) or function.rest or function.named_only:
        few = len(names)
        raise PlaygroundError("type", f"{subject} has too many parameters: at most {few} are meaningful here.")
    known: dict[str, ast.expr] = {
        parameter: ast.Name(name, ast.Load()) for parameter, name in zip(function.parameters, names, strict=False)
    }
    writer = Writer(function.scope, known)
    if isinstance(function.body, ast.expr):
        return ast.unparse(writer.write(function.body))
    for statement in function.body:
        match statement:
            case ast.Expr(value=ast.Constant(value=str())):
                continue  # a docstring
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                known[name] = writer.write(value)
                continue
            case ast.Return(value=ast.expr() as value):
                return ast.unparse(writer.write(value))
        raise refusal(statement, "A line of such a function is `y = ...` or `return ...`.")
    raise PlaygroundError("value", f"{subject} returns nothing.", hint="Let its last line be return ...")


def size_of_text(text: str) -> int:
    """The number of constructs in a text."""
    return sum(isinstance(node, ast.expr) for node in ast.walk(ast.parse(text, mode="eval")))


class Writer:
    """Writes an expression with the constructs of the table; what it does not know is refused by name."""

    def __init__(self, scope: Scope, known: dict[str, ast.expr]) -> None:
        self.scope = scope
        self.known = known
        self.begin()

    def begin(self) -> None:
        """Begin another formula, which may be as long again."""
        self._nodes = self._depth = 0

    def write(self, node: ast.expr) -> ast.expr:
        self.charge(node, 1, 0)
        self._depth += 1
        try:
            return self.written(node)
        finally:
            self._depth -= 1

    def charge(self, node: ast.expr, nodes: int, depth: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES or self._depth + depth > MAX_DEPTH:
            raise PlaygroundError(
                "limit", "This formula is too long for one operation.", span_of(node), "Split it into two operations."
            )

    def again(self, node: ast.expr, found: ast.expr) -> ast.expr:
        """An expression that is written already, in another place of the formula."""
        self.charge(node, *_size(found))
        return found

    def written(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                return ast.Constant(float(number))
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.Attribute(value=ast.Name(id="math"), attr=name) if name in CONSTANTS:
                return ast.Constant(CONSTANTS[name])
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return ast.UnaryOp(ast.USub(), self.write(operand))
            case ast.BinOp(left=left, op=sign, right=right) if isinstance(sign, _SIGNS):
                return ast.BinOp(self.write(left), sign, self.write(right))
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return call_of("divide", self.write(left), self.write(right))
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return call_of("power", self.write(left), self.write(right))
            case ast.Compare() | ast.BoolOp():  # True and False count as 1 and 0
                return ast.IfExp(self.condition(node), ast.Constant(1.0), ast.Constant(0.0))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return ast.IfExp(self.condition(test), self.write(body), self.write(orelse))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self.function(node, name, arguments)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="math"), attr=name), args=arguments, keywords=[]):
                return self.function(node, name, arguments)
            case ast.Call(func=ast.Attribute(value=operand, attr=name), args=arguments, keywords=[]):
                return self.function(node, name, [operand, *arguments])
        raise refusal(node, HINT)

    def condition(self, node: ast.expr) -> ast.expr:
        match node:
            case ast.Compare(left=left, ops=[sign], comparators=[right]) if isinstance(sign, _COMPARISONS):
                return ast.Compare(self.write(left), [sign], [self.write(right)])
            case ast.BoolOp(op=sign, values=[left, right]):
                return ast.BoolOp(sign, [self.condition(left), self.condition(right)])
        raise refusal(node, "A condition compares two numbers, such as x > 0.")

    def _name(self, node: ast.expr, name: str) -> ast.expr:
        if name in self.known:
            return self.again(node, self.known[name])
        found = self.find(name)
        if is_number(found):
            return ast.Constant(float(found))
        hint = "It knows its parameters, and numbers that have a name outside of it."
        raise PlaygroundError("name", f"`{name}` is no number that this formula knows.", span_of(node), hint)

    def find(self, name: str) -> object:
        scope: Scope | None = self.scope
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None

    def _inlined(self, function: Function, body: ast.expr, arguments: Sequence[ast.expr]) -> ast.expr:
        """What a lambda of the program computes, in place of its call."""
        outer = self.scope, self.known
        self.scope, self.known = function.scope, dict(zip(function.parameters, arguments, strict=True))
        try:
            return self.write(body)
        finally:
            self.scope, self.known = outer

    def function(self, node: ast.expr, name: str, arguments: Sequence[ast.expr]) -> ast.expr:
        own = self.find(name)
        if type(own) is Function and isinstance(own.body, ast.expr) and len(own.parameters) == len(arguments):
            return self._inlined(own, own.body, [self.write(argument) for argument in arguments])
        if own is not None and type(own) is not Builtin:
            raise refusal(node, "It may call lambdas of the program, and functions such as exp(x).")
        called = {"pow": "power"}.get(name, name)
        takes = 2 if called in ("power", "divide") else 1
        if called not in CALLABLE or called.startswith("_") or len(arguments) != takes:
            raise refusal(node, HINT)
        return call_of(called, *map(self.write, arguments))


def _size(node: ast.expr) -> tuple[int, int]:
    """How many nodes an expression has, and how deep they lie."""
    sizes = [_size(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    return 1 + sum(nodes for nodes, _ in sizes), 1 + max((depth for _, depth in sizes), default=0)


def call_of(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def refusal(node: ast.expr | ast.stmt, hint: str) -> PlaygroundError:
    return PlaygroundError("unsupported", "An operation's formula cannot have this.", span_of(node), hint)
