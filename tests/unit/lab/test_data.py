"""Tests of the lab's data sets: two labels, separated as the names say."""

from __future__ import annotations

import pytest

from autograd_playground.engine.contract.lab import DatasetKind
from autograd_playground.engine.lab.data import GENERATED, rows_of
from autograd_playground.engine.lab.settings import Data
from tests.data.make_moons import read


def test_the_demo_has_the_points_that_micrograds_notebook_makes() -> None:
    points, labels = read()
    assert list(rows_of(Data("demo"))) == [(*point, float(label)) for point, label in zip(points, labels, strict=True)]


def test_the_lectures_four_samples() -> None:
    assert [(row[:-1], row[-1]) for row in rows_of(Data("lecture"))] == [
        ((2.0, 3.0, -1.0), 1.0), ((3.0, -1.0, 0.5), -1.0), ((0.5, 1.0, 1.0), -1.0), ((1.0, 1.0, -1.0), 1.0),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", GENERATED)
def test_the_requested_number_of_samples_has_half_of_each_label(kind: DatasetKind) -> None:
    rows = rows_of(Data(kind, count=50))
    assert len(rows) == 50
    assert [row[-1] for row in rows].count(1.0) == 25
    assert {len(row) for row in rows} == {3}
    assert all(abs(x) < 4 for row in rows for x in row)
    assert all(x == round(x, 4) for row in rows for x in row)


@pytest.mark.parametrize("kind", GENERATED)
def test_two_samples_and_ten_thousand_can_be_made(kind: DatasetKind) -> None:
    assert len(rows_of(Data(kind, count=2))) == 2
    assert len(set(rows_of(Data(kind, count=10_000, noise=0.2)))) > 9_500


@pytest.mark.parametrize("kind", GENERATED)
def test_another_seed_makes_other_points_and_noise_moves_them(kind: DatasetKind) -> None:
    assert rows_of(Data(kind, seed=1)) == rows_of(Data(kind, seed=1))
    assert rows_of(Data(kind, seed=1)) != rows_of(Data(kind, seed=2))
    assert rows_of(Data(kind, noise=0.0)) != rows_of(Data(kind, noise=0.3))


def test_without_noise_the_labels_lie_where_their_names_say() -> None:
    noiseless = {kind: rows_of(Data(kind, count=200, noise=0.0)) for kind in GENERATED}
    assert all((x * y < 0) == (label > 0) for x, y, label in noiseless["xor"])
    assert all((x * x + y * y < 0.5) == (label > 0) for x, y, label in noiseless["circles"])
    assert all(y >= 0 for _, y, label in noiseless["moons"] if label < 0)
    assert all(y <= 0.5 for _, y, label in noiseless["moons"] if label > 0)
    assert sum((x + y > 0) == (label > 0) for x, y, label in noiseless["blobs"]) == 200
    arms = [[(x, y) for x, y, label in noiseless["spirals"] if label == side] for side in (-1.0, 1.0)]
    assert [(-x, -y) for x, y in arms[0]] == arms[1]
