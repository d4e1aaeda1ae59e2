"""Generator of moons.json: the points and labels of micrograd's demo, as scikit-learn makes them.

Run `python tests/data/make_moons.py` where scikit-learn is installed; the project itself does not need it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MOONS = Path(__file__).with_name("moons.json")


def make() -> dict[str, Any]:
    import numpy as np
    import sklearn
    from sklearn.datasets import make_moons

    np.random.seed(1337)
    points, classes = make_moons(n_samples=100, noise=0.1)
    made_with = {"scikit-learn": sklearn.__version__, "numpy": np.__version__}
    return {**made_with, "points": points.tolist(), "labels": (classes * 2 - 1).tolist()}


def read() -> tuple[list[list[float]], list[int]]:
    """The points and their labels, -1 or 1."""
    moons = json.loads(MOONS.read_text())
    return moons["points"], moons["labels"]


if __name__ == "__main__":
    rows = json.dumps(make(), separators=(", ", ": ")).replace("], [", "],\n [")
    MOONS.write_text(rows + "\n")
