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
from typing import cast

from .silence import is_silent
from .silence import own_nodes as _own
from .sites import Sites, Text
from .store_rewriting import Scope, StoreRewriter
from .syntax import (
    as_statement,
    at,
    head_length,
    hook_call,
    hook_named,
    is_generator,
    passed,
    passed_by_name,
    unwinding,
)

_CALL = "__call_{}__"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_NAMESPACES = ("locals", "vars", "dir")


def rewrite(tree: ast.Module, text: Text, sites: Sites) -> ast.Module:
    """The tree with hooks. It is changed in place."""
    tree.body = _Rewriter(text, sites).block(tree.body, Scope())
    return tree


class _Rewriter(StoreRewriter):
    # Statements

    def block(self, statements: list[ast.stmt], scope: Scope) -> list[ast.stmt]:
        return [self.statement(statement, scope) for statement in statements]

    def statement(self, node: ast.stmt, scope: Scope) -> ast.stmt:
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
            node.body.insert(0, as_statement(node.body[0], hook_call(node.body[0], "tick")))
        elif isinstance(node, ast.Return) and scope.call:
            value = node.value or at(node, ast.Constant(None))
            node.value = hook_call(value, "leave", at(value, ast.Name(scope.call, ast.Load())), value)
        elif isinstance(node, ast.Assign):
            return self.assignment(node, scope)
        elif isinstance(node, ast.AugAssign):
            return self.augmented(node, scope)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            node.target = cast("ast.Name", self.target(node.target, node, scope))
        return node

    def part(self, item: object, scope: Scope) -> object:
        """A statement's part: an expression, or a handler, case, item or keyword with parts of its own."""
        if isinstance(item, ast.expr):
            return self.expression(item, scope)
        if isinstance(item, (ast.ExceptHandler, ast.match_case, ast.withitem)):
            for name, value in ast.iter_fields(item):
                if name == "body":
                    setattr(item, name, self.block(value, scope))
                elif isinstance(value, ast.expr):
                    setattr(item, name, self.expression(value, scope))
        return item

    # Definitions

    def class_definition(self, node: ast.ClassDef, scope: Scope) -> ast.stmt:
        self.expressions(node.decorator_list, scope)
        self.expressions(node.bases, scope)
        for keyword in node.keywords:
            keyword.value = self.expression(keyword.value, scope)
        node.body = self.block(node.body, Scope(private=node.name, depth=scope.depth))
        first = node.decorator_list[0] if node.decorator_list else node
        node.decorator_list.insert(0, hook_named(first, "defined"))
        return node

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> ast.stmt:
        self.expressions(node.decorator_list, scope)
        self.defaults(node.args, scope)
        generator = isinstance(node, ast.AsyncFunctionDef) or is_generator(node.body)
        parameters = node.args.posonlyargs + node.args.args
        starts = node.name == "__init__" and bool(parameters) and bool(scope.private) and not generator
        silent = starts or generator or (bool(scope.outer) and is_silent(cast("ast.FunctionDef", node)))
        call = "" if silent else _CALL.format(scope.depth)
        inner = Scope(
            scope.private,
            call,
            call or ("" if starts or generator else scope.outer),
            scope.outer if silent and not starts and not generator else "",
            scope.depth + 1,
            parameters[0].arg if starts else "",
            frozenset(each.name for each in _own(node.body) if isinstance(each, _FUNCTIONS)),
        )
        body = self.block(node.body, inner)
        head = head_length(body)
        preamble, body = body[:head], body[head:]
        if not body:
            return node
        first, last = body[0], body[-1]
        if silent:
            start = hook_call(first, "tick")
            if starts:
                itself = at(first, ast.Name(parameters[0].arg, ast.Load()))
                by_name = passed_by_name(first, node.args, scope.private)
                start = hook_call(first, "new", itself, passed(first, node.args), by_name)
            node.body = [*preamble, as_statement(first, start), *body]
            return node
        enter = self.enter(first, node.name, node, node.args, scope)
        begins = at(first, ast.Assign([at(first, ast.Name(call, ast.Store()))], enter))
        if not isinstance(last, (ast.Return, ast.Raise)):
            none = at(last, ast.Constant(None))
            body.append(as_statement(last, hook_call(last, "leave", at(last, ast.Name(call, ast.Load())), none)))
        node.body = [*preamble, begins, at(first, ast.Try(body, [unwinding(last, call)], [], []))]
        return node

    def enter(
        self, like: ast.stmt | ast.expr, name: str, node: ast.stmt | ast.expr, arguments: ast.arguments, scope: Scope
    ) -> ast.Call:
        site = at(like, ast.Constant(self.sites.function(self.text, name, node)))
        outer: ast.expr = at(like, ast.Name(scope.outer, ast.Load())) if scope.outer else at(like, ast.Constant(None))
        return hook_call(
            like, "enter", site, passed(like, arguments), passed_by_name(like, arguments, scope.private), outer
        )

    def defaults(self, arguments: ast.arguments, scope: Scope) -> None:
        self.expressions(arguments.defaults, scope)
        for i, default in enumerate(arguments.kw_defaults):
            if default is not None:
                arguments.kw_defaults[i] = self.expression(default, scope)

    # Expressions

    def expressions(self, nodes: list[ast.expr], scope: Scope) -> None:
        nodes[:] = [self.expression(node, scope) for node in nodes]

    def expression(self, root: ast.expr, scope: Scope) -> ast.expr:
        """The expression with hooks; a loop, since a sum of a thousand terms is a thousand levels deep."""
        top: list[ast.AST] = [root]
        pending: list[tuple[object, str | int, Scope]] = [(top, 0, scope)]
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

    def rewritten(self, node: ast.expr, scope: Scope) -> ast.expr:
        if isinstance(node, ast.Lambda):
            if not isinstance(node.body, ast.Constant) and not is_generator([as_statement(node.body, node.body)]):
                enter = self.enter(node.body, "<lambda>", node, node.args, scope)
                node.body = hook_call(node.body, "leave", enter, node.body)
        elif isinstance(node, _COMPREHENSIONS):
            for generator in node.generators:
                tick = hook_call(generator.iter, "tick")
                generator.ifs.insert(0, at(generator.iter, ast.UnaryOp(ast.Not(), tick)))
        elif isinstance(node, ast.Call):
            return self.call(node)
        elif isinstance(node, ast.Dict) and not all(isinstance(key, ast.Constant) for key in node.keys if key):
            return hook_call(node, "dictionary", node, self.number(node, "="))
        return node

    def call(self, node: ast.Call) -> ast.Call:
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if isinstance(function, ast.Name) and name in _NAMESPACES and not node.args and not node.keywords:
            return hook_call(node, "visible", node)
        if name == "__setattr__" or (isinstance(function, ast.Name) and name == "setattr"):
            node.args[:0] = [function, self.number(node, "other")]
            node.func = hook_named(node, "set_attribute")
        return node


def _get(holder: object, key: str | int) -> ast.AST:
    found: ast.AST = holder[cast("int", key)] if isinstance(holder, list) else getattr(holder, cast("str", key))
    return found


def _set(holder: object, key: str | int, node: ast.AST) -> None:
    if isinstance(holder, list):
        holder[cast("int", key)] = node
    else:
        setattr(holder, cast("str", key), node)
