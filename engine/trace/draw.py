"""DOT writer for graphs, the only code that writes DOT.

All ids are generated here. A box is a table of three cells (Graphviz's HTML-like labels): a name above data and grad.
All text in labels is escaped as XML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple

from ..contract.replies import Box
from ..meter import Meter
from .fold import FOLD_MODULES_FROM, title
from .influence import NONE, Influence, size_class
from .notation import MINUS, format_number

Node = Mapping[str, Any]  # of a reply, or at one of its steps, where data and grad may be None

# With its default settings Graphviz needs minutes for a dense graph of more values than this. Such a graph gets fast
# layout settings, and operators are drawn inside their values' boxes.
QUICK_FROM = 200  # values

_HEAD = """digraph graph_of_values {{
  graph [rankdir=LR{quick}, bgcolor="transparent", pad=0.2, nodesep=0.25, ranksep=0.4]
"""
# A thumbnail is as narrow as its names allow.
_THUMBNAIL = """digraph thumbnail {
  graph [rankdir=LR, bgcolor="transparent", pad=0.05, nodesep=0.15, ranksep=0.25]
"""
_NODE = '  node [shape=plain, fontname="Courier", fontsize=14]\n'
# The painter finds the cells and texts of a box by their order, so every cell has its texts: those of a number are its
# label and the number, a no-break space if it is unknown.
_TABLE = (
    '<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="4">'
    '<TR><TD COLSPAN="2"><FONT POINT-SIZE="15">{name}</FONT></TD></TR><TR>{cells}</TR></TABLE>'
)
_CELL = '<TD WIDTH="60"{tint}><FONT POINT-SIZE="12">{label}</FONT><BR/>{text}</TD>'
_NAME = '<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="5"><TR><TD>{label}</TD></TR></TABLE>'
_STYLE = """  graph [bgcolor="{paper}"{pixels}]
  node [style=filled, color="{line}", fillcolor="{fill}", fontcolor="{ink}"]
  edge [color="{line}"]
"""
_PIXELS = ', dpi={dpi}, size="{width:.3f},{height:.3f}"'
_ROUND = "shape=circle, width=0.5, fixedsize=true, fontsize=20"
_OVAL = 'shape=ellipse, width=0.5, height=0.5, margin="0.03,0.02"'
_WIDTHS = (1.5, 2.5, 3.5, 4.5, 5.5)  # of edges, by the size of what flowed along them, as in styles/graph.css
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
    up: tuple[str, ...] = ()  # fills of a grad above and below 0, by size; without them grads have no tint
    down: tuple[str, ...] = ()
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
    nodes: Sequence[Node],
    boxes: Sequence[Box] = (),
    constants: bool = True,
    style: DrawingStyle | None = None,
    influence: Influence = NONE,
    meter: Meter | None = None,
) -> str:
    """DOT for the nodes of a trace, or for those at one of its steps (engine/trace/snapshot.py).

    Value i is n{i}, its operator op{i}, its edges e{i}_{k} and e{i}. All values of one of the `boxes` are drawn as that
    box, and edges from or to a box are e_{from}_{to}. `constants=False` omits constants.

    The `influence` becomes the tints of grads and the widths of edges. Without a style these are classes, for a style
    sheet: up-1 to up-5 and down-1 to down-5 of a box, flow-1 to flow-5 of an edge. A `meter` is charged for the text.
    """
    owner = {i: box["id"] for box in boxes for i in box["nodes"]}
    hidden = {n["id"] for n in nodes if not constants and n["kind"] == "constant"}
    drawn = [node for node in nodes if node["id"] not in owner and node["id"] not in hidden]
    # Edges between boxes lead to the values, not to their operators, which are then inside.
    inside = bool(boxes) or len(drawn) > QUICK_FROM
    quick = len(boxes) + len(drawn) > (FOLD_MODULES_FROM if boxes else QUICK_FROM)
    painter = _Painter(style, influence)
    lines = [_HEAD.format(quick=", nslimit=0.2, mclimit=0.1, splines=line" if quick else ""), _NODE, _EDGE]
    if style:
        lines.append(style.statements())
    outputs = _outputs(nodes, owner)
    drawings = chain(
        (_box(box, nodes, outputs[box["id"]], painter) for box in boxes),
        (_value(node, inside, painter) for node in drawn),
        _edges(nodes, owner, hidden, inside, painter),
    )
    lines += drawings if meter is None else _charged(drawings, meter)
    lines.append("}\n")
    return "".join(lines)


def _charged(lines: Iterable[str], meter: Meter) -> Iterator[str]:
    for line in meter.timed(lines):
        meter.charge_text(line)
        yield line


def names(nodes: Sequence[Node], boxes: Sequence[Box], labels: Sequence[Sequence[str]], influence: Influence) -> str:
    """DOT for a thumbnail: names without numbers, tinted by their grad, and no constants.

    `labels` has the lines of each box's label.
    """
    owner = {i: box["id"] for box in boxes for i in box["nodes"]}
    hidden = {n["id"] for n in nodes if n["kind"] == "constant"} - set(owner)
    painter = _Painter(None, influence)
    lines = [_THUMBNAIL, _NODE, _EDGE]
    for box, label in zip(boxes, labels, strict=True):
        lines.append(_name(box["id"], label, None if box["output"] is None else nodes[box["output"]]["grad"], painter))
    for node in nodes:
        if node["id"] not in owner and node["id"] not in hidden:
            lines.append(_name(f"n{node['id']}", [node["name"]], node["grad"], painter))
    lines += _edges(nodes, owner, hidden, True, painter)
    lines.append("}\n")
    return "".join(lines)


def shape(nodes: Sequence[Node], boxes: Sequence[Box] = (), constants: bool = True) -> str:
    """A digest of all that a drawing depends on but its numbers: values, folding, and whether constants are drawn."""
    values = [(node["name"], node["op"], node["parents"], node["kind"], node["group"]) for node in nodes]
    inside = [(box["id"], box["path"], box["nodes"], box["output"]) for box in boxes]
    return sha256(ascii((values, inside, constants)).encode()).hexdigest()[:16]


class _Painter(NamedTuple):
    """Attributes that show the influence: classes for a style sheet, or the colours and widths of a style."""

    style: DrawingStyle | None
    influence: Influence

    def tint(self, grad: float | None) -> tuple[str, str]:
        """The attributes of a box, and those of the cell of its grad."""
        size = self.size(grad)
        if grad is None or not size:
            return "", ""
        if self.style is None:
            return f', class="{"up" if grad > 0 else "down"}-{size}"', ""
        tints = self.style.up if grad > 0 else self.style.down
        return "", f' BGCOLOR="{tints[size - 1]}"' if tints else ""

    def width(self, size: int) -> str:
        """The attribute of an edge along which a contribution of this size has flowed."""
        if not size:
            return ""
        return f', class="flow-{size}"' if self.style is None else f", penwidth={_WIDTHS[size - 1]}"

    def size(self, x: float | None) -> int:
        return 0 if x is None else size_class(x, self.influence.largest)


def _value(node: Node, inside: bool, painter: _Painter) -> str:
    i, sign = node["id"], operator_sign(node["op"])
    if not sign or inside:
        return _table(f"n{i}", f"{node['name']} = {sign}" if sign else node["name"], node, painter)
    # The circle is large enough for two characters.
    operator = f'  op{i} [id="op{i}", label="{label_text(sign)}", {_ROUND if len(sign) < 3 else _OVAL}]\n'
    flowed = any((i, k) in painter.influence.contributions for k in range(len(node["parents"])))
    width = painter.width(painter.size(node["grad"]) if flowed else 0)
    return f'{_table(f"n{i}", node["name"], node, painter)}{operator}  op{i} -> n{i} [id="e{i}"{width}]\n'


def operator_sign(op: str) -> str:
    """An operation's sign in the drawing."""
    return _OPERATOR_SIGNS.get(op, op)


def _box(box: Box, nodes: Sequence[Node], outputs: int, painter: _Painter) -> str:
    """A folded box has the cells of its only output; one with several outputs has no number of its own, and counts."""
    if box["output"] is not None:
        return _table(box["id"], title(box, nodes), nodes[box["output"]], painter)
    cells = _CELL.format(tint="", label="values", text=len(box["nodes"]))
    cells += _CELL.format(tint="", label="outputs", text=outputs)
    return _row(box["id"], title(box, nodes), cells, "")


def _outputs(nodes: Sequence[Node], owner: Mapping[int, str]) -> Mapping[str, int]:
    """For each box, how many of its values are used outside of it."""
    used = {p for node in nodes for p in node["parents"] if p in owner and owner[p] != owner.get(node["id"])}
    return Counter(owner[parent] for parent in used)


def _table(name: str, label: str, node: Node, painter: _Painter) -> str:
    of_box, of_cell = painter.tint(node["grad"])
    cells = _CELL.format(tint="", label="data", text=_number(node["data"]))
    cells += _CELL.format(tint=of_cell, label="grad", text=_number(node["grad"]))
    return _row(name, label, cells, of_box)


def _row(name: str, label: str, cells: str, attributes: str) -> str:
    table = _TABLE.format(name=label_text(label), cells=cells)
    return f'  {name} [id="{name}"{attributes}, label=<{table}>]\n'


def _name(name: str, label: Sequence[str], grad: float | None, painter: _Painter) -> str:
    of_box, _ = painter.tint(grad)
    return f'  {name} [id="{name}"{of_box}, label=<{_NAME.format(label="<BR/>".join(map(label_text, label)))}>]\n'


def _number(x: float | None) -> str:
    return label_text("" if x is None else format_number(x))


def _edges(
    nodes: Sequence[Node], owner: Mapping[int, str], hidden: Collection[int], inside: bool, painter: _Painter
) -> Iterator[str]:
    """The edges from operands. All edges between two boxes are drawn as one, as wide as the widest."""
    edges: dict[str, tuple[str, str]] = {}
    sizes: dict[str, int] = {}
    for node in nodes:
        i = node["id"]
        for k, parent in enumerate(node["parents"]):
            start, end = owner.get(parent, f"n{parent}"), owner.get(i, f"n{i}")
            if parent in hidden or start == end:
                continue
            if parent in owner or i in owner:
                name = f"e_{start}_{end}"
            else:
                name, end = f"e{i}_{k}", end if inside else f"op{i}"
            edges[name] = start, end
            sizes[name] = max(sizes.get(name, 0), painter.size(painter.influence.contributions.get((i, k))))
    for name, (start, end) in edges.items():
        yield f'  {start} -> {end} [id="{name}"{painter.width(sizes[name])}]\n'
