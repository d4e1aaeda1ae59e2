"""State of a pass while it is replayed: gradients so far, contributions made, and what the next write may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from ...contract.notebook import FaultKind
from ..recording import Recording, Write
from .factors import local_is_due, step_of, usual_mistakes
from .findings import Finding
from .precision import DOUBLE
from .seed import Seed
from .slopes import Slopes
from .truth import Truth

Edge = tuple[int, int]  # a result, and the position of one of its operands


@dataclass(slots=True)
class Firing:
    """A contribution along an edge: the write that made it, and how much of the result's gradient it passed on.

    current  the result's whole gradient at that time
    """

    position: int
    upstream: float
    current: float


class Attribution(NamedTuple):
    """What a write is, where that is known: contributions along these edges, or the seed."""

    edges: tuple[Edge, ...] = ()
    is_seed: bool = False
    is_right: bool = True


class Progress:
    """What has happened up to a write.

    findings  the wrong events, as they are found
    current   the gradients; `carried`: those of an earlier pass
    touched   whether a value has got anything in this pass
    fired     contributions by edge
    last      the latest contribution to each gradient
    arrivals  position of the latest right contribution to each
    latest    the result whose gradient was passed on last
    incoming  the edges that lead to each node
    """

    def __init__(self, recording: Recording, slopes: Slopes, truth: Truth, rounding: float, seed: Seed) -> None:
        self.seed = seed.value
        self.recording, self.slopes, self.truth = recording, slopes, truth
        self.nodes = recording.nodes
        self.rounding = rounding
        self.incoming: list[list[Edge]] = [[] for _ in self.nodes]
        for i, node in enumerate(self.nodes):
            for k, operand in enumerate(node.operands):
                self.incoming[operand].append((i, k))
        self.current = [grad or 0.0 for grad in recording.carried]
        self.carried = list(self.current)
        self.touched = [False] * len(self.nodes)
        self.fired: dict[Edge, list[Firing]] = {}
        self.last: list[float] = [0.0] * len(self.nodes)
        self.arrivals: list[int] = [-1] * len(self.nodes)
        self.latest: int | None = None
        self.is_seeded = seed.is_implicit
        if seed.is_implicit:
            self.current[recording.root] = seed.value
        self.findings: list[Finding] = []

    def candidates(self, write: Write) -> list[Edge]:
        """The edges that the write may be a contribution along, the likeliest first."""
        edges = self.incoming[write.node]
        root = self.recording.root
        if write.rule is not None:
            own = [edge for edge in edges if edge[0] == write.rule]
            # The root's method runs the whole pass: a write in it may be due to any result.
            if own and (write.rule != root or any(edge not in self.fired for edge in own)):
                edges = own
            elif write.rule != root:
                return []
        return sorted(edges, key=lambda edge: (edge in self.fired, edge[0] != self.latest, -edge[0], edge[1]))

    def explanation(self, edges: Sequence[Edge], amount: float, size: float) -> list[tuple[Edge, float]] | None:
        """The edges whose contributions make up the amount, with what each passes on; None if there are none."""
        slope, current = self.truth.slopes, self.current
        fresh = [edge for edge in edges if edge not in self.fired]
        for edge in fresh:
            if self.near(amount, slope[edge[0]][edge[1]] * current[edge[0]], size, self.slack(edge)):
                return [(edge, current[edge[0]])]
        for result in dict.fromkeys(edge[0] for edge in fresh):
            merged = [edge for edge in fresh if edge[0] == result]
            total = sum(slope[r][k] * current[r] for r, k in merged)
            slack = sum(map(self.slack, merged))
            if len(merged) > 1 and self.near(amount, total, size, slack):
                return [(edge, current[result]) for edge in merged]
        for edge in edges:
            result, k = edge
            sent = sum(each.upstream for each in self.fired.get(edge, ()))
            for rest in (current[result] - sent, self.last[result]):
                if (
                    rest != 0.0
                    and not self.near(rest, current[result])
                    and self.near(amount, slope[result][k] * rest, size)
                ):
                    return [(edge, rest)]
        if len(fresh) > 1 and self.near(amount, sum(slope[r][k] * current[r] for r, k in fresh), size):
            return [(edge, current[edge[0]]) for edge in fresh]
        return None

    def fire(self, position: int, edges: Sequence[tuple[Edge, float]]) -> Attribution:
        for edge, upstream in edges:
            result = edge[0]
            if not self.has_fired(result) and self.nodes[result].kind == "result":
                self._check_carried(position, result)
            self.fired.setdefault(edge, []).append(Firing(position, upstream, self.current[result]))
        return Attribution(tuple(edge for edge, _ in edges))

    def _check_carried(self, position: int, result: int) -> None:
        """A result that still has the gradient of an earlier pass passes that on again."""
        if self.carried[result] != 0.0 and result != self.recording.root:
            self.add(
                "not zeroed", position, result, write=self.recording.writes[position],
                right=self.current[result] - self.carried[result], detail="result",
            )  # fmt: skip

    def usual_mistake(self, edge: Edge, amount: float, before: float, size: float) -> str:
        result = edge[0]
        step = step_of(
            self.recording, self.slopes, self.truth.slopes[result], edge, self.current[result], before
        )  # fmt: skip
        if not self.slopes_known(edge) or self.current[result] == 0.0:
            return ""
        if self.near(amount, 0.0, size) and local_is_due(step):
            return "is 0"  # which factor is 0 can only be guessed
        for used in usual_mistakes(step, lambda which: self._called(edge, which)):
            if self.near(amount, used.amount, size):
                return used.words
        return ""

    def _called(self, edge: Edge, which: str) -> str:
        result, k = edge
        operands = self.nodes[result].operands
        if which == "out":
            return self.nodes[result].name
        if which == "own":
            return self.nodes[operands[k]].name
        others = [operand for i, operand in enumerate(operands) if i != k]
        return self.nodes[others[0]].name if others else "the other operand"

    def add(
        self,
        kind: FaultKind,
        position: float,
        node: int,
        edge: Edge | None = None,
        *,
        write: Write | None = None,
        right: float | None = None,
        upstream: float | None = None,
        used: str = "",
        detail: str = "",
    ) -> None:
        result, operand = edge if edge is not None else (None, None)
        self.findings.append(Finding(kind, position, node, result, operand, write, right, upstream, used, detail))

    def slack(self, edge: Edge) -> float:
        """How far off a contribution may be because its slope was measured."""
        return 8.0 * self.slopes.of[edge[0]][edge[1]].error * abs(self.current[edge[0]])

    def near(self, a: float, b: float, size: float = 0.0, slack: float = 0.0) -> bool:
        """Whether two numbers are the same up to rounding; `size` is that of numbers that cancelled in between."""
        if a == b:
            return True
        if not isfinite(a) or not isfinite(b):
            return a != a and b != b
        return abs(a - b) <= 1024.0 * self.rounding * max(abs(a), abs(b), DOUBLE) + 8.0 * self.rounding * size + slack

    def has_fired(self, result: int) -> bool:
        return any((result, k) in self.fired for k in range(len(self.nodes[result].operands)))

    def is_done(self, result: int) -> bool:
        """Whether a result has passed its gradient on, so that it is needed no longer."""
        operands = self.nodes[result].operands
        return bool(operands) and all(
            (result, k) in self.fired or self.nodes[operand].kind == "constant" for k, operand in enumerate(operands)
        )

    def is_faulty(self, edge: Edge) -> bool:
        return any((each.result, each.operand) == edge and each.kind != "missing" for each in self.findings)

    def slopes_known(self, edge: Edge) -> bool:
        slope = self.truth.slopes[edge[0]][edge[1]]
        return slope == slope
