"""The table of planted faults applies to the tree as it stands; the tests themselves are run by `make planted`."""

from __future__ import annotations

import pytest

from tests.planted.faults import FAULTS, Fault
from tests.planted.rows import mistake_of
from tests.support.server import ROOT


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_replaces_one_text_and_names_tests_that_there_are(fault: Fault) -> None:
    assert mistake_of(fault, ROOT) == ""


def test_every_fault_has_a_name_of_its_own() -> None:
    names = [fault.name for fault in FAULTS]
    assert len(names) == len(set(names)) >= 30


def test_a_row_that_no_longer_applies_is_named_with_the_reason() -> None:
    row = FAULTS[0]
    stale = {
        row._replace(file="engine/no.py"): "there is no engine/no.py",
        row._replace(text="not in it"): f"{row.file} holds 'not in it' 0 times, and not once",
        row._replace(replacement=row.text): "the replacement is the text itself",
        row._replace(tests=("tests/no.py",)): "there is no tests/no.py",
        row._replace(tests=(f"{row.tests[0]}::test_no",)): f"there is no {row.tests[0]}::test_no",
    }
    assert [mistake_of(fault, ROOT) for fault in stale] == [f"{row.name}: {why}." for why in stale.values()]
