"""Tests of the estimate of a program's cost."""

from __future__ import annotations

import pytest

from autograd_playground.engine.examples import EXAMPLES, FIRST
from autograd_playground.web.pool import estimate
from autograd_playground.web.pool.estimate import Estimates, looks_short


def test_a_program_that_runs_straight_on_looks_short() -> None:
    assert looks_short(FIRST.source.encode())
    assert looks_short(next(example.source for example in EXAMPLES if example.id == "readme").encode())


@pytest.mark.parametrize(
    "text", ["for i in range(9): pass", "x = [i for i in y]", "def f(): pass", "n = MLP(2, [3])", "", "a = 1\n" * 999]
)
def test_loops_functions_networks_and_long_texts_do_not(text: str) -> None:
    assert not looks_short(text.encode())


def test_the_last_run_says_more_than_the_text() -> None:
    estimates = Estimates()
    estimates.note(b"trace", short=True)
    assert estimates.is_short(b"trace", b"for i in x: pass")
    estimates.note(b"trace", short=False)
    assert not estimates.is_short(b"trace", b"a = 1")


def test_what_was_noted_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "MAX_KNOWN", 2)
    estimates = Estimates()
    for key in (b"1", b"2", b"3"):
        estimates.note(key, short=False)
    assert [estimates.is_short(key, b"a = 1") for key in (b"1", b"2", b"3")] == [True, False, False]
