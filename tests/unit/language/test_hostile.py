"""Tests of hostile input: it never does more than it should, and ends in the outcome that it must have."""

from __future__ import annotations

import pytest

from tests.support.hostile import NAMES, WIDER, Hostile, hostile_cases, outcome


@pytest.mark.parametrize("case", hostile_cases(), ids=lambda case: f"{case.kind}: {case.source[:30]}")
def test_hostile_input_has_its_outcome(case: Hostile) -> None:
    assert outcome(case.source, NAMES)[0] == case.outcome


def test_the_wider_language_is_told_case_by_case() -> None:
    matched = [
        [case for case in hostile_cases() if case.kind == kind and case.source.startswith(beginning)]
        for kind, beginning in WIDER
    ]
    assert [len(cases) for cases in matched] == [1] * len(WIDER)
    assert all(reason for _, reason in WIDER.values())


def test_every_error_but_those_of_the_whole_text_has_a_place() -> None:
    placeless = set()
    for case in hostile_cases():
        _, reply = outcome(case.source, NAMES)
        if isinstance(reply, dict) and reply["error"]["line"] is None:
            placeless.add(reply["error"]["message"])
    assert placeless == {"This program computes no value."}
