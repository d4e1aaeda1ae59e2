"""Runs of a program: plain, and observed."""

from __future__ import annotations

import contextlib
import io
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

from autograd_playground.engine.observe.recording import Recording
from autograd_playground.engine.observe.tracing.observer import Observer

CELL = "cell.py"


class Outcome(NamedTuple):
    """What a program has printed, and the exception that ended it: type, message and the program's own lines."""

    printed: str
    error: tuple[str, str, list[tuple[str, int]]] | None


def run_plain(source: str) -> Outcome:
    return _run(lambda: compile(source, CELL, "exec", dont_inherit=True), {"__name__": "__main__"})


def run_observed(source: str) -> Outcome:
    observer = Observer()
    namespace = {"__name__": "__main__", **observer.hooks()}
    observer.begin(CELL, namespace=namespace)
    try:
        return _run(lambda: observer.compile(source, CELL), namespace)
    finally:
        observer.end()


def record(*cells: str, on_pass: Callable[[Recording], None] | None = None) -> list[Recording]:
    """The passes of a notebook's cells."""
    observer = Observer(on_pass)
    namespace: dict[str, Any] = {"__name__": "__main__", **observer.hooks()}
    for i, source in enumerate(cells):
        code = observer.compile(source, f"cell {i}")
        observer.begin(f"cell {i}", namespace=namespace)
        try:
            exec(code, namespace)
        finally:
            observer.end()
    return list(observer.recordings)


def gradients(recording: Recording) -> dict[str, float | None]:
    return {node.name: grad for node, grad in zip(recording.nodes, recording.gradients, strict=True)}


def _run(compiled: Callable[[], Any], namespace: dict[str, Any]) -> Outcome:
    printed = io.StringIO()
    error = None
    with contextlib.redirect_stdout(printed):
        try:
            exec(compiled(), namespace)
        except BaseException as raised:
            error = type(raised).__name__, str(raised), _own_lines(raised)
    return Outcome(printed.getvalue(), error)


def _own_lines(raised: BaseException) -> list[tuple[str, int]]:
    if isinstance(raised, SyntaxError):
        return [(raised.text or "", raised.lineno or 0), ("", raised.offset or 0)]
    chain = raised.__cause__ or raised.__context__
    lines = [
        (frame.name, frame.lineno or 0)
        for frame in traceback.extract_tb(raised.__traceback__)
        if frame.filename == CELL
    ]
    return lines + ([("of", 0), *_own_lines(chain)] if chain is not None else [])
