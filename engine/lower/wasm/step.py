"""A step of training as a module: the same arithmetic in the same order as `engine.lower.trainer.Trainer`.

Exports, where `first` is the address of the first row and `count` says how many there are, 1 at least:
    memory
    reset()                      the optimiser and the gradients as at the start
    zero()                       gradients of 0
    forward(first, count)        writes each row's loss and score; gives the loss
    backward(first, count)       that, and adds to the gradients
    update(rate)                 moves the parameters
    step(first, count, rate)     zero, backward, update; gives the loss before
    train(steps, first, count, rate)  so many steps; gives the last one's loss
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
    """A module, and what a host must know of its memory, which it grows for its rows.

    parameters, gradients, rows  addresses; rows may lie anywhere from `rows` on, each at a multiple of 8
    state, state_size            the optimiser's memory: address and bytes
    stride                       bytes from row to row: the inputs, the sample's loss, and its score
    loss, score                  where these are within a row; the score is the loss if the step has none
    """

    module: bytes
    parameters: int
    gradients: int
    state: int
    state_size: int
    rows: int
    stride: int
    loss: int
    score: int


def compile_step(step: Step) -> Compiled:
    return _Steps(step).compiled()


class _Steps:
    def __init__(self, step: Step) -> None:
        self._step = step
        self._size = BYTES * step.size
        self._state = 2 * self._size
        self._seed = self._state + self._size * step.update.state
        self._penalty = self._seed + BYTES  # a row of its own
        self._between = self._penalty + BYTES
        self._rows = self._between + max(between(each) for each in (step.sample, step.penalty) if each)
        self._outputs = [BYTES * (step.width + i) for i in range(len(step.sample.outputs))]
        self._stride = BYTES * (step.width + len(self._outputs))
        self._module = Module(pages=self._rows // PAGE + 1)
        self._elementary = Functions(self._module)

    def compiled(self) -> Compiled:
        step, module = self._step, self._module
        layout = Layout(0, self._size, self._seed, self._between, self._outputs)
        sample = [self._add(each) for each in functions_of(step.sample, layout, self._elementary)]
        alone: list[list[int]] = [[], []]
        if step.penalty:
            layout = Layout(0, self._size, self._seed, self._between, [0])
            alone = [self._add(each) for each in functions_of(step.penalty, layout, self._elementary)]
        zero = module.add(self._fill("zero", self._size, self._size))
        module.add(self._fill("reset", self._size, self._seed - self._size))
        module.add(self._backward("forward", alone[0], sample[0]))
        backward = module.add(self._backward("backward", alone[0] + alone[1], sample[0] + sample[1]))
        once = module.add(_once(zero, backward, module.add(self._update())))
        module.add(_train(once))
        places = (0, self._size, self._state, self._seed - self._state, self._rows, self._stride)
        return Compiled(module.encode(), *places, self._outputs[0], self._outputs[-1])

    def _add(self, functions: Sequence[Function]) -> list[int]:
        return [self._module.add(function) for function in functions]

    def _fill(self, name: str, start: int, length: int) -> Function:
        code = Code().const(I32, start).const(I32, 0).const(I32, length).add("memory.fill", 0)
        return Function([], [], [], code, export=name)

    def _backward(self, name: str, alone: Sequence[int], sample: Sequence[int]) -> Function:
        first, count, row, end, share, total = range(6)
        code = Code().const(F64, 1.0)
        if self._step.mean:
            code.add("local.get", count).add("f64.convert_i32_u").add("f64.div")
        code.add("local.set", share)
        code.const(I32, self._seed).add("local.get", share).add("f64.store", _ALIGNED, 0)
        for part in alone:
            code.const(I32, self._penalty).const(F64, 0.0).add("call", part)
        code.add("local.get", first).add("local.get", count).const(I32, self._stride).add("i32.mul").add("i32.add")
        code.add("local.tee", end).add("local.set", row)
        code.add("loop", NOTHING)  # the last row first
        code.add("local.get", row).const(I32, self._stride).add("i32.sub").add("local.set", row)
        for part in sample:
            code.add("local.get", row).const(F64, 0.0).add("call", part)
        code.add("local.get", first).add("local.get", row).add("i32.lt_u").add("br_if", 0).add("end")
        code.add("loop", NOTHING)  # their losses, the first row first
        code.add("local.get", total).add("local.get", row).add("f64.load", _ALIGNED, self._outputs[0]).add("f64.add")
        code.add("local.set", total)
        _next(code, row, self._stride, end)
        code.add("local.get", total).add("local.get", share).add("f64.mul")
        if alone:
            code.const(I32, self._penalty).add("f64.load", _ALIGNED, 0).add("f64.add")
        return Function([I32, I32], [F64], [I32, I32, F64, F64], code, export=name)

    def _update(self) -> Function:
        rate, place, end = range(3)
        update = self._step.update
        kept = [self._state + self._size * i for i in range(update.state)]
        layout = Layout(0, self._size, outputs=[0, *kept], moving=True)
        (rule,) = self._add(functions_of(update.program, layout, self._elementary).forward)
        code = Code().const(I32, self._size).add("local.set", end).add("loop", NOTHING)
        code.add("local.get", place).add("local.get", rate).add("call", rule)
        _next(code, place, BYTES, end)
        return Function([F64], [], [I32, I32], code, export="update")


def _next(code: Code, place: int, by: int, end: int) -> None:
    """The end of a loop: `place` moves on, and the loop goes on below `end`."""
    code.add("local.get", place).const(I32, by).add("i32.add").add("local.tee", place)
    code.add("local.get", end).add("i32.lt_u").add("br_if", 0).add("end")


def _once(zero: int, backward: int, update: int) -> Function:
    first, count, rate = range(3)
    code = Code().add("call", zero).add("local.get", first).add("local.get", count).add("call", backward)
    return Function([I32, I32, F64], [F64], [], code.add("local.get", rate).add("call", update), export="step")


def _train(once: int) -> Function:
    steps, first, count, rate, loss = range(5)
    code = Code().add("loop", NOTHING)
    code.add("local.get", first).add("local.get", count).add("local.get", rate).add("call", once).add("local.set", loss)
    code.add("local.get", steps).const(I32, 1).add("i32.sub").add("local.tee", steps).add("br_if", 0).add("end")
    return Function([I32, I32, I32, F64], [F64], [F64], code.add("local.get", loss), export="train")
