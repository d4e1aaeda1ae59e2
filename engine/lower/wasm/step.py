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

from ..step import Step
from .chunks import cut
from .encode import F64, I32, NOTHING, Code, Function, Module
from .functions import Functions
from .places import ALIGNED, BYTES, PAIR, Neighbours, Once, Rows

PAGE = 65536
BLOCK = 8  # pairs of rows that one function goes through before the next does: the first caches hold them all


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
        self._size = PAIR * -(-step.size // 2)
        self._state = 2 * self._size
        self._seed = self._state + self._size * step.update.state
        self._penalty = self._seed + BYTES  # what it adds to the loss
        self._free = self._penalty + BYTES
        self._loss = BYTES * step.width
        self._stride = self._loss + BYTES * len(step.sample.outputs)
        self._module = Module()
        self._elementary = Functions(self._module)

    def compiled(self) -> Compiled:
        module = self._module
        sample, rows = self._sample()
        alone = self._alone()
        zero = module.add(self._fill("zero", self._size))
        module.add(self._fill("reset", self._seed - self._size))
        module.add(self._over("forward", alone[0], sample[0], rows))
        both = module.add(self._over("backward", [*alone[0], *alone[1]], [*sample[0], *sample[1]], rows))
        module.add(_train(module.add(_once(zero, both, self._update()))))
        module.pages = self._free // PAGE + 1
        state_size = self._seed - self._state
        places = (0, self._size, self._state, state_size, self._free, self._stride)
        return Compiled(module.encode(), *places, self._loss, self._stride - BYTES)

    def _sample(self) -> tuple[tuple[list[int], list[int]], int]:
        """The functions that go through rows, forward and backward, and through how many at a time."""
        chunks = cut(self._step.sample)
        rows = 2 * BLOCK if chunks.apart else 1
        width, stride = self._step.width, self._stride
        places = Rows(0, self._size, self._seed, width, stride, self._free, chunks.size)
        self._free += chunks.size * -(-rows // 2)
        return self._add(chunks.functions(places, self._elementary)), rows

    def _alone(self) -> tuple[list[int], list[int]]:
        """The functions of the penalty, forward and backward."""
        if self._step.penalty is None:
            return [], []
        chunks = cut(self._step.penalty)
        places = Once(0, self._size, self._penalty, self._free)
        self._free += chunks.size
        return self._add(chunks.functions(places, self._elementary))

    def _add(self, functions: tuple[Sequence[Function], Sequence[Function]]) -> tuple[list[int], list[int]]:
        forward, backward = ([self._module.add(function) for function in each] for each in functions)
        return forward, backward

    def _fill(self, name: str, length: int) -> Function:
        """Zeros, from the first gradient on: the optimiser's state is after them."""
        code = Code().const(I32, self._size).const(I32, 0).const(I32, length).add("memory.fill", 0)
        return Function([], [], [], code, export=name)

    def _over(self, name: str, alone: Sequence[int], sample: Sequence[int], rows: int) -> Function:
        """Calls `alone`, and then `sample` for so many rows at a time, the last rows first."""
        first, count, high, left, share, total = range(6)
        stride = self._stride
        code = Code().const(F64, 1.0)
        if self._step.mean:
            code.add("local.get", count).add("f64.convert_i32_u").add("f64.div")
        code.add("local.set", share)
        code.const(I32, self._seed).add("local.get", share).add("f64.store", ALIGNED, 0)
        for function in alone:
            code.add("call", function)
        code.add("local.get", first).add("local.get", count).add("local.tee", left).const(I32, stride).add("i32.mul")
        code.add("i32.add").const(I32, stride).add("i32.sub").add("local.set", high)
        code.add("loop", NOTHING)
        for function in sample:
            code.add("local.get", high).const(I32, rows).add("local.get", left)
            code.const(I32, rows).add("local.get", left).add("i32.lt_s").add("select").add("call", function)
        code.add("local.get", high).const(I32, rows * stride).add("i32.sub").add("local.set", high)
        code.add("local.get", left).const(I32, rows).add("i32.sub").add("local.tee", left)
        code.const(I32, 0).add("i32.gt_s").add("br_if", 0).add("end")
        code.add("loop", NOTHING)  # their losses, the first row first
        code.add("local.get", total).add("local.get", first).add("f64.load", ALIGNED, self._loss).add("f64.add")
        code.add("local.set", total)
        code.add("local.get", first).const(I32, stride).add("i32.add").add("local.set", first)
        code.add("local.get", count).const(I32, 1).add("i32.sub").add("local.tee", count).add("br_if", 0).add("end")
        code.add("local.get", total).add("local.get", share).add("f64.mul")
        if alone:
            code.const(I32, self._penalty).add("f64.load", ALIGNED, 0).add("f64.add")
        return Function([I32, I32], [F64], [I32, I32, F64, F64], code, export=name)

    def _update(self) -> int:
        states = [self._state + self._size * i for i in range(self._step.update.state)]
        places = Neighbours(0, self._size, states, self._size)
        (rule,), _ = cut(self._step.update.program).functions(places, self._elementary)
        rule.export = "update"
        return self._module.add(rule)


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
