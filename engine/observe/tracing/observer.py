"""Observer: what a kernel needs to run cells observed."""

from __future__ import annotations

import ast
import builtins
import gc
import sys
import types
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from ..recording import Recording
from .hooks import Hooks
from .recorder import graph_of
from .rewrite import rewrite
from .sites import text_of
from .syntax import HOOKS

KEPT_PASSES = 20
MAX_JUDGED_SECONDS = 20.0
MAX_KNOWN = 200_000  # values of all cells
GC_THRESHOLD = 20_000  # new containers before a collection: each looks at all traced values again


class Observer:
    """Observation of the cells of one namespace.

    on_pass     called with each recording at the end of its pass, before the reader's next line
    recordings  the last passes
    notes       sentences on the cell, such as that observing was switched off
    """

    def __init__(self, on_pass: Callable[[Recording], None] | None = None) -> None:
        self.on_pass = on_pass
        self.recordings: deque[Recording] = deque(maxlen=KEPT_PASSES)
        self._hooks = Hooks(self._deliver)
        self._paused_at = 0.0
        self._judged = 0.0
        self._threshold = gc.get_threshold()

    @property
    def notes(self) -> list[str]:
        return self._hooks.notes

    def compile(self, source: str, cell: str, result: str = "") -> types.CodeType:
        """The rewritten cell. SyntaxError is that of the reader's own text.

        `result` is the name that the value of a last line gets, where that is an expression.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            plain = compile(source, cell, "exec", dont_inherit=True)
        try:
            text = text_of(cell, source)
            tree = rewrite(ast.parse(source, cell), text, self._hooks.sites)
            if result:
                _name_last(tree, result)
            code = compile(tree, cell, "exec", dont_inherit=True)
        except (RecursionError, MemoryError):
            return plain  # too deep for a tree, which only Python's own compiler reads without recursion
        self._hooks.sites.compiled(code, text)
        return code

    def hooks(self) -> dict[str, Any]:
        """For the namespace that a rewritten cell runs in."""
        return {HOOKS: self._hooks}

    def begin(self, cell: str, deadline: float | None = None, namespace: dict[str, Any] | None = None) -> None:
        """Begin a cell; `deadline` in seconds of its own running time. The values' names are those in `namespace`."""
        self.end()
        self._judged = 0.0
        if namespace is not None:
            namespace[HOOKS] = self._hooks
        setattr(builtins, HOOKS, self._hooks)  # for cells that delete the name, or clear their namespace
        self._hooks.graph.keep(MAX_KNOWN)
        self._hooks.begin(cell, namespace or {})
        self._threshold = gc.get_threshold()
        if 0 < self._threshold[0] < GC_THRESHOLD:
            gc.set_threshold(GC_THRESHOLD, *self._threshold[1:])
        self._hooks.clock.start(deadline)

    def end(self) -> None:
        """End the cell, in whatever way it ended: what it has set by hand becomes a recording."""
        self._hooks.end()
        self._hooks.clock.stop()
        if gc.get_threshold()[0] == GC_THRESHOLD:  # else the cell has set another
            gc.set_threshold(*self._threshold)
        self._hooks.namespace.setdefault(HOOKS, self._hooks)
        vars(builtins).pop(HOOKS, None)

    def pause(self) -> None:
        """Observe nothing, and stop the clock, until `resume`: what runs now is not the reader's doing."""
        if not self._hooks.paused:
            self._paused_at = perf_counter()
        self._hooks.paused += 1

    def resume(self) -> None:
        self._hooks.paused -= 1
        if not self._hooks.paused:
            self._hooks.clock.postpone(perf_counter() - self._paused_at)

    def interrupt(self) -> None:
        """KeyboardInterrupt at one of the cell's next turns of a loop, or calls."""
        self._hooks.clock.interrupt()

    @property
    def interrupted(self) -> bool:
        """Whether the deadline has passed, or `interrupt` was called."""
        return self._hooks.clock.late

    def graph_of(self, value: Any) -> Recording | None:
        """The graph of one of the reader's values, without writes; None for any other object."""
        return graph_of(self._hooks, value) if self._hooks.is_value(value) else None

    def load_module(self, name: str, source: str, path: str = "") -> types.ModuleType:
        """A module whose values are observed like a cell's; in sys.modules as `import` would have it."""
        module = types.ModuleType(name)
        module.__file__ = path or f"{name.replace('.', '/')}.py"
        module.__package__ = name.rpartition(".")[0]
        code = self.compile(source, module.__file__)
        vars(module).update(self.hooks())
        sys.modules[name] = module
        try:
            exec(code, vars(module))
        except BaseException:
            del sys.modules[name]
            raise
        return module

    @contextmanager
    def aside(self, on_pass: Callable[[Recording], None]) -> Iterator[None]:
        """For cells of ours between the reader's: their passes go to `on_pass`, and are counted nowhere else."""
        self.end()
        passes, former, kept, notes = self._hooks.passes, self.on_pass, self.recordings, self._hooks.notes
        ended = passes.ended
        self.on_pass, self.recordings = on_pass, deque(maxlen=0)
        try:
            yield
        finally:
            self.end()
            self.on_pass, self.recordings, passes.ended, self._hooks.notes = former, kept, ended, notes

    def _deliver(self, recording: Recording) -> None:
        self.recordings.append(recording)
        if self.on_pass is None:
            return
        before = perf_counter()
        self.pause()
        try:
            self.on_pass(recording)
        finally:
            self.resume()
        self._judged += perf_counter() - before
        if self._judged > MAX_JUDGED_SECONDS:
            self._hooks.switch_off(f"after {MAX_JUDGED_SECONDS:.0f} seconds of judging this cell's passes")


def _name_last(tree: ast.Module, name: str) -> None:
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body[-1] = ast.copy_location(
            ast.Assign([ast.copy_location(ast.Name(name, ast.Store()), last)], last.value), last
        )
