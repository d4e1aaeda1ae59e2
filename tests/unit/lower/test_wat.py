"""Tests of the text format: a module's listing, assembled again, is the same code."""

from __future__ import annotations

import math
import struct

import pytest
import wasmtime

from autograd_playground.engine.lower.listing import wat
from autograd_playground.engine.lower.program import CALLS
from autograd_playground.engine.lower.wasm.encode import F64, I32, I64, NO_RESULT, Code, Function, Module
from autograd_playground.engine.lower.wasm.functions import Functions
from autograd_playground.engine.lower.wasm.names import with_names
from autograd_playground.engine.lower.wasm.step import compile_step
from tests.support.networks import NETWORKS


def text_of(module: bytes) -> str:
    return "\n".join(line.text for line in wat.lines(module))


def assembled(text: str) -> bytes:
    return bytes(wasmtime.wat2wasm(text))


def every_elementary_function() -> Module:
    module = Module()
    functions = Functions(module)
    for name in sorted(CALLS):
        functions.index(name)
    return module


@pytest.mark.parametrize("names", [True, False], ids=["with names", "with numbers"])
def test_the_elementary_functions_are_the_same_when_assembled_again(names: bool) -> None:
    module = every_elementary_function()
    encoded = with_names(module.encode(), module.functions) if names else module.encode()
    assert text_of(assembled(text_of(encoded))) == text_of(encoded)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_step_over_many_rows_is_the_same_when_assembled_again(name: str) -> None:
    module = compile_step(NETWORKS[name]().step()).module
    assert "f64x2.mul" in text_of(module)
    assert text_of(assembled(text_of(module))) == text_of(module)


def test_the_text_names_what_the_source_names() -> None:
    module = every_elementary_function()
    lines = text_of(with_names(module.encode(), module.functions)).splitlines()
    assert any(line.startswith("  (func $tanh (type") and "(param $x f64)" in line for line in lines)


@pytest.mark.parametrize(
    "number",
    [0.0, -0.0, 0.1, 1e-320, 5e-324, 1.7976931348623157e308, 1e16, math.inf, -math.inf, math.nan, -math.nan],
)
def test_a_constant_keeps_every_bit(number: float) -> None:
    module = Module()
    module.add(Function([], [F64], [], Code().const(F64, number), export="number"))
    again = assembled(text_of(module.encode()))
    assert struct.pack("<d", number) in again


@pytest.mark.parametrize("number", [0, 63, 64, -64, -65, 2**31 - 1, -(2**31), 2**63 - 1, -(2**63)])
def test_an_integer_keeps_every_bit(number: int) -> None:
    kind = I32 if abs(number + 0.5) < 2**31 else I64
    module = Module()
    module.add(Function([], [kind], [], Code().const(kind, number), export="number"))
    store = wasmtime.Store()
    again = assembled(text_of(module.encode()))
    exports = wasmtime.Instance(store, wasmtime.Module(store.engine, again), []).exports(store)
    assert exports["number"](store) == number  # type: ignore[operator]


def test_memory_and_blocks_are_written_with_unusual_immediates() -> None:
    code = Code().add("loop", NO_RESULT).const(I32, 0).add("br_if", 0).add("end")
    code.const(I32, 8).const(F64, 2.0).add("f64.store", 3, 16).const(I32, 8).add("f64.load", 0, 16)
    module = Module(pages=3)
    module.add(Function([], [F64], [], code, export="both"))
    text = text_of(module.encode())
    assert "    loop\n      i32.const 0\n      br_if 0\n    end\n" in text
    assert "f64.store offset=16\n" in text
    assert "f64.load offset=16 align=1\n" in text
    assert "(memory 3)" in text
    assert text_of(assembled(text)) == text
