"""Figures of the stand-in for matplotlib: what is shown, when, and in which roles and limits."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any

import pytest

from autograd_playground.engine.standins.finder import StandIns
from autograd_playground.engine.standins.matplotlib import colours, contours
from autograd_playground.engine.standins.matplotlib.artists import parse_format

from .conftest import Run

CHART = "application/vnd.autograd-playground.chart+json"
PLOT = "import matplotlib.pyplot as plt\n"


def axes(shown: list[dict[str, Any]]) -> dict[str, Any]:
    """The only axes of the only figure that was shown."""
    (bundle,) = shown
    (found,) = bundle[CHART]["axes"]
    copied: dict[str, Any] = json.loads(json.dumps(found, allow_nan=False))
    return copied


def test_a_figure_is_shown_at_show_or_at_the_end_of_the_cell(run: Run, shown: list[Any], stand_ins: StandIns) -> None:
    run(PLOT + "plt.plot([1, 2]); plt.show()")
    assert len(shown) == 1
    run("plt.plot([3, 4])")
    assert len(shown) == 1
    stand_ins.end_cell()
    stand_ins.end_cell()
    assert len(shown) == 2
    assert shown[1]["text/plain"] == "<Figure size 640x480 with 1 Axes>"


def test_a_figure_on_the_last_line_is_not_shown_twice(run: Run, shown: list[Any], stand_ins: StandIns) -> None:
    bundle = run(PLOT + "fig, ax = plt.subplots()\nax.plot([1, 2])", "fig._repr_mimebundle_()")
    stand_ins.end_cell()
    assert bundle[CHART]["axes"][0]["series"][0]["y"] == [1.0, 2.0]
    assert shown == []


def test_an_empty_figure_is_not_shown(run: Run, shown: list[Any], stand_ins: StandIns) -> None:
    run(PLOT + "plt.figure(figsize=(5, 5))")
    stand_ins.end_cell()
    assert shown == []


def test_lines_have_x_y_colour_dash_and_label(run: Run, shown: list[Any]) -> None:
    run(PLOT + "plt.plot([1, 2], [3, float('nan')], 'r--', label='loss', alpha=0.5); plt.plot([5])")
    run("plt.legend(); plt.show()")
    first, second = axes(shown)["series"]
    assert first == {
        "kind": "line",
        "x": [1.0, 2.0],
        "y": [3.0, None],
        "colour": "red",
        "dash": "dashed",
        "width": 1.5,
        "marker": "",
        "label": "loss",
        "alpha": 0.5,
    }
    assert (second["x"], second["y"], second["colour"]) == ([0.0], [5.0], "blue")
    assert axes(shown)["legend"] is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("r-", ("r", "", "solid")),
        ("bo", ("b", "o", None)),
        ("o", (None, "o", None)),
        ("k--", ("k", "", "dashed")),
        ("g^-.", ("g", "^", "dashdot")),
        ("C2", ("C2", "", "solid")),
        ("", (None, "", "solid")),
    ],
)
def test_a_format_names_colour_marker_and_dash(text: str, expected: tuple[Any, ...]) -> None:
    assert parse_format(text) == expected


def test_points_are_coloured_by_number_on_a_scale(run: Run, shown: list[Any]) -> None:
    run(PLOT + "plt.scatter([1, 2, 3], [1, 2, 3], c=[-1, 1, 0], s=20, cmap='jet')")
    run("plt.scatter([1], [2], c='k'); plt.scatter([1, 2], [2, 3], c=['r', '#00f']); plt.show()")
    numbered, fixed, named = axes(shown)["series"]
    assert (numbered["colours"], numbered["scale"], numbered["size"]) == ([0.0, 1.0, 0.5], "diverging", 20.0)
    assert fixed["colour"] == "ink"
    assert named["colours"] == ["red", "blue"]


def test_a_scale_from_red_to_blue_is_turned_round() -> None:
    assert colours.map_of("Spectral").place(0.0) == 1.0
    assert colours.map_of("Spectral_r").place(0.0) == 0.0
    assert colours.map_of("coolwarm").place(0.25) == 0.25
    assert colours.map_of(None).scale == "sequential"


def test_the_decision_boundary_of_micrograds_demo_is_bands_and_points(run: Run, shown: list[Any]) -> None:
    run(PLOT + "import numpy as np\nxx, yy = np.meshgrid(np.arange(0, 2, 0.5), np.arange(0, 1, 0.5))")
    run("Z = np.array([x > 0.9 for x in xx.ravel()]).reshape(xx.shape)")
    run("plt.contourf(xx, yy, Z, cmap=plt.cm.Spectral, alpha=0.8); plt.scatter([1], [1])")
    assert run("", "plt.xlim(xx.min(), xx.max())") == (0.0, 1.5)
    run("plt.show()")
    bands, _ = axes(shown)["series"]
    assert (bands["kind"], bands["alpha"], bands["scale"]) == ("bands", 0.8, "diverging")
    assert [band["low"] for band in bands["bands"]] == [0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9]
    assert bands["bands"][0]["polygons"][0] == [[0.0, 0.0], [0.5, 0.0], [0.5, 0.5], [0.0, 0.5]]
    assert axes(shown)["xlim"] == [0.0, 1.5]


def test_the_bands_of_a_slope_cover_it_exactly_once() -> None:
    grid = contours.Grid([0.0, 1.0, 2.0], [0.0, 1.0], [[0.0, 1.0, 2.0], [1.0, 2.0, 3.0]])
    steps = contours.levels(0.0, 3.0)
    area = sum(_area(piece) for low, high in pairwise(steps) for piece in contours.band(grid, low, high))
    assert math.isclose(area, 2.0)


def _area(points: list[list[float]]) -> float:
    turned = [*points[1:], points[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, turned, strict=True))) / 2


def test_a_contour_line_lies_where_the_height_is_its_level() -> None:
    grid = contours.Grid([0.0, 1.0], [0.0, 1.0], [[0.0, 1.0], [0.0, 1.0]])
    assert contours.line(grid, 0.25) == [[0.25, 0.0, 0.25, 1.0]]


def test_rules_texts_images_words_and_flags(run: Run, shown: list[Any]) -> None:
    run(PLOT + "plt.imshow([[0, 1], [1, 0]], cmap='gray'); plt.axhline(0.5, color='k'); plt.axvline(1, ls=':')")
    run("plt.text(0, 1, 'here'); plt.title('T'); plt.xlabel('x'); plt.ylabel('y'); plt.grid(True); plt.yscale('log')")
    run("plt.show()")
    found = axes(shown)
    image, across, up, text = found["series"]
    assert image["rows"] == [[0.0, 1.0], [1.0, 0.0]]
    assert (across["axis"], across["at"], across["colour"]) == ("y", 0.5, "ink")
    assert (up["axis"], up["dash"]) == ("x", "dotted")
    assert (text["x"], text["y"], text["text"], text["colour"]) == (0.0, 1.0, "here", "ink")
    assert [found[name] for name in ("title", "xlabel", "ylabel", "grid", "yscale")] == ["T", "x", "y", True, "log"]


def test_subplots_have_their_places(run: Run, shown: list[Any]) -> None:
    run(PLOT + "fig, axs = plt.subplots(1, 2, figsize=(8, 3))\naxs[0].plot([1]); axs[1].set_title('right'); plt.show()")
    (bundle,) = shown
    assert bundle[CHART]["size"] == [8.0, 3.0]
    assert [one["place"] for one in bundle[CHART]["axes"]] == [[0, 0, 1, 2], [0, 1, 1, 2]]


def test_different_lengths_are_an_error_in_matplotlibs_words(run: Run) -> None:
    with pytest.raises(ValueError, match=r"x and y must have same first dimension, but have shapes \(2,\) and \(3,\)"):
        run(PLOT + "plt.plot([1, 2], [1, 2, 3])")


def test_saving_says_that_no_file_is_written_and_goes_on(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run(PLOT + "plt.plot([1, 2]); plt.savefig('loss.png')")
    assert capsys.readouterr().out == "No file is written here: the figure is shown below the cell.\n"
