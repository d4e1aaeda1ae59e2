"""What a cell finds around it: its output, and one sentence for what a notebook cannot do."""

from __future__ import annotations

import _thread
import builtins
import gc
import socket
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any, NoReturn

from .arithmetic import portable_math
from .limits import RECURSION_LIMIT

NO_INPUT = "A notebook cannot ask while a cell runs: write the answer into the cell, such as name = 'Ada'."
NO_NETWORK = "A notebook has no network."
NO_THREADS = "A notebook has no threads and no processes: call the function itself."
NO_BROWSER = "A notebook's Python cannot reach the page or the browser: {} is not there."
NO_WAITING = "A notebook has no event loop: call the function itself, without asyncio and await."
NO_GC = "gc.disable() was left out: a notebook needs the garbage collector.\n"
_BROWSER = ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "micropip")
_NO_MODULE = {"subprocess": NO_THREADS, "multiprocessing": NO_THREADS, "asyncio": NO_WAITING}


class _Refusal(MetaPathFinder):
    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        top = name.partition(".")[0]
        if top in _BROWSER:
            raise ImportError(NO_BROWSER.format(top), name=name)
        if top in _NO_MODULE:
            raise ImportError(_NO_MODULE[top], name=name)


def _no_input(prompt: object = "") -> NoReturn:
    raise RuntimeError(NO_INPUT)


def _no_thread(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError(NO_THREADS)


class _NoSocket(socket.socket):
    def __init__(self, *_: Any, **__: Any) -> None:
        raise OSError(NO_NETWORK)

    def __del__(self) -> None:
        """Nothing was opened."""


def _exit(code: object = None) -> NoReturn:
    raise SystemExit(code)


class Surroundings:
    """Puts a cell's surroundings in the place of Python's own while something of the reader's runs.

    main       the module whose names the cells share
    out, err   what the reader's code sees as standard output and error
    modules    further modules, by name
    operation  what `from autograd_playground import operation` gives
    """

    def __init__(
        self, main: ModuleType, out: Any, err: Any, modules: dict[str, ModuleType], operation: Callable[..., Any]
    ) -> None:
        self._operation = operation
        self._main = main
        self._out, self._err = out, err
        self._modules = modules
        self._recursion_limit = max(RECURSION_LIMIT, sys.getrecursionlimit())

    @contextmanager
    def entered(self) -> Iterator[None]:
        limit = sys.getrecursionlimit()
        refusal = _Refusal()
        hidden = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in _HIDDEN}
        # Pyodide's own finder leads to the browser's objects.
        finders = [each for each in sys.meta_path if type(each).__module__.partition(".")[0] in _BROWSER]
        sys.meta_path[:] = [refusal, *(each for each in sys.meta_path if each not in finders)]
        with ExitStack() as replaced:
            for owner, name, content in self._replacements():
                replaced.enter_context(_replaced(owner, name, content))
            replaced.enter_context(_modules({"__main__": self._main, **self._modules}))
            replaced.enter_context(portable_math())
            replaced.enter_context(warnings.catch_warnings())
            warnings.simplefilter("default")
            warnings.simplefilter("ignore", ResourceWarning)  # `open("input.txt").read()` is how notebooks read files
            sys.setrecursionlimit(self._recursion_limit)
            try:
                yield
            finally:
                self._recursion_limit = sys.getrecursionlimit()  # the reader may have set it
                sys.setrecursionlimit(limit)
                sys.meta_path[:] = [*(each for each in sys.meta_path if each is not refusal), *finders]
                sys.modules.update(hidden)

    def _replacements(self) -> Iterator[tuple[Any, str, Any]]:
        yield sys, "stdout", self._out
        yield sys, "stderr", self._err
        yield builtins, "input", _no_input
        yield builtins, "exit", _exit
        yield builtins, "quit", _exit
        yield socket, "socket", _NoSocket
        for name in ("start_new_thread", "start_new", "start_joinable_thread"):
            if hasattr(_thread, name):
                yield _thread, name, _no_thread
        threading = sys.modules.get("threading")
        if threading is not None:
            for name in ("_start_new_thread", "_start_joinable_thread"):
                if hasattr(threading, name):
                    yield threading, name, _no_thread
        yield sys.modules[__name__.partition(".")[0]], "operation", self._operation
        yield gc, "disable", lambda: self._err.write(NO_GC)


_HIDDEN = {*_BROWSER, *_NO_MODULE}
_MISSING = object()


@contextmanager
def _replaced(owner: Any, name: str, content: Any) -> Iterator[None]:
    before = getattr(owner, name, _MISSING)
    setattr(owner, name, content)
    try:
        yield
    finally:
        if before is _MISSING:
            delattr(owner, name)
        else:
            setattr(owner, name, before)


@contextmanager
def _modules(modules: dict[str, ModuleType]) -> Iterator[None]:
    before = {name: sys.modules.get(name) for name in modules}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
