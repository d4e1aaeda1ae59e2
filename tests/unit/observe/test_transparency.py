"""A reader's program does observed what it does plain: the same output, exceptions, messages and lines."""

from __future__ import annotations

import pytest

from tests.support.observed import run_observed, run_plain
from tests.unit.observe.programs import PROGRAMS


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_does_observed_what_it_does_plain(name: str) -> None:
    assert run_observed(PROGRAMS[name]) == run_plain(PROGRAMS[name])
