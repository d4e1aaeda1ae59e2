"""Generator of reference.json: the results of PyTorch (float64, CPU) for every case of tests/support/cases.py.

Run `python -m tests.data.make_reference` where torch is installed. The file states the version that wrote it.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from tests.support.cases import CASES, Case

REFERENCE = Path(__file__).with_name("reference.json")


def torch_scope() -> dict[str, Any]:
    """The names that a case's source uses, bound to PyTorch's functions."""
    import torch

    def tensor(x: Any) -> Any:
        return x if isinstance(x, torch.Tensor) else torch.tensor(float(x), dtype=torch.float64)

    def leaf(x: float) -> Any:
        return torch.tensor(x, dtype=torch.float64, requires_grad=True)

    return {
        "Value": leaf,
        **{
            name: getattr(torch, name)
            for name in ("exp", "log", "tanh", "relu", "sigmoid", "sin", "cos", "sqrt", "abs")
        },
        # Above its threshold PyTorch's softplus is the identity; the default of 20 is too small for 64 bits.
        "softplus": lambda x: torch.nn.functional.softplus(x, threshold=40),
        "max": lambda a, b: torch.maximum(tensor(a), tensor(b)),
        "min": lambda a, b: torch.minimum(tensor(a), tensor(b)),
    }


def by_torch(case: Case) -> tuple[float, dict[str, float]]:
    """The root's data and the leaves' gradients."""
    scope = torch_scope()
    exec(case.source, scope)
    return scope[case.root].item(), {name: scope[name].grad.item() for name in case.grads}


def make() -> dict[str, Any]:
    import torch

    rows = {}
    for case in CASES:
        data, grads = by_torch(case)
        rows[case.name] = {"data": _to_json(data), "grads": {name: _to_json(grad) for name, grad in grads.items()}}
    return {"torch": torch.__version__, "cases": rows}


def read() -> dict[str, tuple[float, dict[str, float]]]:
    rows = json.loads(REFERENCE.read_text())["cases"]
    return {
        name: (float(row["data"]), {leaf: float(grad) for leaf, grad in row["grads"].items()})
        for name, row in rows.items()
    }


def _to_json(x: float) -> float | str:
    """JSON has no nan and no infinities; `float` parses these strings."""
    return x if math.isfinite(x) else str(x)


if __name__ == "__main__":
    REFERENCE.write_text(json.dumps(make(), indent=1) + "\n")
