"""Libraries that exported programs import: micrograd from PyPI as it is installed, this engine in its place, others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType

import pytest

from autograd_playground.engine import nn, value

THIS_ENGINE = "this engine"


def needs(library: str) -> pytest.MarkDecorator:
    """A mark that skips the tests of a library that is not installed."""
    return pytest.mark.skipif(find_spec(library) is None, reason=f"{library} is not installed: make test TORCH=1")


TORCH = pytest.param("torch", marks=needs("torch"))
JAX = pytest.param("jax", marks=needs("jax"))


@contextmanager
def imported(library: str) -> Iterator[None]:
    """Imports of `micrograd` get this engine, or micrograd without what an earlier program has added to its Value."""
    with pytest.MonkeyPatch.context() as patch:
        if library == THIS_ENGINE:
            modules = {"micrograd": ModuleType("micrograd"), "micrograd.engine": value, "micrograd.nn": nn}
            for name, module in modules.items():
                patch.setitem(sys.modules, name, module)
        elif library == "micrograd":
            patch.delitem(sys.modules, "micrograd.engine", raising=False)
        yield
