"""matplotlib.pyplot: figures of the page's own charts. They are shown at `show()` or at the end of the cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..about import refuser
from ..numpy import arrays
from ..numpy.dtypes import OBJECT
from .artists import Artist, PathCollection, QuadContourSet, Text
from .axes import Axes
from .colours import Map, Maps, map_of

MIME = "application/vnd.autograd-playground.chart+json"
NO_FILES = "No file is written here: the figure is shown below the cell."
SIZE = (6.4, 4.8)  # inches

Bundle = dict[str, Any]


class Figure:
    """A figure with one or more axes."""

    def __init__(self, size: Any = None) -> None:
        self._size = [float(length) for length in size or SIZE]
        self._title = ""
        self.axes: list[Axes] = []
        self.current: Axes | None = None

    def gca(self) -> Axes:
        if self.current is None:
            self.current = Axes()
            self.axes.append(self.current)
        return self.current

    def add_subplot(self, *args: Any, **style: Any) -> Axes:
        if style.get("projection") not in (None, "rectilinear"):
            raise ValueError("This stand-in for matplotlib draws in a plane only.")
        whole = args[0] if len(args) == 1 else 111
        rows, columns, number = args if len(args) == 3 else (int(digit) for digit in str(whole))
        row, column = divmod(int(number) - 1, int(columns))
        place = [row, column, int(rows), int(columns)]
        found = next((axes for axes in self.axes if axes._place == place), None)
        self.current = found or Axes(*place)
        if found is None:
            self.axes.append(self.current)
        return self.current

    def suptitle(self, t: Any, **_: Any) -> None:
        self._title = str(t)

    def tight_layout(self, **_: Any) -> None:
        """The page lays figures out by itself."""

    def savefig(self, fname: Any, **_: Any) -> None:
        """Says that it writes no file. A notebook goes on."""
        print(NO_FILES)

    def spec(self) -> dict[str, Any]:
        return {"version": 1, "size": self._size, "title": self._title, "axes": [axes.spec() for axes in self.axes]}

    def bundle(self) -> Bundle:
        return {MIME: self.spec(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        width, height = (round(length * 100) for length in self._size)
        count = len(self.axes)
        return f"<Figure size {width}x{height} with {count} Axes>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None, **_: Any) -> Bundle:
        if self in _open:
            _open.remove(self)
        return self.bundle()

    def __getattr__(self, name: str) -> Any:
        has = [known for known in vars(Figure) if not known.startswith("_")]
        return refuser("figure", "a stand-in for matplotlib's figures", has)(name)


def _nowhere(bundle: Bundle) -> None:
    """Figures of a program that is no cell are not shown."""


_open: list[Figure] = []
_sink: list[Callable[[Bundle], None]] = [_nowhere]


def connect(sink: Callable[[Bundle], None]) -> None:
    """Names what takes the bundle of each figure that is shown."""
    _sink[0] = sink
    _open.clear()


def show(*_: Any, **__: Any) -> None:
    shown = list(_open)
    _open.clear()
    for one in shown:
        if one.axes:
            _sink[0](one.bundle())


def figure(num: Any = None, figsize: Any = None, **_: Any) -> Figure:
    made = Figure(figsize)
    _open.append(made)
    return made


def gcf() -> Figure:
    return _open[-1] if _open else figure()


def gca() -> Axes:
    return gcf().gca()


def subplot(*args: Any, **style: Any) -> Axes:
    return gcf().add_subplot(*(args or (111,)), **style)


def subplots(nrows: int = 1, ncols: int = 1, figsize: Any = None, **_: Any) -> tuple[Figure, Any]:
    made = figure(figsize=figsize)
    axes = [made.add_subplot(nrows, ncols, number + 1) for number in range(nrows * ncols)]
    if len(axes) == 1:
        return made, axes[0]
    shape = (nrows, ncols) if nrows > 1 and ncols > 1 else (len(axes),)
    return made, arrays.make(list(axes), shape, OBJECT)


def savefig(fname: Any, **_: Any) -> None:
    gcf().savefig(fname)


def close(*_: Any) -> None:
    _open.clear()


def clf() -> None:
    now = gcf()
    now.axes.clear()
    now.current = None


def plot(*args: Any, **style: Any) -> list[Artist]:
    return gca().plot(*args, **style)


def scatter(x: Any, y: Any, s: Any = None, c: Any = None, **style: Any) -> PathCollection:
    return gca().scatter(x, y, s, c, **style)


def contourf(*args: Any, **style: Any) -> QuadContourSet:
    return gca().contourf(*args, **style)


def contour(*args: Any, **style: Any) -> QuadContourSet:
    return gca().contour(*args, **style)


def imshow(X: Any, **style: Any) -> Artist:  # noqa: N803 -- matplotlib's name
    return gca().imshow(X, **style)


def axhline(y: float = 0, **style: Any) -> Artist:
    return gca().axhline(y, **style)


def axvline(x: float = 0, **style: Any) -> Artist:
    return gca().axvline(x, **style)


def text(x: float, y: float, s: Any, **style: Any) -> Text:
    return gca().text(x, y, s, **style)


def annotate(text: Any, xy: Any, **style: Any) -> Text:
    return gca().annotate(text, xy, **style)


def title(label: Any, **style: Any) -> Text:
    return gca().set_title(label, **style)


def suptitle(t: Any, **style: Any) -> None:
    gcf().suptitle(t, **style)


def xlabel(xlabel: Any, **style: Any) -> Text:
    return gca().set_xlabel(xlabel, **style)


def ylabel(ylabel: Any, **style: Any) -> Text:
    return gca().set_ylabel(ylabel, **style)


def legend(*args: Any, **style: Any) -> Text:
    return gca().legend(*args, **style)


def grid(*args: Any, **style: Any) -> None:
    gca().grid(*args, **style)


def axis(option: Any = None, **style: Any) -> tuple[float, ...]:
    return gca().axis(option, **style)


def xlim(*args: Any, **style: Any) -> tuple[float, float]:
    return gca().set_xlim(*args, **style)


def ylim(*args: Any, **style: Any) -> tuple[float, float]:
    return gca().set_ylim(*args, **style)


def xscale(value: str, **style: Any) -> None:
    gca().set_xscale(value, **style)


def yscale(value: str, **style: Any) -> None:
    gca().set_yscale(value, **style)


def tight_layout(**_: Any) -> None:
    """The page lays figures out by itself."""


def get_cmap(name: Any = None) -> Map:
    return map_of(name)


class _Style:
    """`plt.style`: figures have the page's look, whatever style is named."""

    def use(self, style: Any) -> None:
        return None


cm = Maps()
style = _Style()
rcParams: dict[str, Any] = {}  # noqa: N816 -- matplotlib's name
__all__ = [
    "annotate",
    "axhline",
    "axis",
    "axvline",
    "clf",
    "close",
    "cm",
    "contour",
    "contourf",
    "figure",
    "gca",
    "gcf",
    "get_cmap",
    "grid",
    "imshow",
    "legend",
    "plot",
    "rcParams",
    "savefig",
    "scatter",
    "show",
    "style",
    "subplot",
    "subplots",
    "suptitle",
    "text",
    "tight_layout",
    "title",
    "xlabel",
    "xlim",
    "xscale",
    "ylabel",
    "ylim",
    "yscale",
]
Figure.__module__ = "matplotlib.figure"
