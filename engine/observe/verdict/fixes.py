"""Corrections of the reader's lines, where they are certain."""

from __future__ import annotations

import ast
import builtins

from ...ops import Op
from ...trace.expressions import fill, in_python
from ..recording import Call
from .reading import Cells
from .syntax import statement
from .trials import Input


def accumulating(text: str) -> str:
    """The line with `+=` in place of `=`."""
    node = statement(text)
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return ""
    target, value = (ast.get_source_segment(text, each) for each in (node.targets[0], node.value))
    if not target or not value or target in value:
        return ""
    return f"{target} += {value}"


def seeding(text: str) -> str:
    """The line with the gradient of the root by itself."""
    node = statement(text)
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return ""
    target = ast.get_source_segment(text, node.targets[0])
    return f"{target} = 1.0" if target else ""


class Parts:
    """What a contribution's line is made of, in the reader's words."""

    def __init__(self, text: str, call: Call, cells: Cells, data: str) -> None:
        self.owner = self.attribute = self.result = ""
        node = statement(text)
        target: ast.expr
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
            target = node.target
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
        else:
            return
        if not isinstance(target, ast.Attribute) or not isinstance(target.value, ast.Name) or _is_wrapped(node.value):
            return
        self.owner, self.attribute, self.data = target.value.id, target.attr, data
        self.operator = "+=" if isinstance(node, ast.AugAssign) else "="
        found = cells.definition(call.function)
        if found is None:
            return
        definition = found[1]
        self.parameters = [each.arg for each in (*definition.args.posonlyargs, *definition.args.args)]
        self.result = _result_name(definition, node.value, self.attribute, self.owner)


def _is_wrapped(value: ast.expr) -> bool:
    """Whether the line does more than multiply, such as rounding to single precision."""
    functions = [each.func for each in ast.walk(value) if isinstance(each, ast.Call)]
    return any(not (isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name)) for each in functions)


def _result_name(
    definition: ast.FunctionDef | ast.AsyncFunctionDef, value: ast.expr, attribute: str, owner: str
) -> str:
    """The name of the result: the one whose gradient the line reads, or which the function returns."""
    read = {
        each.value.id
        for each in ast.walk(value)
        if isinstance(each, ast.Attribute) and each.attr == attribute and isinstance(each.value, ast.Name)
    } - {owner}
    if len(read) == 1:
        return read.pop()
    returned = [each.value for each in definition.body if isinstance(each, ast.Return)]
    return returned[-1].id if returned and isinstance(returned[-1], ast.Name) else ""


def with_right_factor(
    text: str, call: Call, cells: Cells, data: str, row: Op | None, inputs: list[Input], operand: int
) -> str:
    """The line of a rule with the row's derivative in the reader's names; empty where a part is not found."""
    if row is None or not data:
        return ""
    parts = Parts(text, call, cells, data)
    position = next((i for i, each in enumerate(inputs) if each.operand == operand), None)
    if not parts.result or position is None or len(parts.parameters) != len(inputs):
        return ""
    passed = list(_in_call_order(inputs, call))
    names = [parts.parameters[passed.index(each)] for each in inputs]
    if names[position] != parts.owner:
        return ""
    written = [name if each.operand is None else f"{name}.{data}" for name, each in zip(names, inputs, strict=True)]
    places = {"out": f"{parts.result}.{data}"} | dict(zip("ab", written, strict=False))
    places |= {f"({letter})": name for letter, name in zip("ab", written, strict=False)}
    upstream = f"{parts.result}.{parts.attribute}"
    target = f"{parts.owner}.{parts.attribute}"
    derivative = row.local_derivatives[position]
    if derivative.text == "1.0":
        return f"{target} += {upstream}"
    if derivative.text == "-1.0":
        return f"{target} += -{upstream}"
    line = f"{target} += {fill(in_python(derivative), places)} * {upstream}"
    return line if _names_are_known(line, call, {*parts.parameters, parts.result}) else ""


def _names_are_known(line: str, call: Call, local: set[str]) -> bool:
    """Whether the reader's function can see all that the line names: `sigmoid` may be no function of theirs."""
    seen = local | set(getattr(call.function, "__globals__", ())) | set(dir(builtins))
    return all(each.id in seen for each in ast.walk(ast.parse(line)) if isinstance(each, ast.Name))


def _in_call_order(inputs: list[Input], call: Call) -> list[Input]:
    """The inputs as the call passes them: the row has them the other way round in `__rsub__`."""
    swapped = call.name.startswith("__r") and call.name.endswith("__") and len(inputs) == 2
    return inputs[::-1] if swapped else inputs
