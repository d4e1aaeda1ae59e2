"""Tests of hostile input: each case ends in its required outcome and within the budgets."""

from __future__ import annotations

import pytest

from tests.support.hostile import NAMES, WIDER, Hostile, hostile_cases, outcome


@pytest.mark.parametrize("case", hostile_cases(), ids=lambda case: f"{case.kind}: {case.source[:30]}")
def test_hostile_input_has_its_outcome(case: Hostile) -> None:
    assert outcome(case.source, NAMES)[0] == case.outcome


def test_the_wider_language_is_listed_case_by_case() -> None:
    matched = [
        [case for case in hostile_cases() if case.kind == kind and f"{case.source}\n".startswith(beginning)]
        for kind, beginning in WIDER
    ]
    assert [len(cases) for cases in matched] == [1] * len(WIDER)
    assert all(reason for _, reason in WIDER.values())


def test_every_error_but_those_of_the_whole_text_has_a_span() -> None:
    without_span = set()
    for case in hostile_cases():
        _, reply = outcome(case.source, NAMES)
        if isinstance(reply, dict) and reply["error"]["line"] is None:
            without_span.add(reply["error"]["message"])
    assert without_span == set()
