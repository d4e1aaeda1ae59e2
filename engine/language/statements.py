"""Statements: one handler for each type of node; each says how it ends its block, mostly not at all."""

from __future__ import annotations

import ast

from engine.errors import PlaygroundError
from engine.language.builtins import BUILTINS, FUNCTIONS
from engine.language.calls import define
from engine.language.coercions import items, truth
from engine.language.imports import from_import, plain_import
from engine.language.interpreter import STATEMENTS, Flow, Interpreter
from engine.language.operators import BINARY, operate
from engine.language.parse import span_of
from engine.language.scopes import bind
from engine.language.targets import assign, set_attribute, set_item, unpack


def _expression(run: Interpreter, node: ast.Expr) -> Flow:
    run.final = run.evaluate(node.value)
    return ""


def _assign(run: Interpreter, node: ast.Assign) -> Flow:
    value = run.evaluate(node.value)
    for target in node.targets:
        assign(run, target, value, node.value)
    run.final = run.evaluate(node.targets[0]) if isinstance(node.targets[0], ast.Name) else value
    return ""


def _augmented(run: Interpreter, node: ast.AugAssign) -> Flow:
    """c += 1: the target's parts are evaluated once, and the new value gets the name."""
    target, sign = node.target, BINARY[type(node.op)]
    owner = index = None
    if isinstance(target, ast.Attribute):
        owner = run.evaluate(target.value)
        before = run.evaluate(target)
    elif isinstance(target, ast.Subscript):
        before = run.evaluate(target)
        owner = run.evaluate(target.value)
        index = None if isinstance(target.slice, ast.Slice) else run.evaluate(target.slice)
    else:
        before = run.evaluate(ast.copy_location(ast.Name(target.id, ast.Load()), target))
    value = run.evaluate(node.value)
    if type(before) is list and sign == "+":
        added = list(items(value, span_of(node.value)))
        run.charge_items(len(added), len(before) + len(added))
        before.extend(added)
        value = before
    else:
        value = operate(run, span_of(node), sign, before, value)
    if isinstance(target, ast.Attribute):
        set_attribute(run, target, owner, value)
    elif isinstance(target, ast.Subscript):
        set_item(target, owner, index, value)
    else:
        assign(run, target, value, node.value)
    run.final = value
    return ""


def _if(run: Interpreter, node: ast.If) -> Flow:
    """if, elif, elif, else: Python nests them, so they are walked in a loop."""
    while not truth(run.evaluate(node.test), span_of(node.test)):
        run.charge(1)
        if len(node.orelse) != 1 or type(node.orelse[0]) is not ast.If:
            return run.execute(node.orelse)
        node = node.orelse[0]
    return run.execute(node.body)


def _for(run: Interpreter, node: ast.For) -> Flow:
    run.loops += 1
    try:
        for item in items(run.evaluate(node.iter), span_of(node.iter)):
            run.charge(1)
            unpack(run, node.target, item)
            flow = run.execute(node.body)
            if flow == "break":
                break
            if flow == "return":
                return flow
    finally:
        run.loops -= 1
    return ""


def _define(run: Interpreter, node: ast.FunctionDef) -> Flow:
    function = define(run, node.name, node.args, node.body)
    if node.name in FUNCTIONS:
        run.scope.names[node.name] = function  # a tanh of one's own is a good exercise
    else:
        bind(run.scope, node.name, function, BUILTINS)
    return ""


def _return(run: Interpreter, node: ast.Return) -> Flow:
    if run.calls == 0:
        raise PlaygroundError(
            "syntax", "`return` stands outside of a function.", hint="Write the expression alone to show it."
        )
    if node.value is not None:
        run.result = run.evaluate(node.value)
    return "return"


def _break(run: Interpreter, node: ast.Break | ast.Continue) -> Flow:
    word: Flow = "break" if type(node) is ast.Break else "continue"
    if run.loops == 0:
        raise PlaygroundError("syntax", f"`{word}` stands outside of a loop.", hint="Use it in the block of a for.")
    return word


def _pass(run: Interpreter, node: ast.Pass) -> Flow:
    return ""


STATEMENTS.update(
    {
        ast.Expr: _expression,
        ast.Assign: _assign,
        ast.AugAssign: _augmented,
        ast.If: _if,
        ast.For: _for,
        ast.FunctionDef: _define,
        ast.Return: _return,
        ast.Break: _break,
        ast.Continue: _break,
        ast.Pass: _pass,
        ast.Import: plain_import,
        ast.ImportFrom: from_import,
    }
)
