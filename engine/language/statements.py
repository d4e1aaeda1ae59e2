"""Handlers of statement nodes, one for each type; the result says whether the statement ends its block."""

from __future__ import annotations

import ast

from ..errors import PlaygroundError
from ..ops import NAMED
from .calls import define
from .coercions import boolean, items
from .expressions import holds_between
from .imports import from_import, plain_import
from .interpreter import STATEMENTS, Flow, Interpreter
from .operators import BINARY, operate
from .scopes import bind
from .slips import explain_comma, explain_statement, note_decimal_comma, note_equality, note_statement
from .syntax.parse import span_of
from .targets import assign, resolve, unpack
from .torch_functions import define_torch_function
from .values import to_text


def _expression(run: Interpreter, node: ast.Expr) -> Flow:
    try:
        value = run.evaluate(node.value)
    except PlaygroundError as error:
        explain_statement(run, error, node)
        raise
    note_statement(run, node, value)
    run.final_value = value
    return ""


def _assign(run: Interpreter, node: ast.Assign) -> Flow:
    run.final_value = value = run.evaluate(node.value)
    for target in node.targets:
        note_decimal_comma(run, target, node.value)
        try:
            assign(run, target, value, node.value)
        except PlaygroundError as error:
            if not isinstance(target, ast.Tuple | ast.List):
                explain_comma(run, error, node.value)
            raise
    return ""


def _augmented(run: Interpreter, node: ast.AugAssign) -> Flow:
    """c += 1: the name is assigned a new value; only a list is changed in place, as in Python."""
    sign = BINARY[type(node.op)]
    try:
        target = resolve(run, node.target)
        before = target.read()
    except PlaygroundError as error:
        error.at(span_of(node.target))
        raise
    value = run.evaluate(node.value)
    if type(before) is list and sign == "+":
        added = list(items(value, span_of(node.value)))
        run.charge_items(len(added), len(before) + len(added))
        before.extend(added)
        value = before
    else:
        try:
            value = operate(run, span_of(node), sign, before, value)
        except PlaygroundError as error:
            explain_comma(run, error, node.value)
            raise
    target.write(value, node.value)
    run.final_value = value
    return ""


def _if(run: Interpreter, node: ast.If) -> Flow:
    """if, elif, else: Python nests them, so a loop walks the chain."""
    while not boolean(run.evaluate(node.test), span_of(node.test)):
        run.charge(1)
        if len(node.orelse) != 1 or type(node.orelse[0]) is not ast.If:
            return run.execute(node.orelse)
        node = node.orelse[0]
    return run.execute(node.body)


def _for(run: Interpreter, node: ast.For) -> Flow:
    """for, and its else, which runs unless a break has ended the loop; a break in that belongs to the loop around."""
    run.loop_depth += 1
    try:
        for one in items(run.evaluate(node.iter), span_of(node.iter)):
            run.charge(1)
            unpack(run, node.target, one)
            flow = run.execute(node.body)
            if flow == "break":
                return ""
            if flow == "return":
                return flow
    finally:
        run.loop_depth -= 1
    return run.execute(node.orelse)


def _define(run: Interpreter, node: ast.FunctionDef) -> Flow:
    function = define(run, node.name, node.args, node.body)
    if node.name in NAMED:
        run.scope.names[node.name] = function  # programs may redefine operations: writing tanh is a good exercise
    else:
        bind(run.scope, node.name, function, run.builtins)
    return ""


def _return(run: Interpreter, node: ast.Return) -> Flow:
    if run.call_depth == 0:
        raise PlaygroundError(
            "syntax", "`return` stands outside of a function.", hint="Write the expression alone to show it."
        )
    if node.value is not None:
        run.return_value = run.evaluate(node.value)
    return "return"


def _assert(run: Interpreter, node: ast.Assert) -> Flow:
    """assert a.grad == 6, 'a message': a failure shows the two sides of its comparison."""
    sides = []
    if isinstance(node.test, ast.Compare) and len(node.test.ops) == 1:
        sides = [run.evaluate(node.test.left), run.evaluate(node.test.comparators[0])]
        note_equality(run, node.test, node.test.ops[0], node.test.comparators[0], *sides)
        holds = boolean(holds_between(run, node.test, *sides), span_of(node.test))
    else:
        holds = boolean(run.evaluate(node.test), span_of(node.test))
    if holds:
        return ""
    said = f": {to_text(run.evaluate(node.msg))}" if node.msg else ""
    said += "" if said.endswith((".", "!", "?")) else "."
    hint = "It compares {} with {}.".format(*(to_text(side, 1) for side in sides)) if sides else "It is False."
    slip = run.tape.slips.get(span_of(node.test))
    raise PlaygroundError(
        "value",
        f"This assertion does not hold{said}",
        span_of(node.test),
        f"{hint} {slip.message}" if slip else hint,
        slip.correction if slip else None,
    )


def _break(run: Interpreter, node: ast.Break | ast.Continue) -> Flow:
    keyword: Flow = "break" if type(node) is ast.Break else "continue"
    if run.loop_depth == 0:
        raise PlaygroundError("syntax", f"`{keyword}` stands outside of a loop.", hint="Use it in the block of a for.")
    return keyword


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
        ast.ClassDef: define_torch_function,
        ast.Return: _return,
        ast.Assert: _assert,
        ast.Break: _break,
        ast.Continue: _break,
        ast.Pass: _pass,
        ast.Import: plain_import,
        ast.ImportFrom: from_import,
    }
)
