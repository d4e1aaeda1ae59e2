"""Handlers of expression nodes, one for each type."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from ..errors import PlaygroundError, Span
from ..scan import Field, Piece, check_specification
from .absent import absent_of
from .attributes import attribute
from .calls import call, define
from .coercions import boolean, integer, item, sequence
from .comprehensions import results
from .containers import Dictionary, Set
from .corrections import end_of
from .foreign import Link, absent_name, unknown_attribute, unknown_name
from .interpreter import EXPRESSIONS, Interpreter
from .keys import add, contains, equal, get, put, same
from .lecture import offer_conventions
from .operators import BINARY, operate, signed
from .ordering import ordered
from .scopes import look_up
from .slips import explain_call, explain_division, note_equality
from .starred import evaluated
from .syntax.parse import span_of
from .values import NOTHING, Call, Generator, describe, is_number, observed, to_text

_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def _constant(run: Interpreter, node: ast.Constant) -> object:
    if type(node.value) is str:
        return run.program.strings[span_of(node)]
    return NOTHING if node.value is None else node.value  # a number, True or False: the grammar rejects all others


def _name(run: Interpreter, node: ast.Name) -> object:
    try:
        return _known(run, node, called=False)
    except PlaygroundError as error:
        unknown_name(run, error, node, [])
        raise


def _known(run: Interpreter, node: ast.Name, called: bool) -> object:
    try:
        return look_up(run.scope, node.id, run.builtins, called)
    except PlaygroundError as error:
        error.at(span_of(node))
        raise


def _tuple(run: Interpreter, node: ast.Tuple) -> object:
    pieces = run.program.formats.get(span_of(node))
    if pieces is not None:
        return _format(run, node, pieces)
    run.charge_items(len(node.elts))
    return tuple(evaluated(run, node.elts))


def _list(run: Interpreter, node: ast.List) -> object:
    run.charge_items(len(node.elts))
    return evaluated(run, node.elts)


def _set(run: Interpreter, node: ast.Set) -> object:
    made = Set()
    for element in evaluated(run, node.elts):
        add(run, made, element)
    return made


def _dictionary(run: Interpreter, node: ast.Dict) -> object:
    made = Dictionary()
    for name, value in zip(node.keys, node.values, strict=True):
        assert name is not None
        put(run, made, run.evaluate(name), run.evaluate(value))
    return made


def _format(run: Interpreter, node: ast.Tuple, pieces: list[Piece]) -> str:
    """An f-string, which the scanner has turned into a tuple of its fields."""
    fields = iter(node.elts)
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        node_of_field = next(fields)
        x = run.evaluate(node_of_field)
        specification = _specification(run, piece, fields)
        if piece.conversion:
            x = to_text(x, 1 if piece.conversion == "r" else 0)
            run.charge_text(len(x))
        parts.append(_field(x, specification, node_of_field))
    joined = "".join(parts)
    run.charge_text(len(joined))
    return joined


def _specification(run: Interpreter, field: Field, nodes: Iterator[ast.expr]) -> str:
    """The format specification of a field, in which fields such as {width} stand; checked, as only then it is known."""
    if None not in field.specification:
        return "".join(part or "" for part in field.specification)
    parts: list[str] = []
    node: ast.expr | None = None
    for part in field.specification:
        if part is None:
            node = next(nodes)
            parts.append(to_text(run.evaluate(node)))
            run.charge_text(sum(map(len, parts)))
        else:
            parts.append(part)
    specification = "".join(parts)
    try:
        check_specification(specification)
    except PlaygroundError as error:
        raise error.at(span_of(node) if node else None) from None
    return specification


def _field(x: object, specification: str, node: ast.expr) -> str:
    if not specification:
        return to_text(x)
    number = observed(x)
    try:
        if is_number(number) or type(number) is str:
            return format(number, specification)
    except ValueError:
        pass  # a specification that Python does not support for this type; reported below
    raise PlaygroundError(
        "type",
        f"The format `{specification}` does not fit {describe(x)}.",
        span_of(node),
        "Write {x:.4f} for a number.",
    )


def _unary(run: Interpreter, node: ast.UnaryOp) -> object:
    operators = []
    operand: ast.expr = node
    while type(operand) is ast.UnaryOp:
        operators.append(operand)
        operand = operand.operand
    x = run.evaluate(operand)
    for operator in reversed(operators):
        x = _apply_unary(run, operator, x)
    return x


def _apply_unary(run: Interpreter, node: ast.UnaryOp, x: object) -> object:
    if type(node.op) is ast.Not:
        return not boolean(x, span_of(node))
    sign = "-" if type(node.op) is ast.USub else "+"
    try:
        return signed(run, span_of(node), sign, x)
    except PlaygroundError as error:
        error.at(span_of(node))
        raise


def _binary(run: Interpreter, node: ast.BinOp) -> object:
    """a + b - c ...: a loop over the left operands, so that a long sum does not recurse."""
    chain = [node]
    while type(chain[-1].left) is ast.BinOp:
        chain.append(chain[-1].left)
    x = run.evaluate(chain[-1].left)
    for operation in reversed(chain):
        run.charge(1)
        y = run.evaluate(operation.right)
        try:
            x = operate(run, span_of(operation), BINARY[type(operation.op)], x, y)
        except PlaygroundError as error:
            error.at(span_of(operation))
            explain_division(run, error, operation, y)
            raise
    return x


def _bool(run: Interpreter, node: ast.BoolOp) -> object:
    stop = type(node.op) is ast.Or
    for operand in node.values:
        if boolean(run.evaluate(operand), span_of(operand)) is stop:
            return stop
    return not stop


def _compare(run: Interpreter, node: ast.Compare) -> object:
    x = run.evaluate(node.left)
    for operator, operand in zip(node.ops, node.comparators, strict=True):
        y = run.evaluate(operand)
        note_equality(run, node, operator, operand, x, y)
        if not _holds(run, operator, x, y, span_of(operand)):
            return False
        x = y
    return True


def holds_between(run: Interpreter, node: ast.Compare, x: object, y: object) -> bool:
    """Whether a comparison of one operator holds between the values of its two sides."""
    return _holds(run, node.ops[0], x, y, span_of(node.comparators[0]))


def _holds(run: Interpreter, operator: ast.cmpop, x: object, y: object, span: Span) -> bool:
    """Evaluate `x operator y`; `span` is that of `y`."""
    if isinstance(operator, (ast.In, ast.NotIn)):
        return contains(run, y, x, span) is isinstance(operator, ast.In)
    if isinstance(operator, (ast.Is, ast.IsNot)):
        return same(x, y, run.plain_style) is isinstance(operator, ast.Is)
    if isinstance(operator, (ast.Eq, ast.NotEq)):
        return equal(run, x, y) is isinstance(operator, ast.Eq)
    return ordered(run, _COMPARE[type(operator)], x, y)


def _conditional(run: Interpreter, node: ast.IfExp) -> object:
    branch: ast.expr = node
    while type(branch) is ast.IfExp:
        run.charge(1)
        branch = branch.body if boolean(run.evaluate(branch.test), span_of(branch.test)) else branch.orelse
    return run.evaluate(branch)


def _trailers(run: Interpreter, node: ast.Call | ast.Attribute | ast.Subscript) -> object:
    """f(x).relu().data ...: a loop over the trailers, so that a long chain does not recurse."""
    chain: list[Link] = []
    start: ast.expr = node
    while isinstance(start, (ast.Call, ast.Attribute, ast.Subscript)):
        chain.append(start)
        start = start.func if isinstance(start, ast.Call) else start.value
    chain.reverse()
    x = _first(run, start, chain) if isinstance(start, ast.Name) else run.evaluate(start)
    for i, link in enumerate(chain):
        run.charge(1)
        try:
            if isinstance(link, ast.Attribute):
                x = _attribute(run, x, chain[i:], link.attr)
            elif isinstance(link, ast.Subscript):
                x = _item(run, x, link.slice)
            else:
                x = call(run, x, _arguments(run, link))
        except PlaygroundError as error:
            error.at(end_of(link) if isinstance(link, ast.Attribute) else span_of(link))
            if isinstance(link, ast.Call):
                explain_call(run, error, link, x)
                offer_conventions(error, link)
            raise
    return x


def _first(run: Interpreter, name: ast.Name, links: list[Link]) -> object:
    """The object of the name that a chain begins with."""
    absent = absent_of(run.scope, name.id, run.builtins)
    if absent is not None:
        raise absent_name(run, absent, name, links)
    try:
        return _known(run, name, called=isinstance(links[0], ast.Call))
    except PlaygroundError as error:
        unknown_name(run, error, name, links)
        raise


def _attribute(run: Interpreter, x: object, links: list[Link], name: str) -> object:
    try:
        return attribute(x, name)
    except PlaygroundError as error:
        unknown_attribute(run, error, x, links)
        raise


def _arguments(run: Interpreter, node: ast.Call) -> Call:
    named: dict[str, object] = {}
    positional = evaluated(run, node.args)
    for keyword in node.keywords:
        assert keyword.arg is not None
        if keyword.arg in named:
            raise PlaygroundError("type", f"`{keyword.arg}` is given twice.", span_of(keyword), "Give it once.")
        named[keyword.arg] = run.evaluate(keyword.value)
    return Call(positional, named, span_of(node))


def _item(run: Interpreter, x: object, index: ast.expr) -> object:
    if isinstance(index, ast.Slice):
        return _slice(run, sequence(x), index)
    if type(x) is Dictionary:
        return get(run, x, run.evaluate(index), span_of(index))
    return item(x, run.evaluate(index), span_of(index))


def _slice(run: Interpreter, x: Sequence[object], index: ast.Slice) -> object:
    parts = (index.lower, index.upper, index.step)
    bounds = [None if part is None else integer(run.evaluate(part), span_of(part)) for part in parts]
    if bounds[2] == 0:
        raise PlaygroundError(
            "value", "A slice cannot go in steps of 0.", span_of(index), "Write xs[::2], for example."
        )
    chosen = x[slice(*bounds)]
    run.charge_items(len(chosen))
    return chosen


def _lambda(run: Interpreter, node: ast.Lambda) -> object:
    return define(run, "", node.args, node.body)


def _list_comprehension(run: Interpreter, node: ast.ListComp) -> object:
    items: list[object] = []
    for result in results(run, node):
        run.charge_items(1, len(items) + 1)
        items.append(result)
    return items


def _set_comprehension(run: Interpreter, node: ast.SetComp) -> object:
    made = Set()
    for result in results(run, node):
        add(run, made, result)
    return made


def _dictionary_comprehension(run: Interpreter, node: ast.DictComp) -> object:
    made = Dictionary()
    for result in results(run, node):
        assert isinstance(result, tuple)
        put(run, made, *result)
    return made


def _generator(run: Interpreter, node: ast.GeneratorExp) -> object:
    return Generator(results(run, node))


EXPRESSIONS.update(
    {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.Tuple: _tuple,
        ast.List: _list,
        ast.Set: _set,
        ast.Dict: _dictionary,
        ast.UnaryOp: _unary,
        ast.BinOp: _binary,
        ast.BoolOp: _bool,
        ast.Compare: _compare,
        ast.IfExp: _conditional,
        ast.Call: _trailers,
        ast.Attribute: _trailers,
        ast.Subscript: _trailers,
        ast.Lambda: _lambda,
        ast.ListComp: _list_comprehension,
        ast.SetComp: _set_comprehension,
        ast.DictComp: _dictionary_comprehension,
        ast.GeneratorExp: _generator,
    }
)
