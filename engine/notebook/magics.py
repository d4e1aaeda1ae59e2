"""Lines of IPython that are no Python: %magics, !commands and ?help, as calls in the same line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

# Strings, comments and brackets: what decides whether a line begins a statement.
_LEXEME = re.compile(
    r"""(?P<triple>\"{3}|'{3})|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<comment>\#.*)|(?P<bracket>[()\[\]{}])"""
)
_HELP = re.compile(r"(\s*)\?{0,2}([A-Za-z_][\w.]*)\?{0,2}\s*$")
_MAGIC = re.compile(r"(\s*)(%|!)\s*(.*)$")
_BARE_INSTALL = re.compile(r"(\s*)(pip|conda)\s+(install\s.*)$")  # IPython takes it as %pip
_CELL_MAGIC = re.compile(r"\s*%%(\w+)(.*)$")

_WITHOUT_EFFECT = {"matplotlib", "load_ext", "reload_ext", "autoreload", "config", "precision", "pylab"}
_TIMED_CELLS = {"time", "timeit", "capture", "prun"}
_TIMING_SECONDS = 0.3
_NO_COMMANDS = "This notebook has no command line, so this line was left out:"
_INSTALLED = (
    "Nothing is installed here, so this line was left out. numpy, matplotlib, sklearn.datasets, torch, graphviz and "
    "micrograd are there in small."
)


def as_python(source: str) -> str:
    """The cell with each such line as a call of `get_ipython()`, in as many lines as before."""
    if not re.search(r"^\s*([%!?]|(pip|conda)\s)|\?\s*$", source, re.MULTILINE):
        return source
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    found = _CELL_MAGIC.match(lines[first])
    if found:
        if found[1] not in _TIMED_CELLS:
            return _call("", "run_cell_magic", found[1], found[2].strip())
        lines[first] = _call("", "run_line_magic", f"%{found[1]}", "")
    return "\n".join(_line(line) if begins else line for line, begins in zip(lines, _statements(lines), strict=True))


def _line(line: str) -> str:
    magic = _MAGIC.match(line)
    if magic:
        indentation, sign, rest = magic.groups()
        if sign == "!":
            return _call(indentation, "system", rest.strip())
        name, _, arguments = rest.strip().partition(" ")
        return _call(indentation, "run_line_magic", name, arguments.strip())
    install = _BARE_INSTALL.match(line)
    if install:
        return _call(install[1], "run_line_magic", install[2], install[3])
    asked = _HELP.match(line)
    if asked and "?" in line:
        return _call(asked[1], "help", asked[2])
    return line


def _call(indentation: str, name: str, *arguments: str) -> str:
    return f"{indentation}get_ipython().{name}({', '.join(map(ascii, arguments))})"


def _statements(lines: list[str]) -> Iterator[bool]:
    """Whether each line may begin a statement: no string, no bracket and no continued line is open."""
    quote, depth, continued = "", 0, False
    for line in lines:
        begins = not (quote or depth or continued)
        yield begins
        if begins and (_MAGIC.match(line) or _BARE_INSTALL.match(line) or _HELP.match(line)):
            continue
        position = 0
        while position < len(line):
            if quote:
                end = line.find(quote, position)
                if end < 0:
                    break
                position, quote = end + 3, ""
                continue
            found = _LEXEME.search(line, position)
            if found is None:
                break
            position = found.end()
            if found["triple"]:
                quote = found["triple"]
            elif found["bracket"]:
                depth = max(0, depth + (1 if found["bracket"] in "([{" else -1))
        continued = not quote and line.rstrip().endswith("\\")


class Magics:
    """What `get_ipython()` gives: the magics that a notebook on autograd uses, and a sentence for every other.

    prepare  gives what runs a text in the cells' namespace
    find     the object of a dotted name
    """

    def __init__(
        self, prepare: Callable[[str], Callable[[], None]], find: Callable[[str], Any], say: Callable[[str], None]
    ) -> None:
        self._prepare = prepare
        self._find = find
        self._say = say
        self._timed_from: float | None = None

    def run_line_magic(self, name: str, line: str = "", *_: Any) -> None:
        if name in ("%time", "%timeit", "%prun"):
            self._timed_from = perf_counter()
        elif name == "time":
            run, before = self._prepare(line), perf_counter()
            run()
            print(f"Wall time: {_duration(perf_counter() - before)}")
        elif name == "timeit":
            self._timeit(line)
        elif name == "pip" or name == "conda":
            self._say(_INSTALLED)
        elif name.lstrip("%") not in _WITHOUT_EFFECT | _TIMED_CELLS:
            self._say(f"This notebook does not have the magic %{name}, so its line was left out.")

    magic = run_line_magic

    def run_cell_magic(self, name: str, line: str = "", cell: str = "") -> None:
        self._say(f"This notebook does not have the magic %%{name}, so the cell was left out.")

    def system(self, command: str) -> None:
        self._say(_INSTALLED if re.match(r"(python\S* -m )?(pip|conda)", command) else f"{_NO_COMMANDS} !{command}")

    def help(self, name: str) -> None:
        found = self._find(name)
        text = getattr(found, "__doc__", None)
        print(text.strip() if type(text) is str and text.strip() else f"{name} has no description.")

    def end_cell(self) -> None:
        """Print the time of a cell that begins with %%time."""
        if self._timed_from is not None:
            print(f"Wall time: {_duration(perf_counter() - self._timed_from)}")
            self._timed_from = None

    def _timeit(self, line: str) -> None:
        run = self._prepare(re.sub(r"^(-\w+\s*\d*\s+)+", "", line))
        count, before = 0, perf_counter()
        while count == 0 or (perf_counter() - before < _TIMING_SECONDS and count < 100_000):
            run()
            count += 1
        print(f"{_duration((perf_counter() - before) / count)} per loop (mean of {count:,})")


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"
