"""Exceptions in a reader's rule that an except keeps silent, so that the rule stops in the middle."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, FunctionType
from typing import Any

from ..recording import Observed, Recording
from ..tracing.classes import MISSING, attribute_names, stored
from .attributes import Attributes, put
from .preserved import preserved
from .reading import Cells, Found


def swallowed(node: Observed, recording: Recording, attributes: Attributes, cells: Cells) -> Found | None:
    """The line of the value's own rule that raises, found by calling the rule once more; what that does is undone."""
    if not any(_keeps_silent(each) for tree in cells.trees.values() for each in ast.walk(tree)):
        return None
    for rule in _rules(node.value):
        with preserved([rule], [each.value for each in recording.nodes]), _same_gradients(recording, attributes):
            raised = _raised(rule, cells)
        if raised is not None:
            (cell, number), error = raised
            line = cells.line(cell, number)
            if line is not None:
                return Found(line, f"raises {type(error).__name__} ({error}), and an except keeps it silent")
    return None


def _keeps_silent(node: ast.AST) -> bool:
    return isinstance(node, ast.ExceptHandler) and not any(isinstance(each, ast.Raise) for each in ast.walk(node))


def _rules(value: Any) -> Iterator[FunctionType]:
    """The functions that the value holds and that need no argument."""
    for name in attribute_names(value):
        held = stored(value, name)
        if type(held) is FunctionType and held.__code__.co_argcount == len(held.__defaults__ or ()):
            yield held


def _raised(rule: Callable[[], Any], cells: Cells) -> tuple[tuple[str, int], BaseException] | None:
    """The first exception in a line of the cells, and that line."""
    found: list[tuple[tuple[str, int], BaseException]] = []

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "exception" and frame.f_code.co_filename in cells.trees:
            found.append(((frame.f_code.co_filename, frame.f_lineno), argument[1]))
        return trace

    former = sys.gettrace()
    sys.settrace(trace)
    try:
        rule()
    except Exception:  # the reader's own, and noted already
        return found[0] if found else None
    finally:
        sys.settrace(former)
    return found[0] if found else None


@contextmanager
def _same_gradients(recording: Recording, attributes: Attributes) -> Iterator[None]:
    name = attributes.grad
    held = [(node.value, stored(node.value, name)) for node in recording.nodes] if name else []
    try:
        yield
    finally:
        for value, gradient in held:
            if gradient is MISSING and stored(value, name) is not MISSING:
                delattr(value, name)
            elif stored(value, name) is not gradient:
                put(value, name, gradient)
