"""Explanations of names from other libraries: how the reader's own expression is written here."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from ..errors import Correction, PlaygroundError, Span
from ..ops import NAMED
from ..trace.tape import Traced
from .absent import Absent, absence, row_of
from .attributes import members
from .corrections import end_of, is_atom, replaced, text_of
from .foreign_names import ALIASES, ANYWHERE, CONSTANTS, METHODS_ALONE, OBJECTS, OPERATIONS, OVERLOADS, TENSORS, Row
from .interpreter import Interpreter
from .spelling import misspelt
from .syntax.parse import span_of
from .values import Builtin, Namespace, is_number

Link = ast.Call | ast.Attribute | ast.Subscript

# Arguments and methods of tensors that say nothing about a single number.
_IDLE_ARGUMENTS = frozenset(
    {"requires_grad", "dtype", "device", "axis", "dim", "keepdims", "keepdim", "name", "trainable"}
)
_IDLE_METHODS = frozenset({"double", "float", "cpu", "cuda", "to", "requires_grad_"})
# Methods that make a plain number of a tensor: a number is one already.
_NUMBER_ALREADY = frozenset({"item", "numpy", "tolist", "detach", "data", *_IDLE_METHODS})
# Methods of lists and numbers of other libraries; max and min are methods of a Value here.
_OF_TENSORS: dict[str, Row] = {**TENSORS, **OPERATIONS, **dict.fromkeys(("sum", "max", "min"), ("", ""))}
_PLACE = re.compile(r"\{([xyz])\}")


def absent_name(run: Interpreter, absent: Absent, name: ast.Name, links: Sequence[Link]) -> PlaygroundError:
    """The error for `np.tanh(x)`, whose `np` is not here; `links` are what follows the name, in reading order."""
    path, last = absent.path, 0
    while last < len(links) and isinstance(links[last], ast.Attribute):
        path += f".{links[last].attr}"  # type: ignore[union-attr]
        last += 1
    used: ast.expr = links[last - 1] if last else name
    error = absence(text_of(run, span_of(used)), path).at(span_of(used))
    row = row_of(path, run.builtins)
    _explain(run, error, row, used, links[last:], None)
    return error


def unknown_name(run: Interpreter, error: PlaygroundError, name: ast.Name, links: Sequence[Link]) -> None:
    """Improve the error about a name that is not known, if another library or Python has it."""
    if error.correction is not None and error.correction.text.lower() == name.id.lower():
        return  # Tanh(x) is tanh(x)
    if name.id in ALIASES or (links and isinstance(links[0], ast.Attribute) and name.id in OBJECTS):
        there = absence(name.id, ALIASES[name.id]) if name.id in ALIASES else error
        error.message, error.hint = there.message, OBJECTS.get(name.id, there.hint)
        return
    called = bool(links) and isinstance(links[0], ast.Call)
    rows = ANYWHERE if called else {key: row for key, row in CONSTANTS.items() if len(key) > 1}
    row = METHODS_ALONE.get(name.id, rows.get(name.id))
    if called and isinstance(links[0], ast.Call):
        row = OVERLOADS.get((name.id, len(links[0].args)), row)
    if row is not None:
        _explain(run, error, row, name, links, None)


def unknown_attribute(run: Interpreter, error: PlaygroundError, x: object, links: Sequence[Link]) -> None:
    """Improve the error about `x.name`, the first of `links`, which x does not have."""
    link = links[0]
    assert isinstance(link, ast.Attribute)
    receiver = text_of(run, _before_point(link))
    whole = links[1] if len(links) > 1 and isinstance(links[1], ast.Call) else link
    if is_number(x):
        _of_number(run, error, x, link, whole, receiver)
    elif isinstance(x, Namespace):
        _explain(run, error, row_of(f"{x.name}.{link.attr}", run.builtins), link, links[1:], None)
    elif type(x) in (Traced, list, tuple) and link.attr in _OF_TENSORS:
        row = _OF_TENSORS[link.attr]
        if type(x) is not Traced:
            known = type(run.builtins.get(link.attr)) is Builtin
            row = (f"{link.attr}({{x}})", "") if known else ("{x}", "") if link.attr == "tolist" else ("", row[1])
        elif link.attr in ("mean", "sum", "prod", "squeeze", "flatten"):
            row = ("{x}", "A Value is one number.")
        _explain(run, error, row, link, links[1:], receiver)
    elif type(x) is Builtin:
        error.hint = f"To call it, write brackets behind it: {receiver}()."
        if x.name in NAMED or x.name == "backward":
            error.correction = Correction(_before_point(link), f"{receiver}()")
    if error.correction is None and (near := misspelt(link.attr, members(x))):
        error.hint = f"Did you mean .{near}?"
        error.correction = Correction(end_of(link), near)


def _of_number(
    run: Interpreter, error: PlaygroundError, x: object, link: ast.Attribute, whole: ast.expr, receiver: str
) -> None:
    """x.data.tanh(), x.grad.backward(), loss.data.item() and 2.0.tanh()."""
    owner = link.value
    field = owner.attr if isinstance(owner, ast.Attribute) and owner.attr in ("data", "grad") else ""
    value = text_of(run, _before_point(owner)) if isinstance(owner, ast.Attribute) else ""
    if link.attr == "backward" and field == "grad":
        error.message = f"`{receiver}` is a plain number, which has no graph to go back through."
        error.hint = f"Write backward(create_graph=True) first: then {receiver} is a Value where it depends on a leaf."
    elif field == "grad" and link.attr in ("zero_", "zero", "zero_grad"):
        error.hint = f"A gradient is a plain number. Write {value}.zero_grad()."
        error.correction = replaced(run, whole, f"{value}.zero_grad()")
    elif link.attr in _NUMBER_ALREADY:
        error.hint = f"It is a plain number already: write {receiver}."
        error.correction = replaced(run, whole, receiver)
    elif field == "data" and (link.attr in NAMED or link.attr in ("backward", "grad", "zero_grad", "label")):
        error.hint = f"`{receiver}` is a plain number; the Value is {value}. Write {value}.{link.attr}."
        error.correction = Correction(span_of(owner), value)
    elif link.attr in NAMED or link.attr in members_of_a_value():
        error.hint = f"Values have it: Value({x}).{link.attr}."
    elif link.attr in _OF_TENSORS:
        _explain(run, error, _OF_TENSORS[link.attr], link, [], None)


def members_of_a_value() -> list[str]:
    return ["data", "grad", "label", "backward", "zero_grad"]


def _explain(
    run: Interpreter, error: PlaygroundError, row: Row, used: ast.expr, links: Sequence[Link], receiver: str | None
) -> None:
    """Give the error the row's way of writing: as a correction if its operands are all there."""
    template, reason = row
    call = links[0] if links and isinstance(links[0], ast.Call) else None
    if not template:
        error.hint = reason or error.hint
        return
    if not _PLACE.search(template):
        _write(run, error, template, reason, used, used)
        return
    operands = _operands(run, call, receiver)
    if template.startswith("Value({x}") and receiver is None:
        operands = operands if _one_number(call) else None
        reason = reason if operands else "For a list of numbers write [Value(x) for x in xs]."
        if operands:
            operands = [operands[0].strip("[] ")]
            call = _with_idle_methods(links)
    if operands is not None and len(operands) == len(set(_PLACE.findall(template))):
        filled = _filled(template, dict(zip("xyz", operands, strict=False)))
        _write(run, error, filled, reason, call or used, used)
    else:
        shown = _filled(template, {letter: letter for letter in "xyz"})
        error.hint = f"Write {shown}. {reason}".rstrip()


def _write(run: Interpreter, error: PlaygroundError, text: str, reason: str, node: ast.expr, used: ast.expr) -> None:
    error.hint = f"Write {text}. {reason}".rstrip()
    error.correction = replaced(run, node, text)
    error.at(span_of(used))


def _operands(run: Interpreter, call: ast.Call | None, receiver: str | None) -> list[str] | None:
    """The operands as the program writes them; None if they cannot be told, as with `*xs` or options."""
    given = [] if receiver is None else [receiver]
    if call is None:
        return given or None
    if any(keyword.arg not in _IDLE_ARGUMENTS for keyword in call.keywords):
        return None
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    return [*given, *(text_of(run, span_of(argument)) for argument in call.args)]


def _one_number(call: ast.Call | None) -> bool:
    """Whether a call has one number, or a list of one number, as in torch.Tensor([2.0])."""
    if call is None or len(call.args) != 1:
        return False
    argument = call.args[0]
    if isinstance(argument, ast.List) and len(argument.elts) == 1:
        argument = argument.elts[0]
    if isinstance(argument, ast.UnaryOp):
        argument = argument.operand
    return isinstance(argument, ast.Constant) and is_number(argument.value)


def _with_idle_methods(links: Sequence[Link]) -> ast.Call:
    """The call with what follows it and says nothing here: torch.tensor(2.0).double()."""
    last = 0
    while last + 2 < len(links):
        method, call = links[last + 1], links[last + 2]
        if not (isinstance(method, ast.Attribute) and method.attr in _IDLE_METHODS and isinstance(call, ast.Call)):
            break
        last += 2
    found = links[last]
    assert isinstance(found, ast.Call)
    return found


def _filled(template: str, operands: dict[str, str]) -> str:
    """The template with its operands, in brackets where they do not stand alone."""

    def operand(place: re.Match[str]) -> str:
        text = operands[place[1]]
        before, after = template[: place.start()].rstrip(), template[place.end() :].lstrip()
        alone = (not before or before[-1] in "(,[") and (not after or after[0] in "),]")
        return text if alone or is_atom(text) else f"({text})"

    return _PLACE.sub(operand, template)


def _before_point(link: ast.Attribute) -> Span:
    """The span of what stands before the point, with its brackets."""
    line, column, _, _ = span_of(link)
    if span_of(link.value)[:2] == (line, column):
        return span_of(link.value)
    end_line, end_column = end_of(link)[:2]
    return (line, column, end_line, end_column - 1)
