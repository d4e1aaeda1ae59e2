"""Tests of the steps' formulas in Node: the page's renderer parses every one."""

from __future__ import annotations

import json
import subprocess

from autograd_playground.engine.contract.common import LEVELS
from autograd_playground.engine.examples import EXAMPLES
from tests.support.cases import CASES
from tests.support.programs import PROGRAMS
from tests.support.server import ROOT
from tests.support.trace_player import Trace, trace


def formulas(shown: Trace) -> set[str]:
    return {step["math"] for step in shown["steps"] if step["math"]}


def test_the_page_can_read_every_formula() -> None:
    sources = [case.source for case in CASES] + [example.source for example in EXAMPLES] + list(PROGRAMS.values())
    written = sorted(set().union(*(formulas(trace(source, level=level)) for source in sources for level in LEVELS)))
    done = subprocess.run(
        ["node", "tests/support/formulas.mjs"],
        cwd=ROOT,
        input=json.dumps(written),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    wrong = dict(zip(written, json.loads(done.stdout), strict=True))
    assert {formula: fault for formula, fault in wrong.items() if fault} == {}
