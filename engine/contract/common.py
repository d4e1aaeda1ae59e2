"""Types that requests and replies share: numbers, node ids, source spans, levels and phases."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from ..errors import Code as ErrorCode
from .keywords import Keywords

__all__ = [
    "EXPORT_FORMATS", "LEVELS", "LIBRARIES", "MISTAKES", "PHASES", "VERSION", "Agreement", "Change", "Edge",
    "ErrorCode", "ExportFormat", "Field", "Level", "Library", "LinePart", "Mistake", "NodeId", "NodeKind", "Number",
    "Phase", "Span", "Version",
]  # fmt: skip

Version = Literal[1]
VERSION: Version = 1

Phase = Literal["forward", "order", "backward", "update"]
PHASES: tuple[Phase, ...] = get_args(Phase)
Level = Literal["atoms", "lecture", "compact"]
LEVELS: tuple[Level, ...] = get_args(Level)
Mistake = Literal["overwrite", "shuffled"]
"""A deliberate mistake of the backward phase: `=` in place of `+=`, or a wrong order."""
MISTAKES: tuple[Mistake, ...] = get_args(Mistake)
Agreement = Literal["equal", "differs", "unset"]
"""How a gradient that the program sets by hand compares with that of backward()."""
ExportFormat = Literal["torch", "jax", "micrograd", "latex", "json", "dot"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
Library = Literal["torch", "jax", "micrograd"]
LIBRARIES: tuple[Library, ...] = get_args(Library)
LinePart = Literal[
    "import",
    "precision",
    "definition",
    "function",
    "leaf",
    "constant",
    "result",
    "carried",
    "backward",
    "root",
    "grad",
    "space",
]
"""What a line of an exported program is for."""
Field = Literal["data", "grad"]
NodeKind = Literal["leaf", "constant", "result"]

Number = Annotated[
    float, Keywords(format="number"), "A double; JSON encodes NaN and the infinities as NaN, Infinity and -Infinity."
]
NodeId = Annotated[int, Keywords(minimum=0, x_index_of="nodes"), "Index of a node in `nodes`."]
Span = tuple[int, int, int, int]
"""Line from 1, column from 0 in code points, end line, end column (exclusive)."""
Edge = tuple[NodeId, Annotated[int, Keywords(minimum=0)]]
"""A result, and which of its operands, from 0."""
Change = tuple[NodeId, Field, Number | None, Number]
"""A node, its field, the number before (null if it was not known) and the number after."""
