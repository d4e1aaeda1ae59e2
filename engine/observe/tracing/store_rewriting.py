"""Rewriting of stores: assignments to attributes and items call the hooks."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ..recording import Statement
from .sites import Sites, Text
from .syntax import (
    as_statement,
    at,
    hook_call,
    key_argument,
    mangled,
    via_attribute,
    via_item,
)


class Scope(NamedTuple):
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


class StoreRewriter:
    def __init__(self, text: Text, sites: Sites) -> None:
        self.text = text
        self.sites = sites

    def assignment(self, node: ast.Assign, scope: Scope) -> ast.stmt:
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
            name = at(target, ast.Constant(mangled(target.attr, scope.private)))
            via = self.source(node, via_attribute(node.value, target, target.attr), scope)
            call = hook_call(target, "store", node.value, target.value, name, site, *via)
        else:
            keys = self.source(node, via_item(node.value, target), scope)
            call = hook_call(target, "store_item", node.value, *self.container(target, scope), site, *keys)
        return as_statement(node, call)

    def augmented(self, node: ast.AugAssign, scope: Scope) -> ast.stmt:
        target = node.target
        operator = at(node, ast.Constant(type(node.op).__name__))
        site = self.number(node, "+=" if isinstance(node.op, ast.Add) else "other")
        if isinstance(target, ast.Attribute):
            name = at(target, ast.Constant(mangled(target.attr, scope.private)))
            via = self.source(node, via_attribute(node.value, target, target.attr), scope)
            if isinstance(node.op, ast.Add) and isinstance(target.value, ast.Name):
                content = at(
                    target, ast.Attribute(at(target, ast.Name(target.value.id, ast.Load())), target.attr, ast.Load())
                )
                return as_statement(node, hook_call(node, "add", target.value, name, content, node.value, site, *via))
            start = hook_call(target, "begin_update", target.value, name)
            return as_statement(node, hook_call(node, "update", start, node.value, operator, site, *via))
        if isinstance(target, ast.Subscript):
            keys = self.source(node, via_item(node.value, target), scope)
            start = hook_call(target, "begin_update_item", *self.container(target, scope))
            return as_statement(node, hook_call(node, "update_item", start, node.value, operator, site, *keys))
        return node

    def source(self, node: ast.stmt, via: list[ast.expr], scope: Scope) -> list[ast.expr]:
        """The last arguments of a store: the object that it is computed from, and the call of the function around."""
        if not scope.rule:
            return via
        return [*(via or [at(node, ast.Constant(None))]), at(node, ast.Name(scope.rule, ast.Load()))]

    def container(self, target: ast.Subscript, scope: Scope) -> list[ast.expr]:
        """The container, the key and, for `owner.attribute[key]`, the owner and the attribute's name."""
        key = key_argument(target.slice)
        inner = target.value
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            owner = at(inner, ast.Name(inner.value.id, ast.Load()))
            name = at(inner, ast.Constant(mangled(inner.attr, scope.private)))
            return [inner, key, owner, name]
        if (
            isinstance(inner, ast.Call)
            and isinstance(inner.func, ast.Name)
            and inner.func.id == "vars"
            and len(inner.args) == 1
            and isinstance(inner.args[0], ast.Name)
        ):
            owner = at(inner, ast.Name(inner.args[0].id, ast.Load()))
            return [inner, key, owner, at(inner, ast.Constant("__dict__"))]
        none = at(target, ast.Constant(None))
        return [inner, key, none, none]

    def target(self, target: ast.expr, statement: ast.stmt | ast.expr, scope: Scope) -> ast.expr:
        """A target among others: `value` of an object whose setter stores."""
        if isinstance(target, (ast.Tuple, ast.List)):
            target.elts = [self.target(each, statement, scope) for each in target.elts]
        elif isinstance(target, ast.Starred):
            target.value = self.target(target.value, statement, scope)
        elif isinstance(target, ast.Attribute) and not _is_own(target, scope):
            name = at(target, ast.Constant(mangled(target.attr, scope.private)))
            call = hook_call(target, "target", target.value, name, self.number(statement, "="))
            return at(target, ast.Attribute(call, "value", ast.Store()))
        return target

    def number(self, node: ast.stmt | ast.expr, statement: Statement) -> ast.Constant:
        return at(node, ast.Constant(self.sites.write(self.text, node, statement)))


def _is_own(target: ast.expr, scope: Scope) -> bool:
    """Whether it is `self.name` in `__init__`."""
    return bool(
        scope.itself
        and isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == scope.itself
    )


def _no_number(value: ast.expr, scope: Scope) -> bool:
    """Whether what is stored is certainly no number, such as a closure."""
    if isinstance(value, ast.Name):
        return value.id in scope.functions
    return isinstance(value, (ast.Lambda, ast.JoinedStr, ast.Dict, ast.Set, ast.SetComp, ast.DictComp)) or (
        isinstance(value, ast.Constant) and isinstance(value.value, str)
    )
