"""Replay of a recorded pass: each write is held against the contributions that are due, and the wrong ones are found.

A write is judged by what it does at its time: its own factor, times the gradient that its result has then. So an error
is found where it happens, and not where it arrives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from ..recording import Recording, Write
from .factors import local_is_due, step_of, usual_mistakes
from .findings import AFTER_THE_PASS, BEFORE_THE_PASS, Finding
from .precision import DOUBLE
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


class Replay:
    """The replayed pass.

    findings      the wrong events, first ones first
    attributions  for each write
    """

    def __init__(self, recording: Recording, slopes: Slopes, truth: Truth, rounding: float) -> None:
        self._recording, self._slopes, self._truth = recording, slopes, truth
        self._nodes = recording.nodes
        self._rounding = rounding
        self._incoming: list[list[Edge]] = [[] for _ in self._nodes]
        for i, node in enumerate(self._nodes):
            for k, operand in enumerate(node.operands):
                self._incoming[operand].append((i, k))
        self._current = [grad or 0.0 for grad in recording.carried]
        self._carried = list(self._current)
        self._touched = [False] * len(self._nodes)
        self._fired: dict[Edge, list[Firing]] = {}
        self._last: list[float] = [0.0] * len(self._nodes)  # the latest contribution to each gradient
        self._arrivals: list[int] = [-1] * len(self._nodes)  # position of the latest right contribution to each
        self._latest: int | None = None  # the result whose gradient was passed on last
        self._is_seeded = False
        self.findings: list[Finding] = []
        self.attributions: list[Attribution] = []
        if self._stores_totals():
            self._judge_totals()
        else:
            for position, write in enumerate(recording.writes):
                self.attributions.append(self._write(position, write))
            self._after()
        self.findings.sort(key=lambda each: each.position)

    # single writes

    def _write(self, position: int, write: Write) -> Attribution:
        n = write.node
        before = self._current[n] if write.before is None else write.before
        if not self._near(before, self._current[n]):
            self._current[n] = before  # changed in a way that is not seen
        attribution = self._judge(position, write, before)
        if attribution.is_right and (attribution.edges or attribution.is_seed):
            self._arrivals[n] = position
        self._last[n] = write.after - before if write.statement != "=" or self._touched[n] else write.after
        if attribution.edges or attribution.is_seed:
            self._touched[n] = True
        self._current[n] = write.after
        if attribution.edges:
            self._latest = attribution.edges[0][0]
        return attribution

    def _judge(self, position: int, write: Write, before: float) -> Attribution:
        n = write.node
        if n == self._recording.root and not self._incoming[n]:
            return self._judge_root(position, write, before)
        if self._nodes[n].kind == "constant":
            return self._to_constant(write, before)
        delta = write.after - before
        edges = self._candidates(write)
        if write.after == 0.0 and write.statement != "+=" and not self._is_due_zero(edges):
            return self._cleared(position, write, before)
        adds = self._match(edges, delta, max(abs(before), abs(write.after)))
        if adds is not None and not (write.statement == "=" and self._loses(n, before) and delta == 0.0):
            return self._fire(position, adds)
        if write.statement == "=" or (before != 0.0 and self._match(edges, write.after, abs(write.after)) is not None):
            sets = self._match(edges, write.after, abs(write.after)) if before != 0.0 else None
            if sets is not None:
                return self._overwritten(position, write, before, sets)
        return self._wrong(position, write, before, edges, delta)

    def _judge_root(self, position: int, write: Write, before: float) -> Attribution:
        n = write.node
        if write.after == 0.0 and before != 0.0 and self._is_seeded and not self._has_fired(n):
            self._add("overwritten", position, n, write=write, right=before, detail="seed")
        elif (write.after == 0.0 and not self._seed_is_meant(position, write)) or self._has_fired(n):
            return Attribution()
        elif not self._near(write.after, 1.0):
            detail = "again" if self._near(write.after - before, 1.0) and before else ""
            if detail and self._is_seeded is False:
                self._add("not zeroed", position, n, write=write, right=1.0, detail="root")
            else:
                self._add("wrong seed", position, n, write=write, right=1.0)
            self._is_seeded = True
            return Attribution(is_seed=True, is_right=False)
        self._is_seeded = self._is_seeded or write.after != 0.0
        return Attribution(is_seed=True)

    def _seed_is_meant(self, position: int, write: Write) -> bool:
        """Whether this 0 is the seed itself: no later write sets the root's gradient."""
        return (
            not any(each.node == write.node for each in self._recording.writes[position + 1 :]) and not self._is_seeded
        )

    def _to_constant(self, write: Write, before: float) -> Attribution:
        """A constant's gradient raises no alarm, but shows which rule runs."""
        edges = [edge for edge in self._candidates(write) if edge not in self._fired]
        return Attribution(tuple(edges[:1])) if edges else Attribution()

    def _is_due_zero(self, edges: Sequence[Edge]) -> bool:
        """Whether a contribution of 0 may be due: then a write of 0 by a line that overwrites is no clearing."""
        return any(
            edge not in self._fired and self._current[edge[0]] != 0.0 and self._truth.slopes[edge[0]][edge[1]] == 0.0
            for edge in edges
        )

    def _cleared(self, position: int, write: Write, before: float) -> Attribution:
        n = write.node
        if self._touched[n] and before != 0.0 and not self._is_done(n):
            self._add("overwritten", position, n, write=write, right=before, detail="cleared")
            self._touched[n] = False
        self._carried[n] = 0.0
        return Attribution()

    def _candidates(self, write: Write) -> list[Edge]:
        """The edges that the write may be a contribution along, the likeliest first."""
        edges = self._incoming[write.node]
        root = self._recording.root
        if write.rule is not None:
            own = [edge for edge in edges if edge[0] == write.rule]
            # The root's method runs the whole pass: a write in it may be due to any result.
            if own and (write.rule != root or any(edge not in self._fired for edge in own)):
                edges = own
            elif write.rule != root:
                return []
        return sorted(edges, key=lambda edge: (edge in self._fired, edge[0] != self._latest, -edge[0], edge[1]))

    def _match(self, edges: Sequence[Edge], amount: float, size: float) -> list[tuple[Edge, float]] | None:
        """The edges whose contributions make up the amount, with what each passes on; None if there are none."""
        slope, current = self._truth.slopes, self._current
        fresh = [edge for edge in edges if edge not in self._fired]
        for edge in fresh:
            if self._near(amount, slope[edge[0]][edge[1]] * current[edge[0]], size):
                return [(edge, current[edge[0]])]
        for result in dict.fromkeys(edge[0] for edge in fresh):
            merged = [edge for edge in fresh if edge[0] == result]
            total = sum(slope[r][k] * current[r] for r, k in merged)
            if len(merged) > 1 and self._near(amount, total, size):
                return [(edge, current[result]) for edge in merged]
        for edge in edges:
            result, k = edge
            sent = sum(each.upstream for each in self._fired.get(edge, ()))
            for rest in (current[result] - sent, self._last[result]):
                if (
                    rest != 0.0
                    and not self._near(rest, current[result])
                    and self._near(amount, slope[result][k] * rest, size)
                ):
                    return [(edge, rest)]
        if len(fresh) > 1 and self._near(amount, sum(slope[r][k] * current[r] for r, k in fresh), size):
            return [(edge, current[edge[0]]) for edge in fresh]
        return None

    def _fire(self, position: int, edges: Sequence[tuple[Edge, float]]) -> Attribution:
        for edge, upstream in edges:
            result = edge[0]
            if not self._has_fired(result) and self._nodes[result].kind == "result":
                self._check_carried(position, result)
            self._fired.setdefault(edge, []).append(Firing(position, upstream, self._current[result]))
        return Attribution(tuple(edge for edge, _ in edges))

    def _check_carried(self, position: int, result: int) -> None:
        """A result that still has the gradient of an earlier pass passes that on again."""
        if self._carried[result] != 0.0 and result != self._recording.root:
            self._add(
                "not zeroed", position, result, write=self._recording.writes[position],
                right=self._current[result] - self._carried[result], detail="result",
            )  # fmt: skip

    def _loses(self, n: int, before: float) -> bool:
        return before != 0.0 and self._touched[n]

    def _overwritten(
        self, position: int, write: Write, before: float, edges: Sequence[tuple[Edge, float]]
    ) -> Attribution:
        n = write.node
        if not self._touched[n]:
            self._carried[n] = 0.0  # of an earlier pass: that is a way to begin anew
            return self._fire(position, edges)
        edge, upstream = edges[0]
        fired = self._fire(position, edges)
        self._add(
            "overwritten", position, n, edge, write=write, right=before + write.after, upstream=upstream,
        )  # fmt: skip
        return fired._replace(is_right=False)

    def _wrong(self, position: int, write: Write, before: float, edges: Sequence[Edge], delta: float) -> Attribution:
        n, slope = write.node, self._truth.slopes
        size = max(abs(before), abs(write.after))
        due = {edge[0] for edge in edges if edge not in self._fired}
        for edge in sorted(edges, key=lambda each: len(self._fired.get(each, ()))):
            result, k = edge
            if result in due:
                continue  # the other of two uses, which is due
            if edge in self._fired and self._near(delta, slope[result][k] * self._current[result], size):
                self._add("second time", position, n, edge, write=write, right=before, upstream=self._current[result])
                self._fired[edge].append(Firing(position, self._current[result], self._current[result]))
                return Attribution((edge,), is_right=False)
        fresh = [edge for edge in edges if edge not in self._fired] or list(edges)
        if not fresh:
            detail = "stranger" if write.rule is not None else ""
            self._add("unexplained", position, n, write=write, right=before, detail=detail)
            return Attribution(is_right=False)
        amounts = [(delta, "")]
        if write.statement == "=" and before != 0.0:
            amounts.append((write.after, "overwrites"))
        for amount, overwrites in amounts:
            for edge in fresh:
                used = self._usual_mistake(edge, amount, before, size)
                if used:
                    return self._wrong_factor(position, write, before, edge, used, overwrites)
        return self._wrong_factor(position, write, before, fresh[0], "", "")

    def _usual_mistake(self, edge: Edge, amount: float, before: float, size: float) -> str:
        result = edge[0]
        step = step_of(
            self._recording, self._slopes, self._truth.slopes[result], edge, self._current[result], before
        )  # fmt: skip
        if not self._slopes_known(edge) or self._current[result] == 0.0:
            return ""
        if self._near(amount, 0.0, size) and local_is_due(step):
            return "is 0"  # which factor is 0 can only be guessed
        for used in usual_mistakes(step, lambda which: self._called(edge, which)):
            if self._near(amount, used.amount, size):
                return used.words
        return ""

    def _called(self, edge: Edge, which: str) -> str:
        result, k = edge
        operands = self._nodes[result].operands
        if which == "out":
            return self._nodes[result].name
        if which == "own":
            return self._nodes[operands[k]].name
        others = [operand for i, operand in enumerate(operands) if i != k]
        return self._nodes[others[0]].name if others else "the other operand"

    def _wrong_factor(
        self, position: int, write: Write, before: float, edge: Edge, used: str, overwrites: str
    ) -> Attribution:
        result, k = edge
        current = self._current[result]
        right = self._truth.slopes[result][k] * current
        self._add(
            "wrong factor", position, write.node, edge, write=write, right=before + right, upstream=current, used=used,
            detail=overwrites,
        )  # fmt: skip
        self._fire(position, [(edge, current)])
        return Attribution((edge,), is_right=False)

    # the whole pass

    def _after(self) -> None:
        """What only the end shows: gradients passed on too early, twice, or not at all."""
        root = self._recording.root
        if not self._is_seeded and not self._near(self._current[root], 1.0):
            self._add("wrong seed", BEFORE_THE_PASS, root, right=1.0, detail="never")
        for edge, firings in self._fired.items():
            self._check_order(edge, firings)
        for result in range(len(self._nodes)):
            self._check_missing(result)

    def _check_order(self, edge: Edge, firings: Sequence[Firing]) -> None:
        result, _k = edge
        final = self._final(result)
        if self._near(sum(each.upstream for each in firings), final) or self._is_faulty(edge):
            return
        sent = 0.0
        for i, each in enumerate(firings):
            if i and not self._near(each.upstream, each.current - sent):
                self._edge_finding("second time", each, edge)
                return
            sent += each.upstream
        if self._arrivals[result] > firings[-1].position:
            self._edge_finding("too early", firings[0], edge)

    def _edge_finding(self, kind: str, firing: Firing, edge: Edge) -> None:
        write = self._recording.writes[firing.position]
        result, k = edge
        before = write.before or 0.0
        right = before if kind == "second time" else before + self._truth.slopes[result][k] * self._final(result)
        self._add(kind, firing.position, write.node, edge, write=write, right=right, upstream=firing.upstream)

    def _final(self, result: int) -> float:
        """The gradient that a result has after all that arrives; a later clearing does not count."""
        if self._arrivals[result] < 0:
            return self._current[result]
        return self._recording.writes[self._arrivals[result]].after

    def _check_missing(self, result: int) -> None:
        node = self._nodes[result]
        gradient = self._final(result)
        if node.kind != "result" or gradient == 0.0 or not isfinite(gradient):
            return
        due = [
            k
            for k, operand in enumerate(node.operands)
            if self._nodes[operand].kind != "constant"
            and (result, k) not in self._fired
            and self._slopes_known((result, k))
            and not self._near(self._truth.slopes[result][k] * gradient, 0.0)
        ]
        if not due or any(self._is_faulty((result, k)) for k in range(len(node.operands))):
            return
        firings = [each for k in range(len(node.operands)) for each in self._fired.get((result, k), ())]
        edge = result, due[0]
        if firings:
            last = max(firings, key=lambda each: each.position)
            write = self._recording.writes[last.position]
            detail = "same operand" if len(set(node.operands)) < len(node.operands) else "operand"
            self._missing("missing", last.position + 0.5, edge, gradient, write, detail)
        elif result == self._recording.root and not self._fired:
            self._missing("nothing propagates", AFTER_THE_PASS, edge, gradient, None, "root")
        else:
            own = node.call.function if node.call is not None else None
            others = [
                i
                for i, each in enumerate(self._nodes)
                if each.call is not None and own is not None and each.call.function is own and self._has_fired(i)
            ]
            others += [result] * self._has_equal(result)
            detail = "skipped" if others else "rule"
            position = self._arrivals[result] + 0.25 if self._arrivals[result] >= 0 else AFTER_THE_PASS
            self._missing("missing" if others else "nothing propagates", position, edge, gradient, None, detail)

    def _has_equal(self, result: int) -> bool:
        """Whether the reader's class says that the value is equal to another one, so that a search may mix them up."""
        value = self._nodes[result].value
        if getattr(type(value), "__eq__", None) is object.__eq__:
            return False
        try:
            return any(i != result and bool(node.value == value) for i, node in enumerate(self._nodes))
        except Exception:  # the reader's own comparison
            return False

    def _missing(
        self, kind: str, position: float, edge: Edge, gradient: float, write: Write | None, detail: str
    ) -> None:
        result, k = edge
        node = self._nodes[result].operands[k]
        right = self._truth.slopes[result][k] * gradient
        self._add(kind, position, node, edge, write=write, right=right, upstream=gradient, detail=detail)

    # passes that store each gradient once

    def _stores_totals(self) -> bool:
        """Whether the writes show no contributions: each gradient is stored once, as a sum, or is not seen."""
        results = [write for write in self._recording.writes if self._incoming[write.node]]
        nodes = [write.node for write in results]
        shared = any(len(self._incoming[n]) > 1 for n in nodes)
        if not results:
            return any(self._recording.gradients[n] for n, edges in enumerate(self._incoming) if edges)
        places = {write.place for write in results}
        return (
            shared
            and len(set(nodes)) == len(nodes)
            and len(places) == 1
            and all(write.statement != "+=" and write.rule is None for write in results)
            and not any(
                write.node == self._recording.root and write.rule is not None for write in self._recording.writes
            )
            and self._totals_fit(results)
        )

    def _totals_fit(self, results: Sequence[Write]) -> bool:
        """Whether most of the stored numbers are sums over all uses of a value."""
        grads = self._recording.gradients
        shared = [write for write in results if len(self._incoming[write.node]) > 1]
        fitting = sum(
            self._near(
                write.after, sum(self._truth.slopes[r][k] * (grads[r] or 0.0) for r, k in self._incoming[write.node])
            )
            for write in shared
        )
        return 2 * fitting >= len(shared)

    def _judge_totals(self) -> None:
        grads, slope, root = self._recording.gradients, self._truth.slopes, self._recording.root
        writes = {write.node: write for write in self._recording.writes}
        self.attributions = [
            Attribution(tuple(self._incoming[write.node]), is_seed=write.node == root)
            for write in self._recording.writes
        ]
        if not self._near(grads[root] or 0.0, 1.0):
            of_root = writes.get(root)
            self._add("wrong seed", BEFORE_THE_PASS, root, write=of_root, right=1.0, detail="" if of_root else "never")
            return
        for n in range(len(self._nodes) - 1, -1, -1):
            edges_in, grad = self._incoming[n], grads[n]
            if (
                not edges_in
                or grad is None
                or self._nodes[n].kind == "constant"
                or not all(map(self._slopes_known, edges_in))
            ):
                continue
            parts = [slope[r][k] * (grads[r] or 0.0) for r, k in edges_in]
            earlier = self._recording.carried[n] or 0.0
            if self._near(grad, sum(parts), sum(map(abs, parts))) or self._near(grad, sum(parts) + earlier):
                continue
            missing = [i for i, part in enumerate(parts) if self._near(grad, sum(parts) - part, sum(map(abs, parts)))]
            kind = "missing" if missing and len(parts) > 1 else "wrong factor" if len(parts) == 1 else "unexplained"
            edge = edges_in[missing[0] if missing else 0]
            used = self._usual_mistake_of_total(edge, grad) if len(parts) == 1 else ""
            self._add(
                kind, len(self._nodes) - n, n, edge, write=writes.get(n), right=sum(parts),
                upstream=grads[edge[0]] or 0.0,
                used=used, detail="total",
            )  # fmt: skip

    def _usual_mistake_of_total(self, edge: Edge, grad: float) -> str:
        self._current[edge[0]] = self._recording.gradients[edge[0]] or 0.0
        return self._usual_mistake(edge, grad, 0.0, abs(grad))

    # small parts

    def _add(
        self,
        kind: str,
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
        self.findings.append(
            Finding(kind, position, node, result, operand, write, right, upstream, used, detail)  # type: ignore[arg-type]
        )

    def _near(self, a: float, b: float, size: float = 0.0) -> bool:
        """Whether two numbers are the same up to rounding; `size` is that of numbers that cancelled in between."""
        if a == b:
            return True
        if not isfinite(a) or not isfinite(b):
            return a != a and b != b
        return abs(a - b) <= 1024.0 * self._rounding * max(abs(a), abs(b), DOUBLE) + 8.0 * self._rounding * size

    def _has_fired(self, result: int) -> bool:
        return any((result, k) in self._fired for k in range(len(self._nodes[result].operands)))

    def _is_done(self, result: int) -> bool:
        """Whether a result has passed its gradient on, so that it is needed no longer."""
        operands = self._nodes[result].operands
        return bool(operands) and all(
            (result, k) in self._fired or self._nodes[operand].kind == "constant" for k, operand in enumerate(operands)
        )

    def _is_faulty(self, edge: Edge) -> bool:
        return any((each.result, each.operand) == edge and each.kind != "missing" for each in self.findings)

    def _slopes_known(self, edge: Edge) -> bool:
        slope = self._truth.slopes[edge[0]][edge[1]]
        return slope == slope
