"""sklearn.datasets: make_moons and make_blobs, with scikit-learn's numbers from the same seed."""

from __future__ import annotations

import math
from typing import Any

from ..numpy import arrays, operators, scalars
from ..numpy.arrays import make, ndarray
from ..numpy.dtypes import FLOAT64, INT64
from ..numpy.functions import linspace
from ..numpy.random import RandomState, check_random_state


def _shuffled(points: ndarray, labels: ndarray, generator: RandomState) -> tuple[ndarray, ndarray]:
    order = arrays.array(list(range(len(points))))
    generator.shuffle(order)
    return points[order], labels[order]


def make_moons(
    n_samples: Any = 100, *, shuffle: bool = True, noise: float | None = None, random_state: Any = None
) -> tuple[ndarray, ndarray]:
    """Two half circles, one in the other, with their labels 0 and 1."""
    given = scalars.plain(n_samples)
    outer, inner = (given // 2, given - given // 2) if isinstance(given, int) else given
    generator = check_random_state(random_state)
    around = [float(angle) for angle in linspace(0, math.pi, outer)]
    within = [float(angle) for angle in linspace(0, math.pi, inner)]
    coordinates = [number for angle in around for number in (math.cos(angle), math.sin(angle))]
    coordinates += [number for angle in within for number in (1 - math.cos(angle), 1 - math.sin(angle) - 0.5)]
    points = make(coordinates, (outer + inner, 2), FLOAT64)
    labels = make([0] * outer + [1] * inner, (outer + inner,), INT64)
    if shuffle:
        points, labels = _shuffled(points, labels, generator)
    if noise is not None:
        points = operators.binary("add", points, generator.normal(scale=noise, size=points.shape))
    return points, labels


def make_blobs(
    n_samples: int = 100,
    n_features: int = 2,
    *,
    centers: Any = None,
    cluster_std: Any = 1.0,
    center_box: tuple[float, float] = (-10.0, 10.0),
    shuffle: bool = True,
    random_state: Any = None,
) -> tuple[ndarray, ndarray]:
    """Groups of points around centres, with their numbers as labels."""
    generator = check_random_state(random_state)
    wanted = scalars.plain(3 if centers is None else centers)
    if isinstance(wanted, int):
        middles = generator.uniform(*center_box, size=(wanted, n_features)).tolist()
    else:
        middles = arrays.array(wanted, FLOAT64).tolist()
    count = len(middles)
    spreads = (
        [float(cluster_std)] * count if isinstance(scalars.plain(cluster_std), (int, float)) else list(cluster_std)
    )
    rows, labels = [], []
    for number, (middle, spread) in enumerate(zip(middles, spreads, strict=True)):
        for _ in range(n_samples // count + (number < n_samples % count)):
            rows.append([generator.normal(place, spread) for place in middle])
            labels.append(number)
    points, marks = arrays.array(rows, FLOAT64), arrays.array(labels, INT64)
    return _shuffled(points, marks, generator) if shuffle else (points, marks)


__all__ = ["make_blobs", "make_moons"]
