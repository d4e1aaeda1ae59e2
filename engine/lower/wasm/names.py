"""The custom section of names (WebAssembly Core 2.0, appendix "Custom Sections"): what a reader of the module sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .encode import Function, name, unsigned, vector

FUNCTIONS, LOCALS = 1, 2  # subsections


def named(module: bytes, functions: Sequence[Function]) -> bytes:
    """The module with the names of its functions and of their locals."""
    names = [(i, function.name) for i, function in enumerate(functions)]
    locals_ = [
        unsigned(i) + _map(enumerate(function.local_names))
        for i, function in enumerate(functions)
        if any(function.local_names)
    ]
    content = name("name") + _sized(FUNCTIONS, _map(names)) + _sized(LOCALS, vector(locals_))
    return module + _sized(0, content)


def _map(names: Iterable[tuple[int, str]]) -> bytes:
    return vector([unsigned(i) + name(text) for i, text in names if text])


def _sized(number: int, content: bytes) -> bytes:
    return bytes([number]) + unsigned(len(content)) + content
