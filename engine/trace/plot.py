"""Plot data: the root as a function of one or two leaves, computed with this run's operations."""

from __future__ import annotations

from typing import NamedTuple

from ..contract.common import VERSION
from ..contract.replies import LineReply, SurfaceReply
from ..evaluate import Graph
from .tape import Traced


class Axis(NamedTuple):
    """The range of a leaf: `size` evenly spaced points from `start` to `end`."""

    leaf: Traced
    start: float
    end: float
    size: int

    def points(self) -> list[float]:
        width = self.end - self.start
        return [self.start + width * i / (self.size - 1) for i in range(self.size)]


def line(graph: Graph, x: Axis) -> LineReply:
    """The root over one leaf, and the slope of the tangent at the current point: the leaf's gradient."""
    return {
        "version": VERSION,
        "points": [(point, graph.evaluate({x.leaf: point})) for point in x.points()],
        "at": (x.leaf.data, graph.root.data),
        "slope": x.leaf.grad,
    }


def surface(graph: Graph, x: Axis, y: Axis) -> SurfaceReply:
    """The root over two leaves: one row of values for each y, and the gradient at the current point."""
    xs = x.points()
    return {
        "version": VERSION,
        "xs": xs,
        "ys": y.points(),
        "values": [[graph.evaluate({x.leaf: px, y.leaf: py}) for px in xs] for py in y.points()],
        "at": (x.leaf.data, y.leaf.data, graph.root.data),
        "gradient": (x.leaf.grad, y.leaf.grad),
    }
