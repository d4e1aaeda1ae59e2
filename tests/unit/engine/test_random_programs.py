"""Tests of random programs that compute, assign and run backward: every pass plays and ends where Values end."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_playground.engine.contract.common import LEVELS
from tests.support.operations import BINARY, UNARY
from tests.support.trace_player import check, same, trace
from tests.support.value_scope import SCOPE

NUMBER = st.sampled_from([-2.0, -0.5, 0.0, 0.25, 1.0, 3.0])
RESULTS = [*UNARY, *BINARY, "{0} * {1}", "{0} - 2", "{0}**2"]
Program = list[str]


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Statements over v0, v1, ..., each name given once; the last one is a call of backward()."""
    lines = ["v0 = Value(1.5)", "v1 = Value(-0.75)"]
    count = 2
    for _ in range(draw(st.integers(1, 14))):
        some = st.integers(0, count - 1).map("v{}".format)
        kind = draw(st.sampled_from(["result"] * 5 + ["leaf", "data", "grad", "step", "backward", "backward"]))
        if kind == "result":
            lines.append(f"v{count} = " + draw(st.sampled_from(RESULTS)).format(draw(some), draw(some)))
            count += 1
        elif kind == "leaf":
            lines.append(f"v{count} = Value({draw(NUMBER)})")
            count += 1
        elif kind == "backward":
            lines.append(f"{draw(some)}.backward()")
        elif kind == "step":
            name = draw(some)
            lines.append(f"{name}.data -= 0.1 * {name}.grad")
        else:
            lines.append(f"{draw(some)}.{kind} = {draw(NUMBER)}")
    return [*lines, f"v{count - 1}.backward()"]


def values_after(lines: Program, index: int) -> dict[str, Any]:
    """The names just after pass number `index`, computed by Values alone."""
    scope: dict[str, Any] = dict(SCOPE)
    passes = -1
    for line in lines:
        exec(line, scope)
        passes += line.endswith(".backward()")
        if passes == index:
            break
    return scope


@settings(max_examples=60)
@given(programs())
def test_every_pass_plays_and_ends_where_values_end(lines: Program) -> None:
    source = "\n".join(lines)
    count = sum(line.endswith(".backward()") for line in lines)
    for index in range(count):
        for level in LEVELS:
            shown = trace(source, level=level, **{"pass": index})
            check(shown)
            if level != "compact":
                continue
            values = values_after(lines, index)
            for node in shown["nodes"]:
                if node["label"]:
                    value = values[node["label"]]
                    assert same(node["data"], value.data), (source, node, value)
                    assert same(node["grad"], value.grad), (source, node, value)
