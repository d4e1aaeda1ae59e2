"""DOT writer for graphs, the only code that writes DOT.

All ids are generated here. A box is a table of three cells (Graphviz's HTML-like labels): a name above data and grad.
All text in labels is escaped as XML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from ..contract.replies import Box
from .fold import title
from .notation import MINUS, format_number

Node = Mapping[str, Any]  # of a reply, or at one of its steps, where data and grad may be None

# With its default settings Graphviz needs minutes for a dense graph of more values than this. Such a graph gets fast
# layout settings, and operators are drawn inside their values' boxes.
QUICK_FROM = 200  # values

_HEAD = """digraph graph_of_values {{
  graph [rankdir=LR{quick}, bgcolor="transparent", pad=0.2, nodesep=0.25, ranksep=0.4]
"""
_NODE = '  node [shape=plain, fontname="Courier", fontsize=14]\n'
# The painter finds the cells and texts of a box by their order, so every cell has its texts: those of a number are its
# label and the number, a no-break space if it is unknown.
_TABLE = (
    '<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">'
    '<TR><TD COLSPAN="2"><FONT POINT-SIZE="15">{name}</FONT></TD></TR><TR>{data}{grad}</TR></TABLE>'
)
_CELL = '<TD WIDTH="60"><FONT POINT-SIZE="12">{field}</FONT><BR/>{number}</TD>'
_STYLE = """  graph [bgcolor="{paper}"{pixels}]
  node [style=filled, color="{line}", fillcolor="{fill}", fontcolor="{ink}"]
  edge [color="{line}"]
"""
_PIXELS = ', dpi={dpi}, size="{width:.3f},{height:.3f}"'
_ROUND = "shape=circle, width=0.5, fixedsize=true, fontsize=20"
_OVAL = 'shape=ellipse, width=0.5, height=0.5, margin="0.03,0.02"'
# Operators as a teacher writes them; all others are drawn as their symbols.
_OPERATOR_SIGNS = {"*": "×", "-": MINUS, "/": "÷"}
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


# XML knows no control characters, and expat refuses the two that are no characters in Unicode: all are left out.
_DROPPED = dict.fromkeys((*range(32), 127, 0xFFFE, 0xFFFF))
_NO_BREAK_SPACE = "&#160;"
_XML_ESCAPES = _DROPPED | {
    ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord(" "): _NO_BREAK_SPACE,
    ord("\\"): "\\\\",  # a backslash starts one of Graphviz's escapes: \N is the node's name
}  # fmt: skip


def label_text(text: str) -> str:
    """`text` escaped for a label, HTML-like or a DOT string, so that it is drawn as it was typed; never empty."""
    return text.translate(_XML_ESCAPES) or _NO_BREAK_SPACE


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
    i, sign = node["id"], operator_sign(node["op"])
    if not sign or quick:
        return _table(f"n{i}", f"{node['name']} = {sign}" if sign else node["name"], node)
    # The circle is large enough for two characters.
    operator = f'  op{i} [id="op{i}", label="{label_text(sign)}", {_ROUND if len(sign) < 3 else _OVAL}]\n'
    return f'{_table(f"n{i}", node["name"], node)}{operator}  op{i} -> n{i} [id="e{i}"]\n'


def operator_sign(op: str) -> str:
    """An operation's sign in the drawing."""
    return _OPERATOR_SIGNS.get(op, op)


def _box(box: Box, nodes: Sequence[Node]) -> str:
    inside, output = box["nodes"], box["output"]
    label = f"{title(box)}: {len(inside)} {'value' if len(inside) == 1 else 'values'}"
    return _table(box["id"], label, None if output is None else nodes[output])


def _table(name: str, label: str, node: Node | None) -> str:
    data, grad = (
        _CELL.format(field=key, number=_number(None if node is None else node[key])) for key in ("data", "grad")
    )
    return f'  {name} [id="{name}", label=<{_TABLE.format(name=label_text(label), data=data, grad=grad)}>]\n'


def _number(x: float | None) -> str:
    return label_text("" if x is None else format_number(x))


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
