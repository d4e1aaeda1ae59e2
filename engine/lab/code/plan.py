"""The training that is written as source code, and the blocks of code that are the same for all libraries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import SUMMED
from ..rows import Rows
from ..settings import Settings

INDENT = "    "
LABELS_PER_LINE = 20

Lines = Sequence[str]


@dataclass(frozen=True)
class Plan:
    """A training that is to be written as source code.

    steps   number of steps that the code trains
    forget  a mistake: the gradients are not set to zero
    sign    a mistake: the parameters move along the gradient, not against it
    """

    settings: Settings
    sizes: Sequence[int]
    rows: Rows
    steps: int
    forget: bool = False
    sign: bool = False

    @property
    def batch(self) -> int:
        """Samples per step; 0 for all."""
        return self.settings.batch if self.settings.batch < len(self.rows) else 0

    @property
    def mean(self) -> bool:
        return self.settings.loss not in SUMMED

    @property
    def title(self) -> str:
        return f"# The lab's training: an MLP of {', '.join(map(str, self.sizes))} on {len(self.rows):,} samples."


def joined(*blocks: Lines) -> str:
    """The blocks that are not empty, with one blank line between them, and two around a function."""
    text = ""
    before: Lines = []
    for block in blocks:
        if block:
            around_function = any(each[0].startswith("def ") for each in (before, block) if each)
            text += ("\n\n" if around_function and before else "\n" if before else "") + "\n".join(block) + "\n"
            before = block
    return text


def samples(plan: Plan) -> Lines:
    """The inputs `xs` and the labels `ys`."""
    labels = [repr(row[-1]) for row in plan.rows]
    lines = [", ".join(labels[i : i + LABELS_PER_LINE]) for i in range(0, len(labels), LABELS_PER_LINE)]
    inputs = ["xs = [", *(f"{INDENT}{list(row[:-1])!r}," for row in plan.rows), "]"]
    if len(lines) == 1:
        return [*inputs, f"ys = [{lines[0]}]"]
    return [*inputs, "ys = [", *(f"{INDENT}{line}," for line in lines), "]"]


def batches(plan: Plan) -> Lines:
    """The function that gives the samples of a step; nothing if a step takes all samples."""
    if not plan.batch:
        return []
    return [
        "def batch(k):",
        f"{INDENT}# The samples of step k: a slice of its epoch's order, "
        "which Fisher and Yates' method makes of 32 bits.",
        f"{INDENT}in_epoch = ({len(plan.rows)} + {plan.batch} - 1) // {plan.batch}",
        f"{INDENT}order = list(range({len(plan.rows)}))",
        f"{INDENT}state = ({plan.settings.seed} + k // in_epoch) % 2**32",
        f"{INDENT}for i in range({len(plan.rows)} - 1, 0, -1):",
        f"{INDENT * 2}state = (1664525 * state + 1013904223) % 2**32",
        f"{INDENT * 2}j = state * (i + 1) // 2**32",
        f"{INDENT * 2}order[i], order[j] = order[j], order[i]",
        f"{INDENT}first = k % in_epoch * {plan.batch}",
        f"{INDENT}return order[first : first + {plan.batch}]",
    ]


def rate(plan: Plan) -> str:
    """The learning rate of step k, as an expression."""
    settings = plan.settings
    if not settings.decay:
        return repr(settings.rate)
    k = "k" if plan.steps <= settings.over + 1 else f"min(k, {settings.over})"
    return f"{settings.rate!r} * (1.0 - {settings.decay!r} * {k} / {settings.over})"
