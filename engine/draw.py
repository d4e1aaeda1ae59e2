"""The graph as DOT: the one place that writes DOT. Every id is ours; every text that a reader typed is escaped twice, once
for record fields and once for DOT's strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.notation import plain

# Past this many values a tangled graph takes Graphviz minutes with its defaults: the operator moves into its value's box
# and the layout gets its quick settings.
QUICK_FROM = 200  # values

_HEAD = 'digraph graph_of_values {{\n  graph [rankdir=LR{quick}, bgcolor="transparent", pad=0.2, nodesep=0.25, ranksep=0.4]\n'
_NODE = '  node [shape=record, fontname="Courier", fontsize=13, height=0.3, margin="0.11,0.055"]\n'
_EDGE = "  edge [arrowsize=0.6]\n"

# A record's own signs, and those that DOT's strings or Graphviz's escapes would read. Controls have no place in SVG.
_RECORD = {ord(c): "\\" + c for c in "{}|<> "} | {ord("\\"): "\\\\"} | dict.fromkeys((*range(32), 127))


def field(text: str) -> str:
    """`text` as the content of a record field inside a DOT string; shown as it was typed.

    A backslash would start a record escape and then one of DOT's own (`\\N` is the node's name); it becomes `\\\\` for each.
    Ampersands are written as entities, because Graphviz decodes entities in labels.
    """
    visible = text.replace("&", "&amp;").translate(_RECORD)
    return _string(visible)


def _string(text: str) -> str:
    """Only the quote ends a quoted DOT string; backslashes are left to the label's own escapes."""
    return text.replace('"', '\\"')


def dot(nodes: Sequence[Mapping[str, Any]]) -> str:
    """DOT for the nodes of a trace: value i is n{i}, its operator op{i}, its edges e{i}_{k} and e{i}."""
    quick = len(nodes) > QUICK_FROM
    lines = [_HEAD.format(quick=", nslimit=0.2, mclimit=0.1, splines=line" if quick else ""), _NODE, _EDGE]
    for node in nodes:
        lines.append(_value(node, quick))
    for node in nodes:
        lines.append(_edges(node, quick))
    lines.append("}\n")
    return "".join(lines)


def _value(node: Mapping[str, Any], quick: bool) -> str:
    i = node["id"]
    title = field(node["name"])
    if quick and node["op"]:
        title = f"{title}\\ =\\ {field(node['op'])}"
    label = f"{title}|data\\ {field(plain4(node['data']))}|grad\\ {field(plain4(node['grad']))}"
    text = f'  n{i} [id="n{i}", label="{label}"]\n'
    if node["op"] and not quick:
        text += f'  op{i} [id="op{i}", label="{_string(node["op"])}", shape=circle, width=0.35, fixedsize=shape, margin=0]\n'
        text += f'  op{i} -> n{i} [id="e{i}"]\n'
    return text


def _edges(node: Mapping[str, Any], quick: bool) -> str:
    if not node["op"]:
        return ""
    i = node["id"]
    end = f"n{i}" if quick else f"op{i}"
    return "".join(f'  n{parent} -> {end} [id="e{i}_{k}"]\n' for k, parent in enumerate(node["parents"]))


def plain4(x: float) -> str:
    """A number in a box: four decimals, as in the lecture; very small and very large ones in powers of ten."""
    size = abs(x)
    if x == x and size != float("inf") and (size == 0.0 or 1e-4 <= size < 1e7):
        return f"{x:.4f}"
    return plain(x)
