"""Random expressions for property tests: programs over three leaves, without kinks and without overflow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from autograd_playground.engine.value import Value
from tests.support.operations import BINARY, UNARY
from tests.support.value_scope import SCOPE

LEAVES = "abc"
# The table's templates bound their results for any operands, so no random expression overflows.
MORE = ["2.5 - {0}", "1.5 / (2 + cos({0}))"]


@dataclass(frozen=True)
class Expression:
    """A program whose root is L, as lines of assignments; the leaves are a, b and c."""

    numbers: tuple[float, ...]
    lines: tuple[str, ...]

    @property
    def source(self) -> str:
        leaves = [f"{name} = Value({x!r})" for name, x in zip(LEAVES, self.numbers, strict=True)]
        return "\n".join([*leaves, *self.lines, "L.backward()", ""])

    def values(self) -> dict[str, Any]:
        scope: dict[str, Any] = dict(SCOPE)
        exec(self.source, scope)
        return scope

    def run(self) -> tuple[float, dict[str, float]]:
        """L's data, and the leaves' gradients where L depends on them."""
        values = self.values()
        used = self._used(values["L"])
        return values["L"].data, {name: values[name].grad for name in LEAVES if values[name] in used}

    def size(self) -> float:
        """The largest number among data and gradients."""
        values = self.values()
        graph: list[Value] = [*values["L"].order(), *(values[name] for name in LEAVES)]
        return max(abs(number) for value in graph for number in (value.data, float(value.grad)))

    @staticmethod
    def _used(root: Value) -> set[Value]:
        return {root} | {operand for value in root.order() for operand in value.operands}

    def __repr__(self) -> str:
        return self.source


@st.composite
def _expressions(draw: st.DrawFn) -> Expression:
    number = st.floats(-3, 3).map(lambda x: round(x, 3))
    names: list[str] = list(LEAVES)
    lines = []
    for i in range(draw(st.integers(1, 12))):
        template = draw(st.sampled_from(UNARY + BINARY + MORE))
        lines.append(f"v{i} = " + template.format(*_operands(draw, names)))
        names.append(f"v{i}")
    return Expression(
        (draw(number), draw(number), draw(number)), (*lines, f"L = {names[-1]} + {draw(st.sampled_from(names))}")
    )


def _operands(draw: st.DrawFn, names: Sequence[str]) -> tuple[str, str]:
    # Prefers later names, which gives deep graphs with shared values instead of wide ones.
    recent = st.sampled_from(names[-4:])
    return draw(recent | st.sampled_from(names)), draw(recent)


EXPRESSIONS = _expressions()
