"""Reverse-mode differentiation: the gradients of the parameters, as further instructions of the same program.

The contributions are added in the order in which `Value.backward()` adds them, each to the gradient that its parameter
already has from the samples before. So a program that runs over the samples from the last to the first gives the
gradients of a mean over all of them, equal to the last bit.
"""

from __future__ import annotations

from typing import NamedTuple

from .op_emitters import derivatives
from .program import GRADIENT, PARAMETER, SEED, Program
from .tracing import Lowered


class Flow(NamedTuple):
    """One contribution to a gradient, from the result `out` to its operand number `operand`, and its instructions.

    upstream  position of out's gradient
    before    position of the operand's gradient before this contribution; None if this is the first
    after     position of the operand's gradient with this contribution
    """

    out: int
    operand: int
    upstream: int
    before: int | None
    after: int


def differentiate(lowered: Lowered, seed: float | None = None, flows: list[Flow] | None = None) -> Program:
    """The lowered program, extended by the gradient of each parameter.

    `seed` is the gradient of the loss itself; without it, the program reads the seed at run time. Each contribution is
    appended to `flows`, if given.
    """
    program, positions, ops, root = lowered
    differentiable = _depends_on_parameters(lowered)
    program.forward = len(program.instructions)
    results = {nodes["out"] for _, nodes, _ in ops}  # w * 1 is computed by w's own instruction, and is not w
    grads = {
        node: program.emit(GRADIENT, slot=program.instructions[position].slot)
        for node, position in enumerate(positions)
        if program.instructions[position].op == PARAMETER and node not in results
    }
    parameters = dict(grads)
    if differentiable[root]:
        upstream = program.emit(SEED) if seed is None else program.constant(seed)
        grads[root] = program.emit("+", grads[root], upstream) if root in grads else upstream
    for op, nodes, op_positions in reversed(ops):
        out = nodes["out"]
        if out not in grads:
            continue
        upstream = grads[out]
        for operand, (name, derivative) in enumerate(zip("ab", derivatives(program, op, op_positions), strict=False)):
            node = nodes[name]
            if differentiable[node]:
                before = grads.get(node)
                grads[node] = _accumulate(program, before, upstream, derivative)
                if flows is not None:
                    flows.append(Flow(out, operand, upstream, before, grads[node]))
    program.gradients = {
        program.instructions[positions[node]].slot: grads[node]
        for node in parameters
        if grads[node] != parameters[node]
    }
    return program


def _accumulate(program: Program, grad: int | None, upstream: int, derivative: int) -> int:
    """The position of `grad` plus the contribution `upstream` times `derivative`."""
    if program.constants.get(derivative) == -1.0:
        return program.emit("neg", upstream) if grad is None else program.emit("-", grad, upstream)
    contribution = program.emit("*", upstream, derivative)
    return contribution if grad is None else program.emit("+", grad, contribution)


def _depends_on_parameters(lowered: Lowered) -> list[bool]:
    program, positions, ops, _ = lowered
    depends = [program.instructions[position].op == PARAMETER for position in positions]
    for op, nodes, _ in ops:
        depends[nodes["out"]] = depends[nodes["a"]] or (op.arity == 2 and depends[nodes["b"]])
    return depends
