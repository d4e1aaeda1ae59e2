"""Tests of compiled steps in other hosts: the same bits in Node and Chromium, and the same bytes from Pyodide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support.pyodide import RunInPyodide
from tests.support.trained import Train
from tests.support.wasm_hosts import in_chromium, in_node, job

EVERYWHERE = [("demo", "full_batch", "sgd"), ("lecture", "full_batch", "sgd"), ("lecture", "odd_batches", "adam")]


@pytest.mark.parametrize(("name", "plan", "rule"), EVERYWHERE)
def test_training_leaves_the_same_bits_in_node(trained: Train, name: str, plan: str, rule: str) -> None:
    network, calls, compiled, start, bits = trained(name, plan, rule)
    assert in_node(job(compiled, start, network.rows, calls)).bits() == bits


@pytest.mark.parametrize(("name", "plan", "rule"), EVERYWHERE)
def test_training_leaves_the_same_bits_in_chromium(page: Page, trained: Train, name: str, plan: str, rule: str) -> None:
    network, calls, compiled, start, bits = trained(name, plan, rule)
    assert in_chromium(page, job(compiled, start, network.rows, calls)).bits() == bits


def test_pyodide_writes_the_same_bytes(run_in_pyodide: RunInPyodide) -> None:
    program = (
        "from hashlib import sha256; from autograd_playground.engine.lower.wasm.step import compile_step;"
        "from tests.support.networks import NETWORKS;"
        "[sha256(compile_step(make().step()).module).hexdigest() for make in NETWORKS.values()]"
    )
    assert run_in_pyodide(program) == run_here(program)


def run_here(program: str) -> str:
    *statements, last = program.split(";")
    scope: dict[str, object] = {}
    exec(";".join(statements), scope)
    return str(eval(last, scope))
