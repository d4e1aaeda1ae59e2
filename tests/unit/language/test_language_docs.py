"""Tests of docs/language.md: its programs run, and the constructs that it lists as absent are refused."""

from __future__ import annotations

import re

import pytest

from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language import run
from autograd_playground.engine.language.numerics import MATH
from autograd_playground.engine.ops import NAMED
from autograd_playground.engine.trace.tape import Tape
from tests.support.server import ROOT

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

ABSENT = {
    "while": "while 1 < 2: 1",
    "class": "class A: pass",
    "try": "try: 1\nexcept: 2",
    "raise": "raise 1",
    "nonlocal": "nonlocal a",
    "**kwargs": "def f(**kwargs): 1",
}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.splitlines()[0])
def test_a_program_of_the_page_runs(program: str) -> None:
    tape = Tape()
    run(program, tape)
    assert tape.last is not None


def test_the_page_lists_the_operations_and_the_members_of_math() -> None:
    lists = [text.split() for text in re.findall(r"`(\w[\w ]+\w)`", PAGE)]
    assert list(NAMED) in lists
    assert list(MATH.members) in lists


def test_the_page_has_programs() -> None:
    assert len(PROGRAMS) == PAGE.count("```python")
    assert PROGRAMS


@pytest.mark.parametrize("name", ABSENT)
def test_what_the_page_lists_as_absent_is_refused_by_name(name: str) -> None:
    absent = PAGE[PAGE.index("There is no") : PAGE.index("## Corrections")]
    assert name in absent
    with pytest.raises(PlaygroundError, match=r"is not part of this language|are not part of this language") as refusal:
        run(ABSENT[name], Tape())
    assert refusal.value.code == "unsupported"
