"""True gradients of a recording: reverse accumulation of the slopes of the reader's own operations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import isfinite
from typing import NamedTuple

from ..recording import Recording
from .precision import DOUBLE, SINGLE, is_single
from .slopes import Slope, Slopes

TOLERANCE = 256.0  # roundings; relative to the sum of the sizes of all contributions
_CHOICES = 81  # of slopes at kinks that are tried


class Truth(NamedTuple):
    """The true gradient of each node, which may be not known, and how far another may be off and still agree.

    slopes  those that the gradients are computed with, by node and operand; at a kink one of those that are possible
    """

    gradients: list[float]
    allowance: list[float]
    is_known: list[bool]
    slopes: list[list[float]]

    def agrees(self, node: int, grad: float, earlier: float = 0.0) -> bool:
        """Whether the gradient is the true one, on top of what was there."""
        truth = self.gradients[node] + earlier
        if not isfinite(truth) or not isfinite(grad):
            return truth == grad or (truth != truth and grad != grad)
        return abs(grad - truth) <= self.allowance[node] + 4.0 * DOUBLE * abs(earlier)


def rounding_of(recording: Recording) -> float:
    """The relative rounding of the reader's numbers: that of float32 where all of them fit into it.

    A class that keeps doubles has other numbers as soon as anything is rounded; where nothing is, the wider tolerance
    does no harm, because wrong gradients then differ by more.
    """
    numbers = [node.data for node in recording.nodes if node.kind == "result"]
    numbers += [grad for grad in recording.gradients if grad is not None]
    return SINGLE if all(map(is_single, numbers)) else DOUBLE


def true_gradients(recording: Recording, slopes: Slopes, rounding: float) -> Truth:
    """The truth; where a value stands on a kink, the one of several that the reader's gradients are closest to."""
    kinks = [
        (i, k)
        for i, of_node in enumerate(slopes.of)
        for k, slope in enumerate(of_node)
        if slope.low < slope.high and recording.nodes[recording.nodes[i].operands[k]].kind != "constant"
    ]
    if not kinks:
        return _accumulated(recording, slopes.of, {}, rounding)
    candidates = [_accumulated(recording, slopes.of, choice, rounding) for choice in _choices(slopes.of, kinks)]
    return min(candidates, key=lambda truth: _disagreements(recording, truth))


def _choices(of: Sequence[Sequence[Slope]], kinks: Sequence[tuple[int, int]]) -> list[dict[tuple[int, int], float]]:
    """Slopes for the kinks: the same choice for all of them, or where there are few every combination."""
    options = [list(dict.fromkeys((of[i][k].value, of[i][k].low, of[i][k].high))) for i, k in kinks]
    count = 1
    for each in options:
        count *= len(each)
    if count <= _CHOICES:
        return [dict(zip(kinks, choice, strict=True)) for choice in product(*options)]
    return [{kink: each[min(n, len(each) - 1)] for kink, each in zip(kinks, options, strict=True)} for n in range(3)]


def _accumulated(
    recording: Recording, of: Sequence[Sequence[Slope]], choice: dict[tuple[int, int], float], rounding: float
) -> Truth:
    nodes = recording.nodes
    gradients, sizes, errors = [0.0] * len(nodes), [0.0] * len(nodes), [0.0] * len(nodes)
    is_known = [True] * len(nodes)
    is_constant = [node.kind == "constant" for node in nodes]
    gradients[recording.root] = sizes[recording.root] = 1.0
    used = [[slope.value for slope in of_node] for of_node in of]
    for i, k in choice:
        used[i][k] = choice[i, k]
    for i in range(len(nodes) - 1, -1, -1):
        if sizes[i] == 0.0 and is_known[i]:
            continue
        for k, operand in enumerate(nodes[i].operands):
            if is_constant[operand]:
                continue
            slope, error = used[i][k], of[i][k].error
            if slope != slope and error:
                is_known[operand] = False
                continue
            if not is_known[i]:
                is_known[operand] = False
            gradients[operand] += slope * gradients[i]
            sizes[operand] += abs(slope) * sizes[i]
            if error or errors[i]:
                errors[operand] += error * sizes[i] + abs(slope) * errors[i]
    allowance = [TOLERANCE * rounding * size + 4.0 * error for size, error in zip(sizes, errors, strict=True)]
    return Truth(gradients, allowance, is_known, used)


def _disagreements(recording: Recording, truth: Truth) -> int:
    return sum(
        grad is not None and node.kind != "constant" and not truth.agrees(i, grad, earlier or 0.0)
        for i, (node, grad, earlier) in enumerate(
            zip(recording.nodes, recording.gradients, recording.carried, strict=True)
        )
    )
