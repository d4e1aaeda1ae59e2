"""Kernel of the notebook: runs cells in one namespace and answers the page's requests, all as JSON text."""

from __future__ import annotations

import builtins
import contextlib
import json
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any, Literal

from ..contract.notebook import RunReply
from ..errors import PlaygroundError
from ..observe.tracing.observer import Observer
from ..service.wire import encode
from ..standins.files import FILES
from ..standins.finder import StandIns
from . import nesting
from .display import bundle_of, ipython
from .drawing import dot_of
from .judging import JudgedPasses
from .limits import SetStack, Stack
from .magics import Magics, as_python
from .own_operations import OwnOperations
from .streams import Outputs, Stream
from .surroundings import Surroundings
from .tracebacks import cell_error, remember

_RESULT = "__result__"
_Status = Literal["ok", "error", "interrupted"]
LATE = "The cell reached its limit of {:g} seconds and was ended; its names are kept."
STOPPED = "The cell was stopped; its names are kept."


class Kernel:
    """One namespace and all that has run in it.

    folder     where the cells' files are; the names that microgpt learns from are put there
    set_stack  sets the bytes of WebAssembly's stack that Python may use
    """

    def __init__(self, folder: str, set_stack: SetStack | None = None) -> None:
        self._folder = folder
        self._stack = Stack(set_stack)
        self._main = ModuleType("__main__")
        self._names = vars(self._main)
        self._sources: dict[str, str] = {}
        self._observer = Observer()
        self._passes = JudgedPasses(self._observer, self._names, self._sources)
        self._observer.on_pass = self._passes.judge
        self._outputs = Outputs(lambda _: None)
        self._magics = Magics(self._prepared, self._find, self._say)
        self._own = OwnOperations(self._load, self._tell)
        self._stand_ins = StandIns(self._show_bundle, self._load, self._own.torch_function)
        self._surroundings = Surroundings(
            self._main,
            Stream("stdout", lambda: self._outputs),
            Stream("stderr", lambda: self._outputs),
            ipython(self._display, lambda: self._magics),
            self._own.operation,
        )
        self._count = 0
        self._names.update(self._observer.hooks(), display=self._display, get_ipython=lambda: self._magics)
        self._names["__builtin__"] = builtins  # as IPython has it
        self._names["operation"] = self._own.operation
        self._stopped = False
        for name, text in FILES.items():
            (Path(folder) / name).write_text(text)
        self._stand_ins.install()

    def close(self) -> None:
        """Give Python its own libraries back."""
        self._stand_ins.remove()

    def handle_json(self, request: str, emit: Callable[[str], None]) -> str:
        """The reply to a request; each output of a cell goes to `emit` as it happens."""
        asked = json.loads(request)
        params = asked["params"]
        try:
            match asked["method"]:
                case "run":
                    reply: Any = self.run(params["cell"], params["source"], params["limit"], emit)
                case "pass":
                    reply = self._aside(lambda: self._passes.reply(params["number"]))
                case "counterexample":
                    reply = self._aside(lambda: self._passes.counterexample(params["number"]))
                case "training":
                    reply = self._aside(lambda: self._passes.training(params["number"]))
                case method:
                    raise PlaygroundError("name", f"The kernel has no method {method!r}.")
        except PlaygroundError as error:
            reply = error.reply()
        except KeyboardInterrupt:
            reply = PlaygroundError("limit", "This was stopped before its end.").reply()
        return encode(reply)

    def run(self, cell: str, source: str, limit: float | None, emit: Callable[[str], None]) -> RunReply:
        """Run a cell. `limit` is in seconds."""
        outputs = self._outputs = Outputs(lambda output: emit(encode(output)))
        self._count += 1
        self._stopped = False
        self._passes.begin_cell()
        before = perf_counter()
        with self._entered():
            status = self._guarded(cell, source, limit, outputs)
            outputs.flush()
        passes = self._passes.summaries
        return {
            "version": 1,
            "status": status,
            "count": self._count,
            "seconds": perf_counter() - before,
            "passes": passes,
            "skipped": self._passes.count - len(passes),
            "right": self._passes.statuses["right"],
            "wrong": self._passes.statuses["wrong"],
            "notes": list(self._observer.notes),
        }

    def interrupt(self) -> None:
        """KeyboardInterrupt at the cell's next turn of a loop or call."""
        self._stopped = True
        self._observer.interrupt()

    def catch_signals(self) -> None:
        """Let SIGINT interrupt, so that a cell that catches KeyboardInterrupt ends all the same."""

        def stop(*_: object) -> None:
            self.interrupt()
            raise KeyboardInterrupt

        signal.signal(signal.SIGINT, stop)

    # Running

    def _guarded(self, cell: str, source: str, limit: float | None, outputs: Outputs) -> _Status:
        status: _Status = "error"
        hint = ""
        problem: BaseException
        try:
            try:
                self._execute(cell, source, limit, outputs)
                return "ok"
            except KeyboardInterrupt as error:
                status, problem = "interrupted", error
                late = limit is not None and self._observer.interrupted and not self._stopped
                hint = LATE.format(limit) if late else STOPPED
            except BaseException as error:  # whatever the reader's code raises is shown, SystemExit too
                problem = error
            finally:
                self._observer.end()
            outputs.error({"type": "error", "error": cell_error(problem, self._sources, hint)})
        except KeyboardInterrupt:  # a second one, while the first is told
            status = "interrupted"
        return status

    def _execute(self, cell: str, source: str, limit: float | None, outputs: Outputs) -> None:
        text = as_python(source.replace("\r\n", "\n").replace("\r", "\n"))
        self._sources[cell] = source
        remember(cell, source)
        nesting.check(text, cell)
        with self._stack.for_compiler():
            code = self._observer.compile(text, cell, _RESULT)
        self._names.pop(_RESULT, None)
        self._observer.begin(cell, limit, self._names)
        exec(code, self._names)
        self._observer.pause()
        try:
            self._magics.end_cell()
            self._stand_ins.end_cell()
            self._show_result(text)
        finally:
            self._observer.resume()

    def _show_result(self, text: str) -> None:
        value = self._names.pop(_RESULT, None)
        if value is not None and not text.rstrip().endswith(";"):
            self._names["_"] = value
            self._outputs.show("result", bundle_of(value, self._dot_of))

    def _entered(self) -> contextlib.ExitStack:
        stack = contextlib.ExitStack()
        stack.enter_context(contextlib.chdir(self._folder))
        stack.enter_context(self._surroundings.entered())
        return stack

    def _aside(self, answer: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """A reply for which some of the reader's code may run; what it prints is dropped."""
        self._outputs = Outputs(lambda _: None)
        with self._entered():
            return answer()

    # What cells call

    def _prepared(self, text: str) -> Callable[[], None]:
        code = self._observer.compile(text, "%time")
        return lambda: exec(code, self._names)

    def _find(self, name: str) -> Any:
        return eval(name, self._names)

    def _say(self, sentence: str) -> None:
        self._outputs.write("stderr", f"{sentence}\n")

    def _tell(self, sentence: str) -> None:
        """Say something of the cell, below its outputs."""
        self._observer.notes.append(sentence)

    def _display(self, *values: Any, **_: Any) -> None:
        self._observer.pause()
        try:
            for value in values:
                self._outputs.show("display", bundle_of(value, self._dot_of))
        finally:
            self._observer.resume()

    def _show_bundle(self, bundle: dict[str, Any]) -> None:
        self._outputs.show("display", bundle)

    def _dot_of(self, value: Any) -> str:
        recording = self._observer.graph_of(value)
        return dot_of(recording) if recording is not None and len(recording.nodes) > 1 else ""

    def _load(self, name: str, source: str, namespace: dict[str, Any]) -> None:
        """Run a module of a stand-in whose classes are observed like the reader's."""
        file = f"{name.replace('.', '/')}.py"
        self._sources[file] = source
        remember(file, source)
        namespace.update(self._observer.hooks())
        exec(self._observer.compile(source, file), namespace)


def folder() -> str:
    """A folder for the cells' files, in the browser's memory."""
    path = Path("/home/notebook")
    path.mkdir(parents=True, exist_ok=True)
    return os.fspath(path)
