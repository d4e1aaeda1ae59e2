"""Reasons why the gradients of some values cannot be judged, in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from ..recording import Recording
from ..tracing.classes import attribute_names, stored
from .slopes import Slopes
from .truth import Truth


def reasons(recording: Recording, slopes: Slopes, truth: Truth) -> list[str]:
    """A sentence for each reason; none where all can be judged."""
    nodes = recording.nodes
    numberless = [node.name for node in nodes if node.kind != "constant" and _has_no_number(node.data, node.value)]
    if numberless:
        verb = "holds" if len(numberless) == 1 else "hold"
        return [
            f"{listed(numberless)} {verb} no single number of ordinary size, and only the gradients of such numbers "
            "can be compared."
        ]
    unknown = [i for i, node in enumerate(nodes) if not truth.is_known[i] and node.kind != "constant"]
    sentences = []
    steps = [nodes[i].name for i in slopes.steps]
    if steps:
        sentences.append(
            f"{listed(steps)} comes from a function of steps, like rounding, which has no slope to go by. What is "
            "passed back through it, as straight-through estimators do on purpose, is neither right nor wrong."
        )
    infinite = [nodes[i].name for i in unknown if not isfinite(nodes[i].data) or _overflows(truth, i)]
    if infinite:
        sentences.append(f"The true gradient of {listed(infinite)} is no finite number: there is nothing to compare.")
    elif unknown and not steps:
        names = listed([nodes[i].name for i in unknown])
        sentences.append(f"The derivative of what {names} goes into could not be measured.")
    return sentences


def _overflows(truth: Truth, node: int) -> bool:
    return truth.allowance[node] == float("inf") or abs(truth.gradients[node]) == float("inf")


def _has_no_number(data: float, value: Any) -> bool:
    """Whether the value's number cannot be read, because it is a list, or an integer past all floats."""
    if data == data:
        return False
    contents = [stored(value, name) for name in attribute_names(value)]
    return not any(isinstance(each, float) and each != each for each in contents)


def listed(names: Sequence[str]) -> str:
    """`a, b, c and 4 others`."""
    shown = list(dict.fromkeys(names))
    if len(shown) > 3:
        return f"{', '.join(shown[:3])} and {len(shown) - 3} others"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
