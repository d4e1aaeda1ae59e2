"""The name section (WebAssembly Core 2.0, appendix "Custom Sections"): names of functions and locals for readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .encode import Function, name, unsigned, vector

FUNCTIONS, LOCALS = 1, 2  # subsections


def with_names(module: bytes, functions: Sequence[Function]) -> bytes:
    """The module with a name section for its functions and their locals."""
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
