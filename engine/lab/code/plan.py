"""What the text of a training is written from, and the parts that the texts for all libraries share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import SUMMED
from ..rows import Rows
from ..settings import Settings

INDENT = "    "
IN_A_LINE = 20  # labels

# What the optimisers have beside their rate, as in PyTorch.
MOMENTUM = 0.9
MEAN, SQUARE, TINY = 0.9, 0.999, 1e-8

Lines = Sequence[str]


@dataclass(frozen=True)
class Plan:
    """A training to write down.

    steps   how many the text trains
    forget  the mistake: gradients are not set to zero
    sign    the mistake: the parameters move along the gradient, not against it
    """

    settings: Settings
    sizes: Sequence[int]
    rows: Rows
    steps: int
    forget: bool = False
    sign: bool = False

    @property
    def batch(self) -> int:
        """Samples in a step; 0 for all."""
        return self.settings.batch if self.settings.batch < len(self.rows) else 0

    @property
    def mean(self) -> bool:
        return self.settings.loss not in SUMMED

    @property
    def title(self) -> str:
        return f"# The lab's training: an MLP of {', '.join(map(str, self.sizes))} on {len(self.rows):,} samples."


def text(*parts: Lines) -> str:
    """The parts that are not empty, with a blank line between them, and two around a function."""
    written = ""
    before: Lines = []
    for part in parts:
        if part:
            apart = any(each[0].startswith("def ") for each in (before, part) if each)
            written += ("\n\n" if apart and before else "\n" if before else "") + "\n".join(part) + "\n"
            before = part
    return written


def samples(plan: Plan) -> Lines:
    """The inputs `xs` and the labels `ys`."""
    labels = [repr(row[-1]) for row in plan.rows]
    lines = [", ".join(labels[i : i + IN_A_LINE]) for i in range(0, len(labels), IN_A_LINE)]
    inputs = ["xs = [", *(f"{INDENT}{list(row[:-1])!r}," for row in plan.rows), "]"]
    if len(lines) == 1:
        return [*inputs, f"ys = [{lines[0]}]"]
    return [*inputs, "ys = [", *(f"{INDENT}{line}," for line in lines), "]"]


def batches(plan: Plan) -> Lines:
    """The function that says which samples a step takes, where it does not take all."""
    if not plan.batch:
        return []
    return [
        "def batch(k):",
        f"{INDENT}# The samples of step k: a slice of its epoch's order, which Fisher and Yates' method makes of 32 bits.",
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
