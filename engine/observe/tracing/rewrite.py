"""Rewriting of a cell: its stores, functions, classes and loops call the hooks of an Observer.

A function is not wrapped, since its reader could notice that; its body says when it begins and what it returns:

    def __mul__(self, other):                   def __mul__(self, other):
        out = Value(self.data * other.data)         __call_0__ = __observe__.enter(7, (self, other), None, None)
        ...                                         try:
        return out                                      ...
                                                        return __observe__.leave(__call_0__, out)
                                                    except:
                                                        del __observe__.stack[__call_0__.depth:]
                                                        raise

The handler calls nothing, so that it works at the end of the stack, too. All new nodes have positions of the text they
stand for: tracebacks are the reader's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar, cast

from ..recording import Statement
from .silence import is_silent
from .silence import own_nodes as _own
from .sites import Sites, Text

HOOKS = "__observe__"
"""The only name that observing adds to a namespace. It ends in underscores: a class does not mangle it."""
_CALL = "__call_{}__"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_NAMESPACES = ("locals", "vars", "dir")
_Located = TypeVar("_Located", bound=ast.expr | ast.stmt)


class _Scope(NamedTuple):
    """Where a statement stands.

    private    name of the class whose double underscores apply
    call       the variable of the function's call, or empty: not in a function whose calls are observed
    outer      the variable of the call that a function here stands in the text of, or empty
    rule       `outer`, in a function that is not observed because what it does is seen from its stores
    depth      of functions
    itself     in `__init__`, the name of the new object, whose first stores are no writes
    functions  names of functions that are defined here
    """

    private: str = ""
    call: str = ""
    outer: str = ""
    rule: str = ""
    depth: int = 0
    itself: str = ""
    functions: frozenset[str] = frozenset()


def rewrite(tree: ast.Module, text: Text, sites: Sites) -> ast.Module:
    """The tree with hooks. It is changed in place."""
    tree.body = _Rewriter(text, sites).block(tree.body, _Scope())
    return tree


class _Rewriter:
    def __init__(self, text: Text, sites: Sites) -> None:
        self.text = text
        self.sites = sites

    # Statements

    def block(self, statements: list[ast.stmt], scope: _Scope) -> list[ast.stmt]:
        return [self.statement(statement, scope) for statement in statements]

    def statement(self, node: ast.stmt, scope: _Scope) -> ast.stmt:
        if isinstance(node, _FUNCTIONS):
            return self.function(node, scope)
        if isinstance(node, ast.ClassDef):
            return self.class_definition(node, scope)
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                if value and isinstance(value[0], ast.stmt):
                    setattr(node, name, self.block(value, scope))
                else:
                    for i, item in enumerate(value):
                        value[i] = self.part(item, scope)
            elif isinstance(value, ast.AST):
                setattr(node, name, self.part(value, scope))
        if isinstance(node, (ast.For, ast.AsyncFor)):
            node.target = self.target(node.target, node.iter, scope)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                if item.optional_vars is not None:
                    item.optional_vars = self.target(item.optional_vars, item.context_expr, scope)
        if isinstance(node, _LOOPS):
            node.body.insert(0, _expression(node.body[0], _call(node.body[0], "tick")))
        elif isinstance(node, ast.Return) and scope.call:
            value = node.value or _at(node, ast.Constant(None))
            node.value = _call(value, "leave", _at(value, ast.Name(scope.call, ast.Load())), value)
        elif isinstance(node, ast.Assign):
            return self.assignment(node, scope)
        elif isinstance(node, ast.AugAssign):
            return self.augmented(node, scope)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            node.target = cast("ast.Name", self.target(node.target, node, scope))
        return node

    def part(self, item: object, scope: _Scope) -> object:
        """A statement's part: an expression, or a handler, case, item or keyword with parts of its own."""
        if isinstance(item, ast.expr):
            return self.expression(item, scope)
        if isinstance(item, (ast.ExceptHandler, ast.match_case, ast.withitem)):
            for name, value in ast.iter_fields(item):
                if name == "body":
                    item.body = self.block(value, scope)  # type: ignore[union-attr]
                elif isinstance(value, ast.expr):
                    setattr(item, name, self.expression(value, scope))
        return item

    def assignment(self, node: ast.Assign, scope: _Scope) -> ast.stmt:
        target = node.targets[0]
        if isinstance(target, ast.Name):
            self.text.assigned[self.text.place_of(node.value)] = target.id
        if len(node.targets) > 1 or not isinstance(target, (ast.Attribute, ast.Subscript)):
            node.targets = [self.target(each, node, scope) for each in node.targets]
            return node
        if _is_own(target, scope) or (
            scope.depth and isinstance(target, ast.Attribute) and _no_number(node.value, scope)
        ):
            return node
        site = self.number(node, "=")
        if isinstance(target, ast.Attribute):
            name = _at(target, ast.Constant(_mangled(target.attr, scope.private)))
            via = self.source(node, _via(node.value, target, target.attr), scope)
            call = _call(target, "store", node.value, target.value, name, site, *via)
        else:
            keys = self.source(node, _via_item(node.value, target), scope)
            call = _call(target, "store_item", node.value, *self.container(target, scope), site, *keys)
        return _expression(node, call)

    def augmented(self, node: ast.AugAssign, scope: _Scope) -> ast.stmt:
        target = node.target
        operator = _at(node, ast.Constant(type(node.op).__name__))
        site = self.number(node, "+=" if isinstance(node.op, ast.Add) else "other")
        if isinstance(target, ast.Attribute):
            name = _at(target, ast.Constant(_mangled(target.attr, scope.private)))
            via = self.source(node, _via(node.value, target, target.attr), scope)
            if isinstance(node.op, ast.Add) and isinstance(target.value, ast.Name):
                content = _at(
                    target, ast.Attribute(_at(target, ast.Name(target.value.id, ast.Load())), target.attr, ast.Load())
                )
                return _expression(node, _call(node, "add", target.value, name, content, node.value, site, *via))
            start = _call(target, "begin_update", target.value, name)
            return _expression(node, _call(node, "update", start, node.value, operator, site, *via))
        if isinstance(target, ast.Subscript):
            keys = self.source(node, _via_item(node.value, target), scope)
            start = _call(target, "begin_update_item", *self.container(target, scope))
            return _expression(node, _call(node, "update_item", start, node.value, operator, site, *keys))
        return node

    def source(self, node: ast.stmt, via: list[ast.expr], scope: _Scope) -> list[ast.expr]:
        """The last arguments of a store: the object that it is computed from, and the call of the function around."""
        if not scope.rule:
            return via
        return [*(via or [_at(node, ast.Constant(None))]), _at(node, ast.Name(scope.rule, ast.Load()))]

    def container(self, target: ast.Subscript, scope: _Scope) -> list[ast.expr]:
        """The container, the key and, for `owner.attribute[key]`, the owner and the attribute's name."""
        key = _key(target.slice)
        inner = target.value
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            owner = _at(inner, ast.Name(inner.value.id, ast.Load()))
            name = _at(inner, ast.Constant(_mangled(inner.attr, scope.private)))
            return [inner, key, owner, name]
        if (
            isinstance(inner, ast.Call)
            and isinstance(inner.func, ast.Name)
            and inner.func.id == "vars"
            and len(inner.args) == 1
            and isinstance(inner.args[0], ast.Name)
        ):
            owner = _at(inner, ast.Name(inner.args[0].id, ast.Load()))
            return [inner, key, owner, _at(inner, ast.Constant("__dict__"))]
        none = _at(target, ast.Constant(None))
        return [inner, key, none, none]

    def target(self, target: ast.expr, statement: ast.stmt | ast.expr, scope: _Scope) -> ast.expr:
        """A target among others: `value` of an object whose setter stores."""
        if isinstance(target, (ast.Tuple, ast.List)):
            target.elts = [self.target(each, statement, scope) for each in target.elts]
        elif isinstance(target, ast.Starred):
            target.value = self.target(target.value, statement, scope)
        elif isinstance(target, ast.Attribute) and not _is_own(target, scope):
            name = _at(target, ast.Constant(_mangled(target.attr, scope.private)))
            call = _call(target, "target", target.value, name, self.number(statement, "="))
            return _at(target, ast.Attribute(call, "value", ast.Store()))
        return target

    def number(self, node: ast.stmt | ast.expr, statement: Statement) -> ast.Constant:
        return _at(node, ast.Constant(self.sites.write(self.text, node, statement)))

    # Definitions

    def class_definition(self, node: ast.ClassDef, scope: _Scope) -> ast.stmt:
        self.expressions(node.decorator_list, scope)
        self.expressions(node.bases, scope)
        for keyword in node.keywords:
            keyword.value = self.expression(keyword.value, scope)
        node.body = self.block(node.body, _Scope(private=node.name, depth=scope.depth))
        first = node.decorator_list[0] if node.decorator_list else node
        node.decorator_list.insert(0, _hook(first, "defined"))
        return node

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: _Scope) -> ast.stmt:
        self.expressions(node.decorator_list, scope)
        self.defaults(node.args, scope)
        generator = isinstance(node, ast.AsyncFunctionDef) or _is_generator(node.body)
        parameters = node.args.posonlyargs + node.args.args
        starts = node.name == "__init__" and bool(parameters) and bool(scope.private) and not generator
        silent = starts or generator or (bool(scope.outer) and is_silent(cast("ast.FunctionDef", node)))
        call = "" if silent else _CALL.format(scope.depth)
        inner = _Scope(
            scope.private,
            call,
            call or ("" if starts or generator else scope.outer),
            scope.outer if silent and not starts and not generator else "",
            scope.depth + 1,
            parameters[0].arg if starts else "",
            frozenset(each.name for each in _own(node.body) if isinstance(each, _FUNCTIONS)),
        )
        body = self.block(node.body, inner)
        head = _head(body)
        preamble, body = body[:head], body[head:]
        if not body:
            return node
        first, last = body[0], body[-1]
        if silent:
            start = _call(first, "tick")
            if starts:
                itself = _at(first, ast.Name(parameters[0].arg, ast.Load()))
                by_name = _passed_by_name(first, node.args, scope.private)
                start = _call(first, "new", itself, _passed(first, node.args), by_name)
            node.body = [*preamble, _expression(first, start), *body]
            return node
        enter = self.enter(first, node.name, node, node.args, scope)
        begins = _at(first, ast.Assign([_at(first, ast.Name(call, ast.Store()))], enter))
        if not isinstance(last, (ast.Return, ast.Raise)):
            none = _at(last, ast.Constant(None))
            body.append(_expression(last, _call(last, "leave", _at(last, ast.Name(call, ast.Load())), none)))
        node.body = [*preamble, begins, _at(first, ast.Try(body, [_unwinding(last, call)], [], []))]
        return node

    def enter(
        self, at: ast.stmt | ast.expr, name: str, node: ast.stmt | ast.expr, arguments: ast.arguments, scope: _Scope
    ) -> ast.Call:
        site = _at(at, ast.Constant(self.sites.function(self.text, name, node)))
        outer: ast.expr = _at(at, ast.Name(scope.outer, ast.Load())) if scope.outer else _at(at, ast.Constant(None))
        return _call(at, "enter", site, _passed(at, arguments), _passed_by_name(at, arguments, scope.private), outer)

    def defaults(self, arguments: ast.arguments, scope: _Scope) -> None:
        self.expressions(arguments.defaults, scope)
        for i, default in enumerate(arguments.kw_defaults):
            if default is not None:
                arguments.kw_defaults[i] = self.expression(default, scope)

    # Expressions

    def expressions(self, nodes: list[ast.expr], scope: _Scope) -> None:
        nodes[:] = [self.expression(node, scope) for node in nodes]

    def expression(self, root: ast.expr, scope: _Scope) -> ast.expr:
        """The expression with hooks; a loop, since a sum of a thousand terms is a thousand levels deep."""
        top: list[ast.AST] = [root]
        pending: list[tuple[object, str | int, _Scope]] = [(top, 0, scope)]
        order = []
        while pending:
            holder, key, around = pending.pop()
            order.append((holder, key, around))
            node = _get(holder, key)
            inner = around._replace(call="", outer="", itself="") if isinstance(node, ast.Lambda) else around
            for name, value in ast.iter_fields(node):
                within = inner if name == "body" else around
                if isinstance(value, list):
                    pending.extend((value, i, within) for i, item in enumerate(value) if isinstance(item, ast.AST))
                elif isinstance(value, ast.AST) and not isinstance(value, (ast.expr_context, ast.operator)):
                    pending.append((node, name, within))
        for holder, key, around in reversed(order):
            node = _get(holder, key)
            if isinstance(node, ast.expr):
                _set(holder, key, self.rewritten(node, around))
        return cast("ast.expr", top[0])

    def rewritten(self, node: ast.expr, scope: _Scope) -> ast.expr:
        if isinstance(node, ast.Lambda):
            if not isinstance(node.body, ast.Constant) and not _is_generator([_expression(node.body, node.body)]):
                enter = self.enter(node.body, "<lambda>", node, node.args, scope)
                node.body = _call(node.body, "leave", enter, node.body)
        elif isinstance(node, _COMPREHENSIONS):
            for generator in node.generators:
                tick = _call(generator.iter, "tick")
                generator.ifs.insert(0, _at(generator.iter, ast.UnaryOp(ast.Not(), tick)))
        elif isinstance(node, ast.Call):
            return self.call(node)
        elif isinstance(node, ast.Dict) and not all(isinstance(key, ast.Constant) for key in node.keys if key):
            return _call(node, "dictionary", node, self.number(node, "="))
        return node

    def call(self, node: ast.Call) -> ast.Call:
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if isinstance(function, ast.Name) and name in _NAMESPACES and not node.args and not node.keywords:
            return _call(node, "visible", node)
        if name == "__setattr__" or (isinstance(function, ast.Name) and name == "setattr"):
            node.args[:0] = [function, self.number(node, "other")]
            node.func = _hook(node, "set_attribute")
        return node


def _get(holder: object, key: str | int) -> ast.AST:
    return cast("ast.AST", holder[key] if isinstance(holder, list) else getattr(holder, cast("str", key)))  # type: ignore[index]


def _set(holder: object, key: str | int, node: ast.AST) -> None:
    if isinstance(holder, list):
        holder[cast("int", key)] = node
    else:
        setattr(holder, cast("str", key), node)


def _at(like: ast.stmt | ast.expr, node: _Located) -> _Located:
    node.lineno, node.col_offset = like.lineno, like.col_offset
    node.end_lineno, node.end_col_offset = like.end_lineno, like.end_col_offset
    return node


def _hook(like: ast.stmt | ast.expr, name: str) -> ast.expr:
    return _at(like, ast.Attribute(_at(like, ast.Name(HOOKS, ast.Load())), name, ast.Load()))


def _call(like: ast.stmt | ast.expr, name: str, *arguments: ast.expr) -> ast.Call:
    return _at(like, ast.Call(_hook(like, name), list(arguments), []))


def _expression(like: ast.stmt | ast.expr, value: ast.expr) -> ast.Expr:
    return _at(like, ast.Expr(value))


def _unwinding(like: ast.stmt | ast.expr, call: str) -> ast.ExceptHandler:
    depth = _at(like, ast.Attribute(_at(like, ast.Name(call, ast.Load())), "depth", ast.Load()))
    above = _at(like, ast.Slice(depth, None, None))
    stale = _at(like, ast.Subscript(_hook(like, "stack"), above, ast.Del()))
    handler = ast.ExceptHandler(None, None, [_at(like, ast.Delete([stale])), _at(like, ast.Raise(None, None))])
    handler.lineno, handler.col_offset = like.lineno, like.col_offset
    handler.end_lineno, handler.end_col_offset = like.end_lineno, like.end_col_offset
    return handler


def _passed(like: ast.stmt | ast.expr, arguments: ast.arguments) -> ast.expr:
    """The arguments by position, as a tuple."""
    values: list[ast.expr] = [
        _at(like, ast.Name(each.arg, ast.Load())) for each in arguments.posonlyargs + arguments.args
    ]
    if arguments.vararg:
        rest = _at(like, ast.Name(arguments.vararg.arg, ast.Load()))
        values.append(_at(like, ast.Starred(rest, ast.Load())))
    return _at(like, ast.Tuple(values, ast.Load()))


def _passed_by_name(like: ast.stmt | ast.expr, arguments: ast.arguments, private: str) -> ast.expr:
    """The arguments that can be passed by name only, as a dictionary, or None."""
    if not arguments.kwonlyargs and not arguments.kwarg:
        return _at(like, ast.Constant(None))
    names = [each.arg for each in arguments.kwonlyargs]
    keys: list[ast.expr | None] = [_at(like, ast.Constant(_mangled(name, private))) for name in names]
    values: list[ast.expr] = [_at(like, ast.Name(name, ast.Load())) for name in names]
    if arguments.kwarg:
        keys.append(None)
        values.append(_at(like, ast.Name(arguments.kwarg.arg, ast.Load())))
    return _at(like, ast.Dict(keys, values))


def _key(key: ast.expr) -> ast.expr:
    """A subscript as an argument: slices as objects."""
    if isinstance(key, ast.Slice):
        none = _at(key, ast.Constant(None))
        return _call(key, "slice", key.lower or none, key.upper or none, key.step or none)
    if isinstance(key, ast.Tuple):
        key.elts = [_key(each) for each in key.elts]
    return key


def _via(value: ast.expr, target: ast.Attribute, attribute: str) -> list[ast.expr]:
    """The object whose attribute of the same name the stored value is computed from: `out`, in `a.grad += out.grad`.

    Only where the value reads it in any case, so that naming it once more cannot fail.
    """
    found = {
        node.value.id: _at(node, ast.Name(node.value.id, ast.Load()))
        for node in _terms(value)
        if isinstance(node, ast.Attribute) and node.attr == attribute and isinstance(node.value, ast.Name)
    }
    if isinstance(target.value, ast.Name):
        found.pop(target.value.id, None)
    return list(found.values()) if len(found) == 1 else []


def _via_item(value: ast.expr, target: ast.Subscript) -> list[ast.expr]:
    """The key of the same container that the stored value is computed from: `n`, in `g[a] += g[n]`; `id(n)` as well."""
    if not isinstance(target.value, ast.Name):
        return []
    own = _simple_key(target.slice)
    found = {
        name: key
        for node in _terms(value)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == target.value.id
        for name, key in [_simple_key(node.slice)]
        if key is not None and name != own[0]
    }
    return [key for key in found.values() if key is not None] if len(found) == 1 else []


def _simple_key(key: ast.expr) -> tuple[str, ast.expr | None]:
    if isinstance(key, ast.Name):
        return key.id, _at(key, ast.Name(key.id, ast.Load()))
    if isinstance(key, ast.Call) and isinstance(key.func, ast.Name) and key.func.id == "id" and len(key.args) == 1:
        return _simple_key(key.args[0])
    return "", None


def _terms(value: ast.expr) -> Iterator[ast.expr]:
    """What arithmetic is done with, where it is done in any case."""
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.BinOp):
            pending += [node.left, node.right]
        elif isinstance(node, ast.UnaryOp):
            pending.append(node.operand)
        else:
            yield node


def _is_own(target: ast.expr, scope: _Scope) -> bool:
    """Whether it is `self.name` in `__init__`."""
    return bool(
        scope.itself
        and isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == scope.itself
    )


def _mangled(name: str, private: str) -> str:
    if not name.startswith("__") or name.endswith("__") or not private.strip("_"):
        return name
    return f"_{private.lstrip('_')}{name}"


def _head(body: Sequence[ast.stmt]) -> int:
    """How many statements come first: the docstring, and what a function declares of other scopes' names."""
    head = 0
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        head = int(isinstance(body[0].value.value, str))
    while head < len(body) and isinstance(body[head], (ast.Global, ast.Nonlocal)):
        head += 1
    return head


def _no_number(value: ast.expr, scope: _Scope) -> bool:
    """Whether what is stored is certainly no number, such as a closure."""
    if isinstance(value, ast.Name):
        return value.id in scope.functions
    return isinstance(value, (ast.Lambda, ast.JoinedStr, ast.Dict, ast.Set, ast.SetComp, ast.DictComp)) or (
        isinstance(value, ast.Constant) and isinstance(value.value, str)
    )


def _is_generator(body: Sequence[ast.stmt]) -> bool:
    """Whether the function yields or awaits itself, not in a function within it."""
    return any(isinstance(node, (ast.Yield, ast.YieldFrom, ast.Await)) for node in _own(body))
