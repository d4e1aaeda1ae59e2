"""Replay of a recorded pass: each write is held against the contributions that are due, and the wrong ones are found.

A write is judged by what it does at its time: its own factor, times the gradient that its result has then. So an error
is found where it happens, and not where it arrives.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..recording import Recording, Write
from .completeness import Completeness
from .progress import Attribution, Edge, Firing, Progress
from .seed import Seed
from .slopes import Slopes
from .syntax import stores_constant
from .totals import Totals
from .truth import Truth


class Replay:
    """The replayed pass.

    findings      the wrong events, first ones first
    attributions  for each write
    """

    def __init__(self, recording: Recording, slopes: Slopes, truth: Truth, rounding: float, seed: Seed) -> None:
        self.state = Progress(recording, slopes, truth, rounding, seed)
        self.attributions: list[Attribution] = []
        totals = Totals(self.state)
        if totals.are_stored():
            self.attributions = totals.judge()
        else:
            for position, write in enumerate(recording.writes):
                self.attributions.append(self._write(position, write))
            Completeness(self.state).check()
        self.findings = sorted(self.state.findings, key=lambda each: each.position)

    def _write(self, position: int, write: Write) -> Attribution:
        n = write.node
        before = self.state.current[n] if write.before is None else write.before
        if not self.state.near(before, self.state.current[n]):
            self.state.current[n] = before  # changed in a way that is not seen
        attribution = self._judge(position, write, before)
        if attribution.is_right and (attribution.edges or attribution.is_seed):
            self.state.arrivals[n] = position
        self.state.last[n] = write.after - before if write.statement != "=" or self.state.touched[n] else write.after
        if attribution.edges or attribution.is_seed:
            self.state.touched[n] = True
        self.state.current[n] = write.after
        if attribution.edges:
            self.state.latest = attribution.edges[0][0]
        return attribution

    def _judge(self, position: int, write: Write, before: float) -> Attribution:
        n = write.node
        if n == self.state.recording.root and not self.state.incoming[n]:
            return self._judge_root(position, write, before)
        if self.state.nodes[n].kind == "constant":
            return self._to_constant(write, before)
        delta = write.after - before
        edges = self.state.candidates(write)
        if (
            write.after == 0.0
            and write.statement != "+="
            and not self._is_due_zero(edges)
            and stores_constant(write.text)
        ):
            return self._cleared(position, write, before)
        adds = self.state.explanation(edges, delta, max(abs(before), abs(write.after)))
        if adds is None and write.rule == self.state.recording.root:  # its method runs the whole pass
            adds = self.state.explanation(self.state.incoming[n], delta, max(abs(before), abs(write.after)))
        if adds is not None and not (write.statement == "=" and self._loses(n, before) and delta == 0.0):
            return self.state.fire(position, adds)
        if write.statement != "+=":
            sets = self.state.explanation(edges, write.after, abs(write.after)) if before != 0.0 else None
            if sets is not None:
                return self._overwritten(position, write, before, sets)
        return self._wrong(position, write, before, edges, delta)

    def _judge_root(self, position: int, write: Write, before: float) -> Attribution:
        n = write.node
        if write.after == 0.0 and before != 0.0 and self.state.is_seeded and not self.state.has_fired(n):
            self.state.add("overwritten", position, n, write=write, right=before, detail="seed")
        elif (write.after == 0.0 and not self._seed_is_meant(position, write)) or self.state.has_fired(n):
            return Attribution()
        elif not self.state.near(write.after, self.state.seed):
            detail = "again" if self.state.near(write.after - before, self.state.seed) and before else ""
            if detail and self.state.is_seeded is False:
                self.state.add("not zeroed", position, n, write=write, right=self.state.seed, detail="root")
            else:
                self.state.add("wrong seed", position, n, write=write, right=self.state.seed)
            self.state.is_seeded = True
            return Attribution(is_seed=True, is_right=False)
        self.state.is_seeded = self.state.is_seeded or write.after != 0.0
        return Attribution(is_seed=True)

    def _seed_is_meant(self, position: int, write: Write) -> bool:
        """Whether this 0 is the seed itself: no later write sets the root's gradient."""
        return (
            not any(each.node == write.node for each in self.state.recording.writes[position + 1 :])
            and not self.state.is_seeded
        )

    def _to_constant(self, write: Write, before: float) -> Attribution:
        """A constant's gradient raises no alarm, but shows which rule runs."""
        edges = [edge for edge in self.state.candidates(write) if edge not in self.state.fired]
        return Attribution(tuple(edges[:1])) if edges else Attribution()

    def _is_due_zero(self, edges: Sequence[Edge]) -> bool:
        """Whether a contribution of 0 may be due: then a write of 0 by a line that overwrites is no clearing."""
        return any(
            edge not in self.state.fired
            and self.state.current[edge[0]] != 0.0
            and self.state.truth.slopes[edge[0]][edge[1]] == 0.0
            for edge in edges
        )

    def _cleared(self, position: int, write: Write, before: float) -> Attribution:
        n = write.node
        if self.state.touched[n] and before != 0.0 and not self.state.is_done(n):
            self.state.add("overwritten", position, n, write=write, right=before, detail="cleared")
            self.state.touched[n] = False
        self.state.carried[n] = 0.0
        return Attribution()

    def _loses(self, n: int, before: float) -> bool:
        return before != 0.0 and self.state.touched[n]

    def _overwritten(
        self, position: int, write: Write, before: float, edges: Sequence[tuple[Edge, float]]
    ) -> Attribution:
        n = write.node
        if not self.state.touched[n]:
            self.state.carried[n] = 0.0  # of an earlier pass: that is a way to begin anew
            return self.state.fire(position, edges)
        edge, upstream = edges[0]
        fired = self.state.fire(position, edges)
        self.state.add(
            "overwritten", position, n, edge, write=write, right=before + write.after, upstream=upstream,
        )  # fmt: skip
        return fired._replace(is_right=False)

    def _wrong(self, position: int, write: Write, before: float, edges: Sequence[Edge], delta: float) -> Attribution:
        n, slope = write.node, self.state.truth.slopes
        size = max(abs(before), abs(write.after))
        if delta == 0.0 and write.statement != "=" and all(edge in self.state.fired for edge in edges) and edges:
            return Attribution()  # nothing is passed on, so it does no harm that it is done again
        due = {edge[0] for edge in edges if edge not in self.state.fired}
        for edge in sorted(edges, key=lambda each: len(self.state.fired.get(each, ()))):
            result, k = edge
            if result in due:
                continue  # the other of two uses, which is due
            if edge in self.state.fired and self.state.near(delta, slope[result][k] * self.state.current[result], size):
                self.state.add(
                    "second time", position, n, edge, write=write, right=before, upstream=self.state.current[result]
                )
                self.state.fired[edge].append(Firing(position, self.state.current[result], self.state.current[result]))
                return Attribution((edge,), is_right=False)
        fresh = [edge for edge in edges if edge not in self.state.fired] or list(edges)
        if not fresh:
            detail = "stranger" if write.rule is not None else ""
            self.state.add("unexplained", position, n, write=write, right=before, detail=detail)
            return Attribution(is_right=False)
        amounts = [(delta, "")]
        if write.statement == "=" and before != 0.0:
            amounts.append((write.after, "overwrites"))
        for amount, overwrites in amounts:
            for edge in fresh:
                used = self.state.usual_mistake(edge, amount, before, size)
                if used:
                    return self._wrong_factor(position, write, before, edge, used, overwrites)
        return self._wrong_factor(position, write, before, fresh[0], "", "")

    def _wrong_factor(
        self, position: int, write: Write, before: float, edge: Edge, used: str, overwrites: str
    ) -> Attribution:
        result, k = edge
        current = self.state.current[result]
        right = self.state.truth.slopes[result][k] * current
        self.state.add(
            "wrong factor", position, write.node, edge, write=write, right=before + right, upstream=current, used=used,
            detail=overwrites,
        )  # fmt: skip
        self.state.fire(position, [(edge, current)])
        return Attribution((edge,), is_right=False)
