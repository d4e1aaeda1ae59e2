"""Axes of a figure: what is drawn into them, as series of the page's charts (docs/notebook.md, "Figures")."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ..about import refuser
from ..numpy import arrays
from . import contours
from .artists import (
    DASH_NAMES,
    Artist,
    AxesImage,
    PathCollection,
    QuadContourSet,
    Series,
    Text,
    common,
    finite,
    grid_of,
    numbers,
    parse_format,
)
from .colours import CYCLE, map_of, role, shares
from .contours import Grid

MARGIN = 0.05
FIELDS = ("bands", "contours", "image")


class Axes:
    """One pair of axes, at a place of the figure's grid."""

    def __init__(self, row: int = 0, column: int = 0, rows: int = 1, columns: int = 1) -> None:
        self._place = [row, column, rows, columns]
        self._series: list[Series] = []
        self._words = {"title": "", "xlabel": "", "ylabel": ""}
        self._limits: dict[str, list[float] | None] = {"x": None, "y": None}
        self._scales = {"x": "linear", "y": "linear"}
        self._flags = {"grid": False, "legend": False, "equal": False, "frame": True}
        self._used = 0

    # Drawing

    def _next_colour(self) -> str:
        self._used += 1
        return CYCLE[(self._used - 1) % len(CYCLE)]

    def plot(self, *args: Any, **style: Any) -> list[Artist]:
        made: list[Artist] = []
        rest = list(args)
        while rest:
            first = rest.pop(0)
            second = rest.pop(0) if rest and not isinstance(rest[0], str) else None
            given = rest.pop(0) if rest and isinstance(rest[0], str) else ""
            made += self._lines(first, second, given, style)
        return made

    def _lines(self, first: Any, second: Any, given: str, style: dict[str, Any]) -> list[Artist]:
        heights = arrays.array(first if second is None else second)
        columns = [heights] if heights.ndim < 2 else list(heights.T)
        across = numbers(range(len(columns[0]))) if second is None else numbers(first)
        colour, marker, dash = parse_format(given)
        made: list[Artist] = []
        for column in columns:
            up = numbers(column)
            if len(across) != len(up):
                raise ValueError(
                    f"x and y must have same first dimension, but have shapes ({len(across)},) and ({len(up)},)"
                )
            named = style.get("linestyle", style.get("ls"))
            series = {
                "kind": "line",
                "x": finite(across),
                "y": finite(up),
                "colour": role(style.get("color", style.get("c")) or colour, "") or self._next_colour(),
                "dash": DASH_NAMES.get(named, None) if named is not None else dash,
                "width": float(style.get("linewidth", style.get("lw", 1.5))),
                "marker": style.get("marker", marker) or "",
                **common(style),
            }
            self._series.append(series)
            made.append(Artist(series))
        return made

    def scatter(self, x: Any, y: Any, s: Any = None, c: Any = None, marker: str = "o", **style: Any) -> PathCollection:
        across, up = numbers(x), numbers(y)
        if len(across) != len(up):
            raise ValueError("x and y must be the same size")
        given = style.get("color") if c is None else c
        series: Series = {"kind": "points", "x": finite(across), "y": finite(up), "marker": marker, **common(style)}
        sizes = [36.0] if s is None else numbers(s)
        series["size"] = sizes[0] if len(sizes) == 1 else sizes
        if isinstance(given, str) or given is None:
            series["colour"] = role(given, "") or self._next_colour()
        elif len(given) == len(across) and not isinstance(given[0], (str, list, tuple)):
            scale = map_of(style.get("cmap"))
            parts = shares(numbers(given), style.get("vmin"), style.get("vmax"))
            series |= {"colours": [scale.place(part) for part in parts], "scale": scale.scale}
        elif isinstance(given[0], str):
            series["colours"] = [role(one) for one in given]
        else:
            series["colour"] = role(given[0] if len(given) == 1 else given)
        self._series.append(series)
        return PathCollection(series)

    def _rule(self, axis: str, at: float, style: dict[str, Any]) -> Artist:
        series = {
            "kind": "rule",
            "axis": axis,
            "at": float(at),
            "colour": role(style.get("color", style.get("c")), "") or self._next_colour(),
            "dash": DASH_NAMES.get(style.get("linestyle", style.get("ls", "-")), "solid"),
            "width": float(style.get("linewidth", style.get("lw", 1.5))),
            **common(style),
        }
        self._series.append(series)
        return Artist(series)

    def axhline(self, y: float = 0, **style: Any) -> Artist:
        return self._rule("y", y, style)

    def axvline(self, x: float = 0, **style: Any) -> Artist:
        return self._rule("x", x, style)

    def text(self, x: float, y: float, s: Any, **style: Any) -> Text:
        series = {
            "kind": "text",
            "x": float(x),
            "y": float(y),
            "text": str(s),
            "colour": role(style.get("color"), "ink"),
        }
        self._series.append(series)
        return Text(series)

    def annotate(self, text: Any, xy: Any, **style: Any) -> Text:
        x, y = style.get("xytext", xy)
        return self.text(x, y, text, **style)

    def contourf(self, *args: Any, **style: Any) -> QuadContourSet:
        grid, steps = grid_of(args, style)
        scale = map_of(style.get("cmap"))
        parts = shares([(low + high) / 2 for low, high in pairwise(steps)], None, None)
        bands = [
            {"colour": scale.place(part), "low": low, "high": high, "polygons": contours.band(grid, low, high)}
            for part, (low, high) in zip(parts, pairwise(steps), strict=True)
        ]
        series = {"kind": "bands", "bands": bands, "scale": scale.scale, "alpha": float(style.get("alpha") or 1.0)}
        return self._field(series, grid)

    def contour(self, *args: Any, **style: Any) -> QuadContourSet:
        grid, steps = grid_of(args, style)
        scale = map_of(style.get("cmap"))
        named = style.get("colors")
        fixed = role(named if isinstance(named, str) else named[0]) if named is not None else None
        lines = [
            {"colour": fixed or scale.place(part), "level": level, "segments": contours.line(grid, level)}
            for part, level in zip(shares(steps, None, None), steps, strict=True)
        ]
        series = {"kind": "contours", "lines": lines, "scale": scale.scale, "alpha": float(style.get("alpha") or 1.0)}
        return self._field(series, grid)

    def _field(self, series: Series, grid: Grid) -> QuadContourSet:
        self._series.append(series | {"x": [min(grid.x), max(grid.x)], "y": [min(grid.y), max(grid.y)]})
        return QuadContourSet(series)

    def imshow(self, X: Any, **style: Any) -> AxesImage:  # noqa: N803 -- matplotlib's name
        source = arrays.array(X)
        if source.ndim != 2:
            raise ValueError("This stand-in for matplotlib shows images of one number for each place.")
        rows, columns = source.shape
        scale = map_of(style.get("cmap"))
        parts = [scale.place(part) for part in shares(numbers(source), style.get("vmin"), style.get("vmax"))]
        left, right, bottom, top = style.get("extent") or (-0.5, columns - 0.5, rows - 0.5, -0.5)
        if style.get("origin") == "lower" and not style.get("extent"):
            bottom, top = top, bottom
        series = {
            "kind": "image",
            "rows": [parts[start : start + columns] for start in range(0, rows * columns, columns)],
            "x": [float(left), float(right)],
            "y": [float(top), float(bottom)],
            "scale": scale.scale,
            "alpha": float(style.get("alpha") or 1.0),
        }
        self._series.append(series)
        self._limits |= {"x": [float(left), float(right)], "y": [float(bottom), float(top)]}
        self._flags["equal"] = style.get("aspect") != "auto"
        return AxesImage(series)

    # Words, limits and looks

    def set_title(self, label: Any, **_: Any) -> Text:
        return self._word("title", label)

    def set_xlabel(self, xlabel: Any, **_: Any) -> Text:
        return self._word("xlabel", xlabel)

    def set_ylabel(self, ylabel: Any, **_: Any) -> Text:
        return self._word("ylabel", ylabel)

    def _word(self, name: str, text: Any) -> Text:
        self._words[name] = str(text)
        return Text({})

    def set(self, **words: Any) -> None:
        for name, value in words.items():
            getattr(self, f"set_{name}")(value)

    def legend(self, *args: Any, **_: Any) -> Text:
        self._flags["legend"] = True
        named = [series for series in self._series if series["kind"] in ("line", "points")]
        for series, label in zip(named, args[-1] if args else (), strict=False):
            series["label"] = str(label)
        return Text({})

    def grid(self, visible: Any = True, *_: Any, **__: Any) -> None:
        self._flags["grid"] = visible is not False

    def axis(self, option: Any = None, **_: Any) -> tuple[float, ...]:
        if option in ("off", False):
            self._flags["frame"] = False
        elif option in ("equal", "scaled", "square", "image"):
            self._flags["equal"] = True
        elif isinstance(option, (list, tuple)):
            self.set_xlim(option[0], option[1])
            self.set_ylim(option[2], option[3])
        return (*self.get_xlim(), *self.get_ylim())

    def set_aspect(self, aspect: Any, **_: Any) -> None:
        self._flags["equal"] = aspect in ("equal", 1)

    def set_xscale(self, value: str, **_: Any) -> None:
        self._scales["x"] = "log" if value in ("log", "symlog") else "linear"

    def set_yscale(self, value: str, **_: Any) -> None:
        self._scales["y"] = "log" if value in ("log", "symlog") else "linear"

    def set_xlim(self, left: Any = None, right: Any = None, **_: Any) -> tuple[float, float]:
        return self._limit("x", left, right)

    def set_ylim(self, bottom: Any = None, top: Any = None, **_: Any) -> tuple[float, float]:
        return self._limit("y", bottom, top)

    def get_xlim(self) -> tuple[float, float]:
        return self._range("x")

    def get_ylim(self) -> tuple[float, float]:
        return self._range("y")

    def _limit(self, axis: str, low: Any, high: Any) -> tuple[float, float]:
        if isinstance(low, (tuple, list)):
            low, high = low
        now = self._range(axis)
        if low is None and high is None:
            return now
        self._limits[axis] = [now[0] if low is None else float(low), now[1] if high is None else float(high)]
        return self._range(axis)

    def _range(self, axis: str) -> tuple[float, float]:
        """The limits that were set, or those of what is drawn, with a margin around lines and points."""
        fixed = self._limits[axis]
        if fixed is not None:
            return fixed[0], fixed[1]
        found: list[float] = []
        edges: set[float] = set()  # of fields: there is no margin beyond them
        for series in self._series:
            values = [series["at"]] if series.get("axis") == axis else series.get(axis, [])
            present = [value for value in (values if isinstance(values, list) else [values]) if value is not None]
            found += present
            if series["kind"] in FIELDS:
                edges.update(present)
        if not found:
            return 0.0, 1.0
        least, most = min(found), max(found)
        if least == most:
            return least - 0.5, most + 0.5
        below, above = (0.0 if edge in edges else MARGIN for edge in (least, most))
        if self._scales[axis] == "log" and least > 0.0:
            return least / (most / least) ** below, most * (most / least) ** above
        width = most - least
        return least - below * width, most + above * width

    def spec(self) -> dict[str, Any]:
        return {
            "place": self._place,
            **self._words,
            **self._flags,
            "xlim": list(self._range("x")),
            "ylim": list(self._range("y")),
            "xscale": self._scales["x"],
            "yscale": self._scales["y"],
            "series": self._series,
        }

    def __getattr__(self, name: str) -> Any:
        has = [known for known in vars(Axes) if not known.startswith("_")]
        return refuser("axes", "a stand-in for matplotlib's axes", has)(name)
