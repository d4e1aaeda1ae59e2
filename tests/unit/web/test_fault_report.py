"""Tests of the report of a fault: its cause can be read, and no text of a reader's."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_playground.web.fault_report import MASK, fault_report, masked


def caught(action: Callable[[], Any]) -> BaseException:
    try:
        action()
    except BaseException as exception:
        return exception
    raise AssertionError("nothing was raised")


def last_line(action: Callable[[], Any]) -> str:
    return fault_report(caught(action)).splitlines()[-1]


def own_fault(readers_text: str) -> None:
    raise ValueError(f"the tape of {readers_text} holds no node")


ANYTHING: Any = None
TABLE: dict[str, int] = {}
READERS = "".join(["sec", "ret", "_", "word"])  # so that no code holds it


@pytest.mark.parametrize(
    ("action", "line"),
    [
        (lambda: ANYTHING * 1, "TypeError: unsupported operand … for … 'NoneType' and 'int'"),
        (lambda: [][0], "IndexError: list index out of range"),
        (lambda: ANYTHING.missing_part, "AttributeError: 'NoneType' object has no attribute 'missing_part'"),
        (lambda: TABLE["missing_key"], "KeyError: 'missing_key'"),
        (lambda: TABLE[READERS], "KeyError: …"),
        (lambda: ast.parse(f"{READERS} ="), "SyntaxError: invalid syntax (<unknown>, line …"),
        (lambda: own_fault(READERS), "ValueError: the tape of … holds no node"),
    ],
)
def test_a_message_says_what_the_code_says_and_nothing_of_the_readers(action: Callable[[], Any], line: str) -> None:
    assert last_line(action) == line


def test_the_exception_that_led_to_it_stands_before_it() -> None:
    def action() -> None:
        try:
            [][0]
        except IndexError as error:
            raise RuntimeError("not found") from error

    report = fault_report(caught(action))
    assert report.index("IndexError: list index out of range") < report.index("RuntimeError: not found")
    assert "test_fault_report.py" in report


@given(st.text())
def test_a_word_that_is_not_known_never_passes(text: str) -> None:
    assert set(masked(text, {"known"}).lower().replace(MASK, "").split()) <= {
        part for part in text.lower().split() if "known" in part
    }


@given(st.text(alphabet="0123456789.xyzé \n'", min_size=1))
def test_numbers_and_names_are_masked(text: str) -> None:
    assert masked(text, set()) in ("", MASK)
