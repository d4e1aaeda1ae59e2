"""Generator of reference.json: the results of PyTorch (float64, CPU) for every case of tests/support/cases.py, and
those of each row's own call in PyTorch and in JAX for every row of tests/support/operations.py.

Run `python -m tests.data.make_reference` where both are installed. The file states the versions that wrote it.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from autograd_playground.engine.contract.common import Library
from autograd_playground.engine.ops import NAMED, OPS, Op
from autograd_playground.engine.trace.export import call_template
from autograd_playground.engine.trace.expressions import fill
from tests.support.cases import CASES, Case
from tests.support.exported import export, printed_by
from tests.support.operations import ROWS

LIBRARIES: tuple[Library, ...] = ("torch", "jax")
REFERENCE = Path(__file__).with_name("reference.json")


def torch_scope() -> dict[str, Any]:
    """The names that a case's source uses, bound to PyTorch's functions."""
    import torch

    def tensor(x: Any) -> Any:
        return x if isinstance(x, torch.Tensor) else torch.tensor(float(x), dtype=torch.float64)

    def leaf(x: float) -> Any:
        return torch.tensor(x, dtype=torch.float64, requires_grad=True)

    def function(op: Op) -> Any:
        call = eval(f"lambda torch, a, b=None: {fill(call_template(op, 'torch'), {'a': 'a', 'b': 'b'})}")
        return lambda *operands: call(torch, *map(tensor, operands))

    return {"Value": leaf, **{name: function(op) for name, op in NAMED.items()}}


def by_torch(case: Case) -> tuple[float, dict[str, float]]:
    """The root's data and the leaves' gradients."""
    scope = torch_scope()
    exec(case.source, scope)
    return scope[case.root].item(), {name: scope[name].grad.item() for name in case.grads}


def make() -> dict[str, Any]:
    import jax
    import torch

    rows = {}
    for case in CASES:
        data, grads = by_torch(case)
        rows[case.name] = {"data": _to_json(data), "grads": {name: _to_json(grad) for name, grad in grads.items()}}
    calls = {library: {name: _call(name, library) for name in ROWS} for library in LIBRARIES}
    return {"torch": torch.__version__, "jax": jax.__version__, "cases": rows, "calls": calls}


def _call(name: str, library: Library) -> dict[str, Any]:
    """What the row calls, and for each point what the exported program prints: the result and the gradients."""
    row = ROWS[name]
    programs = [export(row.source(point), library, "compact") for point in (row.at, *row.points)]
    numbers = [[_to_json(number) for _, number in printed_by(program)] for program in programs]
    return {"call": call_template(OPS[name], library), "numbers": numbers}


def read() -> dict[str, tuple[float, dict[str, float]]]:
    rows = json.loads(REFERENCE.read_text())["cases"]
    return {
        name: (float(row["data"]), {leaf: float(grad) for leaf, grad in row["grads"].items()})
        for name, row in rows.items()
    }


def read_calls() -> dict[str, dict[str, tuple[str, list[list[float]]]]]:
    """For each library and operation the call that was made, and its numbers."""
    calls = json.loads(REFERENCE.read_text())["calls"]
    return {
        library: {
            name: (row["call"], [list(map(float, each)) for each in row["numbers"]]) for name, row in rows.items()
        }
        for library, rows in calls.items()
    }


def _to_json(x: float) -> float | str:
    """JSON has no nan and no infinities; `float` parses these strings."""
    return x if math.isfinite(x) else str(x)


if __name__ == "__main__":
    REFERENCE.write_text(json.dumps(make(), indent=1) + "\n")
