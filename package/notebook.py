"""MIME bundle of a `Value` for notebooks: its graph as SVG if Graphviz is installed, else an HTML table; and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from numbers import Real
from typing import Any, NamedTuple

from .engine.trace.draw import DrawingStyle, dot, format_decimals
from .engine.value import Value, gradient_number
from .web.http.templates import replace_invalid
from .web.pictures import graphviz
from .web.refusal import Refusal

MAX_DRAWN = 300  # values: a larger drawing is too small to read, and takes Graphviz long
MAX_ROWS = 300  # of the table
MAX_TEXT = 100  # characters of a label

# Notebooks may be dark, and the drawing's ink is not: it brings its own paper.
_STYLE = DrawingStyle(paper="#ffffff", fill="#ffffff", line="#333333", ink="#000000")
_CELL = '<td style="text-align:{align};font-family:monospace">{text}</td>'


class _Limits(NamedTuple):
    draw_seconds: int = 10
    draw_megabytes: int = 512


def mime_bundle(value: Value) -> dict[str, str]:
    """The representations of the graph that ends in `value`, by media type; text/plain is always there."""
    nodes = graph_nodes(value)
    bundle = {"text/plain": _text(value)}
    if len(nodes) <= MAX_DRAWN and all(isinstance(node[field], float) for node in nodes for field in ("data", "grad")):
        try:
            return {"image/svg+xml": graphviz.svg(dot(nodes, style=_STYLE), _Limits()), **bundle}
        except Refusal:
            pass  # Graphviz is missing, broken or too slow: the table needs none
    return {"text/html": "".join(_table(nodes)), **bundle}


def graph_nodes(root: Value) -> list[dict[str, Any]]:
    """The values below `root`, operands first, as nodes of a trace (docs/architecture.md): the members drawn."""
    ids: dict[Value, int] = {}
    for result in [*root.order(), root]:
        for value in (*result.operands, result):
            ids.setdefault(value, len(ids))
    return [_node(value, ids) for value in ids]


def _node(value: Value, ids: Mapping[Value, int]) -> dict[str, Any]:
    return {
        "id": ids[value],
        "name": _text(value.label) if value.label else f"v{ids[value]}",
        "op": value.symbol,
        "parents": [ids[operand] for operand in value.operands],
        "kind": "result" if value.op else "leaf",
        "data": _number(value.data),
        "grad": _number(gradient_number(value.grad)),
    }


def _number(number: object) -> float | str:
    """What a program has assigned to `data` or `grad`: nothing keeps it from assigning what is no number."""
    try:
        return float(number) if isinstance(number, Real) else _text(number)
    except OverflowError:
        return _text(number)


def _text(thing: object) -> str:
    """`thing` as text of bounded length that HTML and SVG can hold."""
    try:
        text = str(thing)
    except ValueError:  # a whole number of more digits than Python writes
        text = f"<{type(thing).__name__}>"
    return replace_invalid(text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…")


def _decimals(number: float | str) -> str:
    return number if isinstance(number, str) else format_decimals(number)


def _table(nodes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "<table><thead><tr><th>value</th><th>made by</th><th>data</th><th>grad</th></tr></thead><tbody>"
    for node in nodes[-MAX_ROWS:]:
        operands = ", ".join(nodes[parent]["name"] for parent in node["parents"])
        cells = [
            (node["name"], "left"),
            (f"{node['op']} of {operands}" if operands else "leaf", "left"),
            (_decimals(node["data"]), "right"),
            (_decimals(node["grad"]), "right"),
        ]
        yield f"<tr>{''.join(_CELL.format(text=escape(text), align=align) for text, align in cells)}</tr>"
    yield "</tbody></table>"
    if len(nodes) > MAX_ROWS:
        yield f"<p>The last {MAX_ROWS} of {len(nodes):,} values.</p>"
