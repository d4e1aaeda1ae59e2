"""Import of the stand-ins under the libraries' names, before all other finders, also where a library is installed."""

from __future__ import annotations

import importlib
import linecache
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.resources import files
from types import ModuleType
from typing import Any, NamedTuple

from .about import refuser, sentence

Load = Callable[[str, str, dict[str, Any]], None]
Show = Callable[[dict[str, Any]], None]
Observe = Callable[..., Any]
"""Makes the observed function of a class derived from torch.autograd.Function; see OwnOperations of the kernel."""


class StandIn(NamedTuple):
    """Where a module comes from.

    purpose   what it stands in for, for the sentence on what it does not have
    mirror    the module below this package whose public names it has
    text      the file below this package whose source runs under the library's name
    constant  the text's name in `micrograd`
    observed  whether the kernel's loader runs the text, so that its classes are traced like a reader's
    """

    purpose: str
    mirror: str = ""
    text: str = ""
    constant: str = ""
    observed: bool = False

    @property
    def is_file(self) -> bool:
        return bool(self.text) and not self.text.endswith("/__init__.py")


TORCH = "a stand-in for the part of PyTorch that the micrograd lecture uses, computed number by number"
FIGURES = "a stand-in for matplotlib, drawn by the page's own charts"
STAND_INS = {
    "graphviz": StandIn("a stand-in for the Python package graphviz that writes DOT", mirror="graphviz"),
    "matplotlib": StandIn(FIGURES, mirror="matplotlib"),
    "matplotlib.cm": StandIn(FIGURES, mirror="matplotlib.cm"),
    "matplotlib.pyplot": StandIn(FIGURES, mirror="matplotlib.pyplot"),
    "micrograd": StandIn("micrograd's own text"),
    "micrograd.engine": StandIn("micrograd's own engine.py", constant="ENGINE", observed=True),
    "micrograd.nn": StandIn("micrograd's own nn.py", constant="NN", observed=True),
    "numpy": StandIn("a stand-in for numpy, for small arrays", mirror="numpy"),
    "numpy.random": StandIn("a stand-in for numpy's older random numbers", mirror="numpy.random"),
    "pandas": StandIn("a stand-in for pandas that can only be imported", mirror="pandas"),
    "sklearn": StandIn("a stand-in for scikit-learn", mirror="sklearn"),
    "sklearn.datasets": StandIn("a stand-in for scikit-learn's data sets", mirror="sklearn.datasets"),
    "torch": StandIn(TORCH, text="torch/__init__.py"),
    "torch._scalar": StandIn(TORCH, text="torch/_scalar.py", observed=True),
    "torch._tensor": StandIn(TORCH, text="torch/_tensor.py"),
    "torch._text": StandIn(TORCH, text="torch/_text.py"),
    "torch.autograd": StandIn(TORCH, text="torch/autograd.py"),
    "torch.nn": StandIn(TORCH, text="torch/nn/__init__.py"),
    "torch.nn.functional": StandIn(TORCH, text="torch/nn/functional.py"),
    "urllib.request": StandIn("a stand-in without a network", mirror="network"),
}
EAGER = {"random", "nn", "functional", "autograd"}  # parts that come with `import numpy` and `import torch`
LIBRARIES = {name for name in STAND_INS if "." not in name}


def owned(name: str) -> bool:
    """Whether a module's name is one of a library that is stood in for."""
    return name in STAND_INS or name.partition(".")[0] in LIBRARIES


def run_plainly(name: str, source: str, namespace: dict[str, Any]) -> None:
    """Runs a module's text, which tracebacks can show."""
    file = f"<{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec", dont_inherit=True), namespace)


class Connections(NamedTuple):
    """What the kernel does for the stand-ins."""

    show: Show
    load: Load
    observe: Observe | None


class _Loader(Loader):
    def __init__(self, stand_in: StandIn, kernel: Connections) -> None:
        self._stand_in = stand_in
        self._show, self._load, self._observe = kernel

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        stand_in = self._stand_in
        # With a path, `from numpy.random import default_rng` asks the finder, whose answer is a sentence.
        module.__path__ = []
        if stand_in.mirror:
            source = importlib.import_module(f".{stand_in.mirror}", __package__)
            _mirror(source, module)
            if module.__name__ == "matplotlib.pyplot":
                source.connect(self._show)
        elif stand_in.text or stand_in.constant:
            load = self._load if stand_in.observed else run_plainly
            load(module.__name__, _source(stand_in), vars(module))
            if module.__name__ == "torch.autograd":
                vars(module)["connect"](self._observe)
        if not stand_in.constant:
            for part in _parts(module.__name__):
                if part in EAGER:
                    importlib.import_module(f"{module.__name__}.{part}")
        contents = _contents(module)
        vars(module)["__all__"] = contents
        vars(module).setdefault("__getattr__", refuser(module.__name__, stand_in.purpose, contents))


def _mirror(source: ModuleType, module: ModuleType) -> None:
    for name in ("__doc__", "__version__", "__all__", "__getattr__"):
        if hasattr(source, name):
            setattr(module, name, getattr(source, name))
    for name in source.__all__:
        # A part of a library is imported as such, so that it is the stand-in's module and not ours.
        if not isinstance(getattr(source, name), ModuleType):
            setattr(module, name, getattr(source, name))


def _source(stand_in: StandIn) -> str:
    if stand_in.constant:
        text: str = getattr(importlib.import_module(".micrograd", __package__), stand_in.constant)
        return text
    return files(__package__ or "").joinpath(stand_in.text).read_text(encoding="utf-8")


def _contents(module: ModuleType) -> list[str]:
    """What a module has: the names that it lists or defines, and its own public modules."""
    listed = getattr(module, "__all__", None)
    if listed is None:
        listed = [name for name, one in vars(module).items() if getattr(one, "__module__", "") == module.__name__]
    return sorted({*listed, *_parts(module.__name__)})


def _parts(module: str) -> list[str]:
    """The public modules of a package."""
    inside = (name.removeprefix(f"{module}.") for name in STAND_INS if name.startswith(f"{module}."))
    return [name for name in inside if "." not in name and not name.startswith("_")]


class _Finder(MetaPathFinder):
    def __init__(self, kernel: Connections) -> None:
        self._kernel = kernel

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        stand_in = STAND_INS.get(name)
        if stand_in:
            loader = _Loader(stand_in, self._kernel)
            return ModuleSpec(name, loader, origin="stand-in", is_package=not stand_in.is_file)
        parent, _, last = name.rpartition(".")
        if parent in STAND_INS:
            module = sys.modules[parent]
            raise ImportError(sentence(parent, last, STAND_INS[parent].purpose, module.__all__), name=name)
        return None


class StandIns:
    """The stand-ins of one kernel.

    show     takes the MIME bundle of each figure
    load     runs the text of a module whose classes are to be traced: name, source, namespace
    observe  makes the observed function of a class with a backward of its own; without it there is none
    """

    def __init__(self, show: Show, load: Load = run_plainly, observe: Observe | None = None) -> None:
        self._finder = _Finder(Connections(show, load, observe))
        self._hidden: dict[str, ModuleType] = {}

    def install(self) -> None:
        """Puts the stand-ins in the place of the libraries, whose modules are set aside."""
        self._hidden = _taken_out()
        sys.meta_path.insert(0, self._finder)

    def remove(self) -> None:
        sys.meta_path.remove(self._finder)
        _taken_out()
        for name, module in self._hidden.items():
            sys.modules[name] = module
            _tell_parent(name, module)
        self._hidden = {}

    def end_cell(self) -> None:
        """Shows the figures that the cell has left open."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.show()


def _taken_out() -> dict[str, ModuleType]:
    """The libraries' modules, removed from where `import` looks first."""
    taken = {name: module for name, module in sys.modules.items() if owned(name)}
    for name in taken:
        del sys.modules[name]
        _tell_parent(name, None)
    return taken


def _tell_parent(name: str, module: ModuleType | None) -> None:
    """Sets or removes the attribute of a package outside that names one of its modules: `urllib.request`."""
    parent, _, last = name.rpartition(".")
    package = sys.modules.get(parent)
    if package is None or owned(parent):
        return
    if module is None:
        vars(package).pop(last, None)
    else:
        setattr(package, last, module)
