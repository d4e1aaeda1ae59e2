"""A training step as a module: the same arithmetic in the same order as `engine.lower.trainer.Trainer`.

Exports, where `first` is the address of the first row, and `count` the number of rows, at least 1:
    memory
    reset()                           sets the optimiser's state and the gradients to 0
    zero()                            sets the gradients to 0
    forward(first, count)             writes each row's loss and score; returns the loss
    backward(first, count)            the same, and adds to the gradients
    update(rate)                      updates the parameters
    step(first, count, rate)          zero, backward, update; returns the loss before the update
    train(steps, first, count, rate)  `steps` times step; returns the loss of the last
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..step import Step
from .chunks import split_program
from .encode import F64, I32, NO_RESULT, Code, Function, Module
from .functions import Functions
from .memory_layout import ALIGNED, BYTES, PAIR, NoRows, ParameterPairs, RowPairs

PAGE = 65536
BLOCK = 8  # pairs of rows that a function handles before the next function does: their data fit into the L1 cache


class Compiled(NamedTuple):
    """A module and the layout of its memory, which the host grows for its rows.

    parameters, gradients, rows  addresses; rows may lie anywhere from `rows` on, each at a multiple of 8
    state, state_size            address and bytes of the optimiser's state
    stride                       bytes from row to row: the inputs, the sample's loss, and its score
    loss, score                  their offsets within a row; equal if the step has no score
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
    return _StepCompiler(step).compiled()


class _StepCompiler:
    def __init__(self, step: Step) -> None:
        self._step = step
        self._size = PAIR * -(-step.size // 2)
        self._state = 2 * self._size
        self._seed = self._state + self._size * step.update.states
        self._penalty = self._seed + BYTES  # the penalty that is added to the loss
        self._end = self._penalty + BYTES
        self._loss = BYTES * step.width
        self._stride = self._loss + BYTES * len(step.sample.outputs)
        self._module = Module()
        self._elementary = Functions(self._module)

    def compiled(self) -> Compiled:
        module = self._module
        sample, rows = self._sample_functions()
        penalty = self._penalty_functions()
        zero = module.add(self._fill("zero", self._size))
        module.add(self._fill("reset", self._seed - self._size))
        module.add(self._batch_function("forward", penalty[0], sample[0], rows))
        backward = module.add(
            self._batch_function("backward", [*penalty[0], *penalty[1]], [*sample[0], *sample[1]], rows)
        )
        module.add(_train(module.add(_step(zero, backward, self._update()))))
        module.pages = self._end // PAGE + 1
        state_size = self._seed - self._state
        addresses = (0, self._size, self._state, state_size, self._end, self._stride)
        return Compiled(module.encode(), *addresses, self._loss, self._stride - BYTES)

    def _sample_functions(self) -> tuple[tuple[list[int], list[int]], int]:
        """The functions over rows, forward and backward, and the number of rows that each handles per call."""
        chunks = split_program(self._step.sample)
        rows = 2 * BLOCK if chunks.separate else 1
        width, stride = self._step.width, self._stride
        layout = RowPairs(0, self._size, self._seed, width, stride, self._end, chunks.size)
        self._end += chunks.size * -(-rows // 2)
        return self._add(chunks.functions(layout, self._elementary)), rows

    def _penalty_functions(self) -> tuple[list[int], list[int]]:
        """The functions of the penalty, forward and backward."""
        if self._step.penalty is None:
            return [], []
        chunks = split_program(self._step.penalty)
        layout = NoRows(0, self._size, self._penalty, self._end)
        self._end += chunks.size
        return self._add(chunks.functions(layout, self._elementary))

    def _add(self, functions: tuple[Sequence[Function], Sequence[Function]]) -> tuple[list[int], list[int]]:
        forward, backward = ([self._module.add(function) for function in each] for each in functions)
        return forward, backward

    def _fill(self, name: str, length: int) -> Function:
        """A function that writes zeros from the first gradient on; the optimiser's state follows the gradients."""
        code = Code().const(I32, self._size).const(I32, 0).const(I32, length).add("memory.fill", 0)
        return Function([], [], [], code, export=name)

    def _batch_function(self, name: str, penalty: Sequence[int], sample: Sequence[int], rows: int) -> Function:
        """A function that calls `penalty`, and then `sample` for `rows` rows at a time, the last rows first."""
        first, count, high, left, weight, total = range(6)
        stride = self._stride
        code = Code().const(F64, 1.0)
        if self._step.mean:
            code.add("local.get", count).add("f64.convert_i32_u").add("f64.div")
        code.add("local.set", weight)
        code.const(I32, self._seed).add("local.get", weight).add("f64.store", ALIGNED, 0)
        for function in penalty:
            code.add("call", function)
        code.add("local.get", first).add("local.get", count).add("local.tee", left).const(I32, stride).add("i32.mul")
        code.add("i32.add").const(I32, stride).add("i32.sub").add("local.set", high)
        code.add("loop", NO_RESULT)
        for function in sample:
            code.add("local.get", high).const(I32, rows).add("local.get", left)
            code.const(I32, rows).add("local.get", left).add("i32.lt_s").add("select").add("call", function)
        code.add("local.get", high).const(I32, rows * stride).add("i32.sub").add("local.set", high)
        code.add("local.get", left).const(I32, rows).add("i32.sub").add("local.tee", left)
        code.const(I32, 0).add("i32.gt_s").add("br_if", 0).add("end")
        code.add("loop", NO_RESULT)  # the sum of the losses, the first row first
        code.add("local.get", total).add("local.get", first).add("f64.load", ALIGNED, self._loss).add("f64.add")
        code.add("local.set", total)
        code.add("local.get", first).const(I32, stride).add("i32.add").add("local.set", first)
        code.add("local.get", count).const(I32, 1).add("i32.sub").add("local.tee", count).add("br_if", 0).add("end")
        code.add("local.get", total).add("local.get", weight).add("f64.mul")
        if penalty:
            code.const(I32, self._penalty).add("f64.load", ALIGNED, 0).add("f64.add")
        return Function([I32, I32], [F64], [I32, I32, F64, F64], code, export=name)

    def _update(self) -> int:
        states = [self._state + self._size * i for i in range(self._step.update.states)]
        layout = ParameterPairs(0, self._size, states, self._size)
        (rule,), _ = split_program(self._step.update.program).functions(layout, self._elementary)
        rule.export = "update"
        return self._module.add(rule)


def _step(zero: int, backward: int, update: int) -> Function:
    first, count, rate = range(3)
    code = Code().add("call", zero).add("local.get", first).add("local.get", count).add("call", backward)
    return Function([I32, I32, F64], [F64], [], code.add("local.get", rate).add("call", update), export="step")


def _train(step: int) -> Function:
    steps, first, count, rate, loss = range(5)
    code = Code().add("loop", NO_RESULT)
    code.add("local.get", first).add("local.get", count).add("local.get", rate).add("call", step).add("local.set", loss)
    code.add("local.get", steps).const(I32, 1).add("i32.sub").add("local.tee", steps).add("br_if", 0).add("end")
    return Function([I32, I32, I32, F64], [F64], [F64], code.add("local.get", loss), export="train")
