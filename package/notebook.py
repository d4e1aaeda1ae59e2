"""MIME bundle of a `Value` for notebooks: its graph as SVG if Graphviz is installed, else an HTML table; and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from .engine.trace.draw import DrawingStyle, dot, format_decimals
from .engine.value import Value
from .web.pictures import graphviz
from .web.refusal import Refusal

MAX_DRAWN = 300  # values: a larger drawing is too small to read, and takes Graphviz long
MAX_ROWS = 300  # of the table

# Notebooks may be dark, and the drawing's ink is not: it brings its own paper.
_STYLE = DrawingStyle(paper="#ffffff", fill="#ffffff", line="#333333", ink="#000000")
_CELL = '<td style="text-align:{align};font-family:monospace">{text}</td>'


class _Limits(NamedTuple):
    draw_seconds: int = 10
    draw_megabytes: int = 512


def mime_bundle(value: Value) -> dict[str, str]:
    """The representations of the graph that ends in `value`, by media type; text/plain is always there."""
    nodes = graph_nodes(value)
    bundle = {"text/plain": repr(value)}
    if len(nodes) <= MAX_DRAWN:
        try:
            return {"image/svg+xml": graphviz.svg(dot(nodes, style=_STYLE), _Limits()), **bundle}
        except Refusal:
            pass  # no Graphviz, or too slow: the table needs none
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
        "name": value.label or f"v{ids[value]}",
        "op": value.symbol,
        "parents": [ids[operand] for operand in value.operands],
        "kind": "result" if value.op else "leaf",
        "data": value.data,
        "grad": value.grad,
    }


def _table(nodes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "<table><thead><tr><th>value</th><th>made by</th><th>data</th><th>grad</th></tr></thead><tbody>"
    for node in nodes[-MAX_ROWS:]:
        operands = ", ".join(nodes[parent]["name"] for parent in node["parents"])
        cells = [
            (node["name"], "left"),
            (f"{node['op']} of {operands}" if operands else "leaf", "left"),
            (format_decimals(node["data"]), "right"),
            (format_decimals(node["grad"]), "right"),
        ]
        yield f"<tr>{''.join(_CELL.format(text=escape(text), align=align) for text, align in cells)}</tr>"
    yield "</tbody></table>"
    if len(nodes) > MAX_ROWS:
        yield f"<p>The last {MAX_ROWS} of {len(nodes):,} values.</p>"
