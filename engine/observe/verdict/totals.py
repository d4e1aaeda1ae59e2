"""Passes that store each gradient once, as a sum, so that their writes show no single contributions."""

from __future__ import annotations

from collections.abc import Sequence

from ...contract.notebook import FaultKind
from ..recording import Write
from .findings import BEFORE_THE_PASS
from .progress import Attribution, Edge, Progress


class Totals:
    def __init__(self, state: Progress) -> None:
        self.state = state

    def are_stored(self) -> bool:
        """Whether the writes show no contributions: each gradient is stored once, as a sum, or is not seen."""
        results = [write for write in self.state.recording.writes if self.state.incoming[write.node]]
        nodes = [write.node for write in results]
        shared = any(len(self.state.incoming[n]) > 1 for n in nodes)
        if not results:
            return any(self.state.recording.gradients[n] for n, edges in enumerate(self.state.incoming) if edges)
        places = {write.place for write in results}
        return (
            shared
            and len(set(nodes)) == len(nodes)
            and len(places) == 1
            and all(write.statement != "+=" and write.rule is None for write in results)
            and not any(
                write.node == self.state.recording.root and write.rule is not None
                for write in self.state.recording.writes
            )
            and self._totals_fit(results)
        )

    def _totals_fit(self, results: Sequence[Write]) -> bool:
        """Whether most of the stored numbers are sums over all uses of a value."""
        grads = self.state.recording.gradients
        shared = [write for write in results if len(self.state.incoming[write.node]) > 1]
        fitting = sum(
            self.state.near(
                write.after,
                sum(self.state.truth.slopes[r][k] * (grads[r] or 0.0) for r, k in self.state.incoming[write.node]),
            )
            for write in shared
        )
        return 2 * fitting >= len(shared)

    def _gradients(self) -> list[float | None]:
        """Those at the end; the root's own where it is not stored."""
        grads = list(self.state.recording.gradients)
        if self.state.is_seeded:  # nothing is replayed here: it is implicit
            grads[self.state.recording.root] = self.state.seed
        return grads

    def judge(self) -> list[Attribution]:
        grads, slope, root = self._gradients(), self.state.truth.slopes, self.state.recording.root
        writes = {write.node: write for write in self.state.recording.writes}
        attributions = [
            Attribution(tuple(self.state.incoming[write.node]), is_seed=write.node == root)
            for write in self.state.recording.writes
        ]
        if not self.state.near(grads[root] or 0.0, self.state.seed):
            of_root = writes.get(root)
            self.state.add(
                "wrong seed",
                BEFORE_THE_PASS,
                root,
                write=of_root,
                right=self.state.seed,
                detail="" if of_root else "never",
            )
            return attributions
        for n in range(len(self.state.nodes) - 1, -1, -1):
            edges_in, grad = self.state.incoming[n], grads[n]
            if (
                not edges_in
                or grad is None
                or self.state.nodes[n].kind == "constant"
                or not all(map(self.state.slopes_known, edges_in))
            ):
                continue
            parts = [slope[r][k] * (grads[r] or 0.0) for r, k in edges_in]
            earlier = self.state.recording.carried[n] or 0.0
            if self.state.near(grad, sum(parts), sum(map(abs, parts))) or self.state.near(grad, sum(parts) + earlier):
                continue
            missing = [
                i for i, part in enumerate(parts) if self.state.near(grad, sum(parts) - part, sum(map(abs, parts)))
            ]
            kind: FaultKind = (
                "missing" if missing and len(parts) > 1 else "wrong factor" if len(parts) == 1 else "unexplained"
            )
            edge = edges_in[missing[0] if missing else 0]
            used = self._usual_mistake_of_total(edge, grad) if len(parts) == 1 else ""
            self.state.add(
                kind, len(self.state.nodes) - n, n, edge, write=writes.get(n), right=sum(parts),
                upstream=grads[edge[0]] or 0.0,
                used=used, detail="total",
            )  # fmt: skip
        return attributions

    def _usual_mistake_of_total(self, edge: Edge, grad: float) -> str:
        self.state.current[edge[0]] = self.state.recording.gradients[edge[0]] or 0.0
        return self.state.usual_mistake(edge, grad, 0.0, abs(grad))
