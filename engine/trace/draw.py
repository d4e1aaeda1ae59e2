"""DOT writer for graphs, the only code that writes DOT.

All ids are generated here. All user text is escaped twice: for record fields, and for DOT's strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from ..contract.replies import Box
from .fold import title
from .notation import format_number

Node = Mapping[str, Any]  # of a reply, or at one of its steps, where data and grad may be None

# With its default settings Graphviz needs minutes for a dense graph of more values than this. Such a graph gets fast
# layout settings, and operators are drawn inside their values' boxes.
QUICK_FROM = 200  # values

_HEAD = """digraph graph_of_values {{
  graph [rankdir=LR{quick}, bgcolor="transparent", pad=0.2, nodesep=0.25, ranksep=0.4]
"""
_NODE = '  node [shape=record, fontname="Courier", fontsize=13, height=0.3, margin="0.11,0.055"]\n'
_STYLE = """  graph [bgcolor="{paper}"{pixels}]
  node [style=filled, color="{line}", fillcolor="{fill}", fontcolor="{ink}"]
  edge [color="{line}"]
"""
_PIXELS = ', dpi={dpi}, size="{width:.3f},{height:.3f}"'
_ROUND = "shape=circle, width=0.35, fixedsize=true"
_OVAL = 'shape=ellipse, width=0.35, height=0.35, margin="0.03,0.02"'
_EDGE = "  edge [arrowsize=0.6]\n"


class Pixels(NamedTuple):
    """Raster size: resolution in pixels per inch, and the maximum width and height in pixels."""

    dpi: int
    width: int
    height: int


class DrawingStyle(NamedTuple):
    """Colours, as #rrggbb, of a drawing that no style sheet applies to; with the raster size if it becomes pixels."""

    paper: str
    fill: str
    line: str
    ink: str
    pixels: Pixels | None = None

    def statements(self) -> str:
        """The DOT statements that set these attributes."""
        pixels = ""
        if self.pixels:
            dpi, width, height = self.pixels
            pixels = _PIXELS.format(dpi=dpi, width=width / dpi, height=height / dpi)
        return _STYLE.format(paper=self.paper, fill=self.fill, line=self.line, ink=self.ink, pixels=pixels)


# Escapes for characters with a meaning in record labels, DOT strings or Graphviz's escapes. SVG allows no control
# characters, so they are dropped.
_RECORD_ESCAPES = {ord(c): "\\" + c for c in "{}|<> "} | {ord("\\"): "\\\\"} | dict.fromkeys((*range(32), 127))


def field(text: str) -> str:
    """`text` escaped for a record field inside a DOT string, so that it is drawn as it was typed.

    A backslash would start a record escape, and then one of DOT's (`\\N` is the node's name): it becomes `\\\\` for
    each. Ampersands are written as entities, because Graphviz decodes entities in labels.
    """
    visible = text.replace("&", "&amp;").translate(_RECORD_ESCAPES)
    return _string(visible)


def _string(text: str) -> str:
    """Escape quotes, which end a DOT string; backslashes belong to the escapes of the label."""
    return text.replace('"', '\\"')


def dot(
    nodes: Sequence[Node], boxes: Sequence[Box] = (), constants: bool = True, style: DrawingStyle | None = None
) -> str:
    """DOT for the nodes of a trace, or for those at one of its steps (engine/trace/snapshot.py).

    Value i is n{i}, its operator op{i}, its edges e{i}_{k} and e{i}. All values of one of the `boxes` are drawn as that
    box, and edges from or to a box are e_{from}_{to}. `constants=False` omits constants.
    """
    owner = {i: box["id"] for box in boxes for i in box["nodes"]}
    hidden = {n["id"] for n in nodes if not constants and n["kind"] == "constant"}
    drawn = [node for node in nodes if node["id"] not in owner and node["id"] not in hidden]
    quick = bool(boxes) or len(drawn) > QUICK_FROM
    lines = [_HEAD.format(quick=", nslimit=0.2, mclimit=0.1, splines=line" if quick else ""), _NODE, _EDGE]
    if style:
        lines.append(style.statements())
    lines += [_box(box, nodes) for box in boxes]
    lines += [_value(node, quick) for node in drawn]
    joined: set[str] = set()
    for node in nodes:
        for k, parent in enumerate(node["parents"]):
            if parent not in hidden:
                lines.append(_edge(node["id"], k, parent, owner, quick, joined))
    lines.append("}\n")
    return "".join(lines)


def shape(nodes: Sequence[Node], boxes: Sequence[Box] = (), constants: bool = True) -> str:
    """A digest of all that a drawing depends on but its numbers: values, folding, and whether constants are drawn."""
    values = [(node["name"], node["op"], node["parents"], node["kind"], node["group"]) for node in nodes]
    inside = [(box["id"], box["path"], box["nodes"], box["output"]) for box in boxes]
    return sha256(ascii((values, inside, constants)).encode()).hexdigest()[:16]


def _value(node: Node, quick: bool) -> str:
    i = node["id"]
    label = field(node["name"])
    if quick and node["op"]:
        label = f"{label}\\ =\\ {field(node['op'])}"
    text = _record(f"n{i}", label, node)
    if node["op"] and not quick:
        text += f'  op{i} [id="op{i}", label="{field(node["op"])}", {_ROUND if len(node["op"]) < 3 else _OVAL}]\n'
        text += f'  op{i} -> n{i} [id="e{i}"]\n'
    return text


def _box(box: Box, nodes: Sequence[Node]) -> str:
    inside, output = box["nodes"], box["output"]
    label = field(f"{title(box)}: {len(inside)} {'value' if len(inside) == 1 else 'values'}")
    return _record(box["id"], label, None if output is None else nodes[output])


def _record(name: str, label: str, node: Node | None) -> str:
    data, grad = (field(format_decimals(None if node is None else node[key])) for key in ("data", "grad"))
    return f'  {name} [id="{name}", label="{label}|data\\ {data}|grad\\ {grad}"]\n'


def _edge(i: int, k: int, parent: int, owner: Mapping[int, str], quick: bool, joined: set[str]) -> str:
    """The edge of operand k of value i. All edges between two boxes are drawn as one."""
    start, end = owner.get(parent, f"n{parent}"), owner.get(i, f"n{i}")
    if parent not in owner and i not in owner:
        return f'  {start} -> {end if quick else f"op{i}"} [id="e{i}_{k}"]\n'
    edge = f"e_{start}_{end}"
    if start == end or edge in joined:
        return ""
    joined.add(edge)
    return f'  {start} -> {end} [id="{edge}"]\n'


def format_decimals(x: float | None) -> str:
    """A number in a box: four decimals, as in the lecture, or a power of ten if very small or large; "" if unknown."""
    if x is None:
        return ""
    size = abs(x)
    if x == x and size != float("inf") and (size == 0.0 or 1e-4 <= size < 1e7):
        return f"{x:.4f}"
    return format_number(x)
