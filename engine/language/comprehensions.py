"""Evaluation of list comprehensions and generator expressions, one result at a time, in Python's order."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from .coercions import boolean, items
from .interpreter import Interpreter
from .syntax.parse import span_of
from .targets import unpack
from .values import Scope

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def results(run: Interpreter, node: Comprehension) -> Iterator[object]:
    """Iterator of the results; of a dictionary's, pairs of a key and a value.

    As in Python, the outermost iterable is evaluated at once, in the enclosing scope.
    """
    source = node.generators[0].iter
    return _results(run, node, items(run.evaluate(source), span_of(source)), Scope({}, run.scope))


def _results(run: Interpreter, node: Comprehension, outermost: Iterable[object], scope: Scope) -> Iterator[object]:
    bindings = _bindings(run, node.generators, outermost)
    while True:
        # Between two results other code runs, in its scope.
        outer, run.scope = run.scope, scope
        try:
            if not next(bindings, False):
                return
            result: object
            if isinstance(node, ast.DictComp):
                result = (run.evaluate(node.key), run.evaluate(node.value))
            else:
                result = run.evaluate(node.elt)
        finally:
            run.scope = outer
        yield result


def _bindings(run: Interpreter, generators: list[ast.comprehension], iterable: Iterable[object]) -> Iterator[bool]:
    """Yields True each time that all names are bound and all conditions hold."""
    generator = generators[0]
    for one in iterable:
        run.charge(1)
        unpack(run, generator.target, one)
        for test in generator.ifs:
            if not boolean(run.evaluate(test), span_of(test)):
                break
        else:
            if len(generators) == 1:
                yield True
            else:
                source = generators[1].iter
                yield from _bindings(run, generators[1:], items(run.evaluate(source), span_of(source)))
