"""A step of training as a module: the same arithmetic in the same order as `engine.lower.step.interpret`.

Exports: "memory"; "step" of the address of the first row, how many rows (1 at least), and the rate, which trains once and
gives the loss before; "train" of the same and, first, of how many steps, which gives the last step's loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.lower.step import Step
from engine.lower.wasm.chunks import BYTES, Layout, between, functions_of
from engine.lower.wasm.encode import F64, I32, NOTHING, Code, Function, Module
from engine.lower.wasm.functions import Functions

PAGE = 65536
_ALIGNED = 3


class Compiled(NamedTuple):
    """A module, and what a host must know of its memory.

    parameters, gradients, rows  addresses; the rows end the memory, which a host grows for them
    stride                       bytes from row to row: the inputs, and after them the sample's loss
    """

    module: bytes
    parameters: int
    gradients: int
    rows: int
    stride: int


def compile_step(step: Step) -> Compiled:
    stride = BYTES * (step.width + 1)
    gradients = BYTES * step.size
    seed = 2 * gradients
    penalty = seed + BYTES  # a row of its own
    spill = penalty + stride
    rows = spill + max(between(each) for each in (step.sample, step.penalty) if each)
    layout = Layout(0, gradients, seed, spill, BYTES * step.width)
    module = Module(pages=rows // PAGE + 1)
    elementary = Functions(module)
    sample = [module.add(part) for part in functions_of(step.sample, layout, elementary)]
    alone = [module.add(part) for part in functions_of(step.penalty, layout, elementary)] if step.penalty else []
    once = module.add(_step(step, layout, penalty, sample, alone))
    module.add(_train(once))
    return Compiled(module.encode(), 0, gradients, rows, stride)


def _step(step: Step, layout: Layout, penalty: int, sample: Sequence[int], alone: Sequence[int]) -> Function:
    first, count, rate, row, end, share, total = range(7)
    stride = layout.loss + BYTES
    code = Code()
    code.const(I32, layout.gradients).const(I32, 0).const(I32, BYTES * step.size).add("memory.fill", 0)
    code.const(F64, 1.0)
    if step.mean:
        code.add("local.get", count).add("f64.convert_i32_u").add("f64.div")
    code.add("local.set", share)
    code.const(I32, layout.seed).add("local.get", share).add("f64.store", _ALIGNED, 0)
    for part in alone:
        code.const(I32, penalty).add("call", part)
    code.add("local.get", first).add("local.get", count).const(I32, stride).add("i32.mul").add("i32.add")
    code.add("local.tee", end).add("local.set", row)
    code.add("loop", NOTHING)  # the last row first
    code.add("local.get", row).const(I32, stride).add("i32.sub").add("local.set", row)
    for part in sample:
        code.add("local.get", row).add("call", part)
    code.add("local.get", first).add("local.get", row).add("i32.lt_u").add("br_if", 0).add("end")
    code.add("loop", NOTHING)  # their losses, the first row first
    code.add("local.get", total).add("local.get", row).add("f64.load", _ALIGNED, layout.loss).add("f64.add")
    code.add("local.set", total)
    _next(code, row, stride, end)
    code.const(I32, 0).add("local.set", row)
    code.add("loop", NOTHING)  # the parameters, whose addresses begin at 0
    code.add("local.get", row).add("local.get", row).add("f64.load", _ALIGNED, layout.parameters)
    code.add("local.get", rate).add("local.get", row).add("f64.load", _ALIGNED, layout.gradients).add("f64.mul")
    code.add("f64.sub").add("f64.store", _ALIGNED, layout.parameters)
    code.const(I32, BYTES * step.size).add("local.set", end)
    _next(code, row, BYTES, end)
    code.add("local.get", total).add("local.get", share).add("f64.mul")
    if alone:
        code.const(I32, penalty).add("f64.load", _ALIGNED, layout.loss).add("f64.add")
    return Function([I32, I32, F64], [F64], [I32, I32, F64, F64], code, export="step")


def _next(code: Code, place: int, by: int, end: int) -> None:
    """The end of a loop: `place` moves on, and the loop goes on below `end`."""
    code.add("local.get", place).const(I32, by).add("i32.add").add("local.tee", place)
    code.add("local.get", end).add("i32.lt_u").add("br_if", 0).add("end")


def _train(once: int) -> Function:
    steps, first, count, rate, loss = range(5)
    code = Code().add("loop", NOTHING)
    code.add("local.get", first).add("local.get", count).add("local.get", rate).add("call", once).add("local.set", loss)
    code.add("local.get", steps).const(I32, 1).add("i32.sub").add("local.tee", steps).add("br_if", 0).add("end")
    return Function([I32, I32, I32, F64], [F64], [F64], code.add("local.get", loss), export="train")
