"""Tests of the table of programs: those that run, and those that are refused, with the span of the error."""

from __future__ import annotations

import math

import pytest

from autograd_playground.engine.errors import PlaygroundError, Span
from autograd_playground.engine.language import run
from autograd_playground.engine.trace.tape import Tape
from tests.support.language_cases import REFUSED, RUNS, Refused, Runs


def characters_of(source: str, span: Span | None) -> str:
    """The characters that a span covers."""
    if span is None:
        return ""
    line, column, end_line, end_column = span
    lines = source.splitlines()[line - 1 : end_line]
    if line == end_line:
        return lines[0][column:end_column]
    return "\n".join([lines[0][column:], *lines[1:-1], lines[-1][:end_column]])


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case.source[:40])
def test_program_runs(case: Runs) -> None:
    tape = Tape()
    run(case.source, tape)
    root = tape.passes[-1].root if tape.passes else tape.last
    assert root is not None
    assert root.data == case.data or math.isclose(root.data, case.data, rel_tol=1e-12)
    assert not case.prints or tuple(output.text for output in tape.outputs) == case.prints
    grads = {value.label: value.grad for value in tape.values if value.label in case.grads}
    assert grads == pytest.approx(dict(case.grads), rel=1e-12)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.source[:40])
def test_program_is_refused(case: Refused) -> None:
    with pytest.raises(PlaygroundError) as refusal:
        run(case.source, Tape())
    error = refusal.value
    assert (error.code, characters_of(case.source, error.span)) == (case.code, case.characters)
    assert case.excerpt in f"{error.message} {error.hint}"
    assert error.message.endswith(".")
    assert error.hint
