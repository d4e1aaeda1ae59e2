"""Thumbnail of a trace: a small graph as it is, a larger one as names, folded where they are too many for a card."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..contract.replies import Box
from . import draw, fold
from .influence import influence_at

MAX_WHOLE = 7  # values of a graph that is legible in a card with all of its numbers
MAX_NAMES = 15  # values of a graph that is legible with its names alone

_NUMBERED = re.compile(r"v\d+")  # a name that says nothing


def dot(trace: Mapping[str, Any]) -> str:
    """DOT of the thumbnail. In a larger graph each layer, or module without layers, and each line is one box."""
    nodes = trace["nodes"]
    if len(nodes) <= MAX_WHOLE:
        return str(trace["dot"])
    closed = {fold.paths(node)[:2][-1] for node in nodes if fold.paths(node)} if len(nodes) > MAX_NAMES else set()
    boxes = fold.fold(nodes, trace["roots"], closed)
    return draw.names(nodes, boxes, [_label(box, nodes) for box in boxes], influence_at(trace))


def _label(box: Box, nodes: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """The lines of a box's label: the value that leaves a line, or else a module or line and what it holds."""
    path, inside, output = box["path"], box["nodes"], box["output"]
    if nodes[inside[0]]["group"]:
        return path.split("/")[-1], fold.contents(box, nodes)
    if output is not None and (nodes[output]["label"] or not _NUMBERED.fullmatch(nodes[output]["name"])):
        return [nodes[output]["name"]]
    return path, fold.count(len(inside), "value")
