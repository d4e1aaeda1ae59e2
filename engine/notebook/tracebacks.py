"""Exceptions of cells as messages: the reader's own frames, and what the page can say."""

from __future__ import annotations

import builtins
import linecache
import re
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from ..contract.notebook import CellError, Traceback

MAX_MESSAGE = 2_000  # characters
MAX_FRAMES = 24  # the outer and the inner half of them
MAX_LINE = 300  # characters
_CALLED = re.compile(r"\b([^\W\d]\w*)\s*\(")
_NO_MESSAGE = "(its message could not be read)"


def remember(cell: str, source: str) -> None:
    """Let Python's own traceback and inspect show the lines of a cell."""
    linecache.cache[cell] = (len(source), None, source.splitlines(keepends=True), cell)


def cell_error(error: BaseException, sources: Mapping[str, str], hint: str = "") -> CellError:
    """The error as the reader sees it; `sources` are the texts of the reader's cells and modules by name."""
    frames = _frames(error.__traceback__, sources)
    if isinstance(error, SyntaxError) and error.filename in sources and error.lineno:
        frames = [_syntax(error, sources)]
        message = _text(error.msg)
    else:
        message = _message(error)
    name = getattr(type(error), "__name__", "Exception")
    if len(message) > MAX_MESSAGE:
        message = f"{message[:MAX_MESSAGE]} …"
    return {"type": name, "message": message, "traceback": frames, "hint": hint or hint_for(error, bool(frames))}


def _message(error: BaseException) -> str:
    try:
        if type(error) is KeyError and len(error.args) == 1:
            return _text(repr(error.args[0]))
        if type(error) is SystemExit and error.code is None:
            return ""
        return _text(str(error))
    except Exception as failed:  # the reader's own __str__
        return f"{_NO_MESSAGE}: {type(failed).__name__}"


def _text(text: Any) -> str:
    return text if type(text) is str else _NO_MESSAGE


def _syntax(error: SyntaxError, sources: Mapping[str, str]) -> Traceback:
    line = error.lineno or 1
    frame = _frame(str(error.filename), line, "", sources)
    indentation = len(_line(sources[str(error.filename)], line)) - len(frame["text"])
    if error.offset and error.offset > indentation:
        frame["column"] = error.offset - 1
    return frame


def _frames(traceback: TracebackType | None, sources: Mapping[str, str]) -> list[Traceback]:
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename in sources:
            function = "" if code.co_name == "<module>" else code.co_name
            found.append(_frame(code.co_filename, traceback.tb_lineno, function, sources))
        traceback = traceback.tb_next
    if len(found) > MAX_FRAMES:
        found = found[: MAX_FRAMES // 2] + found[-MAX_FRAMES // 2 :]
    return found


def _frame(cell: str, line: int, function: str, sources: Mapping[str, str]) -> Traceback:
    return {"cell": cell, "line": line, "function": function, "text": _line(sources[cell], line).strip()[:MAX_LINE]}


def _line(source: str, line: int) -> str:
    lines = source.split("\n")
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _hidden_builtin(error: TypeError) -> str:
    """The function of Python's own that a variable hides in the line of the error; empty if none does."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None or "not callable" not in _message(error):
        return ""
    frame = traceback.tb_frame
    names = {**frame.f_globals, **frame.f_locals}
    called = _CALLED.findall(linecache.getline(frame.f_code.co_filename, traceback.tb_lineno))
    return next(
        (name for name in called if hasattr(builtins, name) and name in names and not callable(names[name])), ""
    )


def hint_for(error: BaseException, has_frames: bool = True) -> str:
    """One sentence on what the reader can do, where the exception's own message does not say it."""
    match error:
        case RecursionError() | MemoryError() if not has_frames:
            return "The text nests too deep for the browser's Python: split it into several statements or functions."
        case RecursionError():
            return (
                "The calls nest too deep. If this is a function that visits the graph, such as build_topo, write it as "
                "a loop with a list of values to visit."
            )
        case MemoryError():
            return "There is no memory for this in the browser. Restart Python to begin with empty memory."
        case SystemExit():
            return "Here this ends only the cell: the names are kept, and the next cell runs."
        case SyntaxError() if re.search(r"await|async", _message(error)):
            return "A notebook has no event loop: call the function itself, without await."
        case TypeError() if name := _hidden_builtin(error):
            return (
                f"`{name}` is a variable here, which hides Python's own function: `del {name}` brings that back, and "
                "another name for the variable keeps both."
            )
        case ModuleNotFoundError() if (error.name or "").partition(".")[0] in sys.stdlib_module_names:
            return f"`{error.name}` belongs to Python: a cell may have changed how it is found. Restart Python."
        case ModuleNotFoundError():
            return (
                "Nothing can be installed here. Python's standard library is there, and numpy, matplotlib, "
                "sklearn.datasets, torch, graphviz and micrograd in small."
            )
    return ""
