"""Reverse differentiation: the gradients of the parameters, as more instructions of the same program.

The contributions are added in the order in which `Value.backward()` adds them, each to what its parameter already has
from the samples before: a program that runs over the samples from the last to the first adds up the gradients of a mean
over all of them to the same bits.
"""

from __future__ import annotations

from typing import NamedTuple

from .program import GRADIENT, PARAMETER, SEED, Program
from .rows import derivatives
from .tracing import Traced


class Flow(NamedTuple):
    """One contribution, from the result `out` to its operand of that number, and where its instructions begin and end.

    upstream  the position of out's gradient
    before    that of the operand's gradient so far; None before the first contribution
    after     that of the operand's gradient with this contribution
    """

    out: int
    operand: int
    upstream: int
    before: int | None
    after: int


def differentiate(traced: Traced, seed: float | None = None, flows: list[Flow] | None = None) -> Program:
    """The traced program with the gradient of each parameter; `seed` is the loss's own gradient, else told at run time.

    Each contribution is noted in `flows`, for whoever wants to know.
    """
    program, positions, applied, root = traced
    moving = _depends_on_parameters(traced)
    program.forward = len(program.instructions)
    results = {nodes["out"] for _, nodes, _ in applied}  # w * 1 is computed by w's own instruction, and is not w
    grads = {
        node: program.emit(GRADIENT, place=program.instructions[position].place)
        for node, position in enumerate(positions)
        if program.instructions[position].op == PARAMETER and node not in results
    }
    parameters = dict(grads)
    if moving[root]:
        upstream = program.emit(SEED) if seed is None else program.constant(seed)
        grads[root] = program.emit("+", grads[root], upstream) if root in grads else upstream
    for op, nodes, places in reversed(applied):
        out = nodes["out"]
        if out not in grads:
            continue
        upstream = grads[out]
        for operand, (name, slope) in enumerate(zip("ab", derivatives(program, op, places), strict=False)):
            node = nodes[name]
            if moving[node]:
                before = grads.get(node)
                grads[node] = _added(program, before, upstream, slope)
                if flows is not None:
                    flows.append(Flow(out, operand, upstream, before, grads[node]))
    program.gradients = {
        program.instructions[positions[node]].place: grads[node]
        for node in parameters
        if grads[node] != parameters[node]
    }
    return program


def _added(program: Program, grad: int | None, upstream: int, slope: int) -> int:
    """`grad` and the contribution `upstream` times `slope`."""
    if program.constants.get(slope) == -1.0:
        return program.emit("neg", upstream) if grad is None else program.emit("-", grad, upstream)
    contribution = program.emit("*", upstream, slope)
    return contribution if grad is None else program.emit("+", grad, contribution)


def _depends_on_parameters(traced: Traced) -> list[bool]:
    program, positions, applied, _ = traced
    moving = [program.instructions[position].op == PARAMETER for position in positions]
    for op, nodes, _ in applied:
        moving[nodes["out"]] = moving[nodes["a"]] or (op.arity == 2 and moving[nodes["b"]])
    return moving
