"""Program of the playground's language with the same graph as a recording, for the true run beside it."""

from __future__ import annotations

import re
from keyword import iskeyword

from ...budgets import BROWSER, MAX_NAME
from ...ops import NAMED, OPS, POW_NUMBER, Op
from ..operations import meaning_of, with_number
from ..recording import Observed
from ..verdict.slopes import Slopes

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = frozenset(
    [*NAMED, "Value", "range", "len", "sum", "print", "abs", "max", "min", "float", "int", "round", "list", "zip"]
)


def graph_program(nodes: list[Observed], root: int, slopes: Slopes) -> str:
    """The program; empty where an operation is none of the language's, or past its limits."""
    names = names_of(nodes)
    lines = []
    for i, node in enumerate(nodes):
        if node.kind == "leaf" or (node.kind == "constant" and i == root):
            lines.append(f"{names[i]} = Value({node.data!r})")
        elif node.kind == "result":
            row = row_of(i, node, slopes)
            if row is None or not slopes.inputs[i] or node.data != node.data:
                return ""
            lines.append(f"{names[i]} = {_expression(i, node, nodes, names, row, slopes)}")
    lines.append(f"{names[root]}.backward()")
    text = "\n".join(lines) + "\n"
    fits = len(text) <= BROWSER.characters and len(nodes) <= BROWSER.shown_values
    return text if fits and "inf" not in text and "nan" not in text else ""


def row_of(i: int, node: Observed, slopes: Slopes) -> Op | None:
    """The row that the result's operation equals, or else should."""
    row = slopes.rows[i]
    if row is None and node.call is not None and slopes.inputs[i]:
        meaning = meaning_of(node.call.name)
        if meaning is not None and meaning.certain and meaning.row.arity == len(slopes.inputs[i]):
            plain = len(slopes.inputs[i]) > 1 and slopes.inputs[i][1].operand is None
            return with_number(meaning.row) if plain else meaning.row
    return row


def _expression(i: int, node: Observed, nodes: list[Observed], names: list[str], row: Op, slopes: Slopes) -> str:
    operands = []
    for each in slopes.inputs[i]:
        operand = None if each.operand is None else node.operands[each.operand]
        if operand is None or (nodes[operand].kind == "constant"):
            number = repr(each.number)
            operands.append(f"({number})" if number.startswith("-") else number)
        else:
            operands.append(names[operand])
    if row is OPS["neg"]:
        return f"-{operands[0]}"
    if row is POW_NUMBER or not row.name.isidentifier():
        return f"{operands[0]} {row.symbol} {operands[1]}"
    return f"{row.name}({', '.join(operands)})"


def names_of(nodes: list[Observed]) -> list[str]:
    """What the program calls each node: a name that the language takes."""
    taken: set[str] = set(_RESERVED)
    names = []
    for i, node in enumerate(nodes):
        name = node.name
        if not _NAME.fullmatch(name) or len(name) > MAX_NAME or iskeyword(name) or name in taken:
            name = f"v{i}"
            while name in taken:
                name += "_"
        taken.add(name)
        names.append(name)
    return names
