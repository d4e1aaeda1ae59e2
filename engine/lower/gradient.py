"""Reverse differentiation: the gradients of the parameters, as more instructions of the same program.

The contributions are added in the order in which `Value.backward()` adds them, each to what its parameter already has
from the samples before: a program that runs over the samples from the last to the first adds up the gradients of a mean
over all of them to the same bits.
"""

from __future__ import annotations

from engine.lower.program import CONSTANT, GRADIENT, PARAMETER, SEED, Instruction, Program
from engine.lower.rows import derivatives
from engine.lower.tracing import Traced

_MINUS_ONE = Instruction(CONSTANT, number=-1.0)


def differentiate(traced: Traced, seed: float | None = None) -> Program:
    """The traced program with the gradient of each parameter; `seed` is the loss's own gradient, else told at run time."""
    program, positions, applied, root = traced
    moving = _depends_on_parameters(traced)
    grads = {
        node: program.emit(GRADIENT, place=program.instructions[position].place)
        for node, position in enumerate(positions)
        if program.instructions[position].op == PARAMETER
    }
    parameters = dict(grads)
    if moving[root]:
        grads[root] = program.emit(SEED) if seed is None else program.constant(seed)
    for op, nodes in reversed(applied):
        out = nodes["out"]
        if out not in grads:
            continue
        slopes = derivatives(program, op, {name: positions[node] for name, node in nodes.items()})
        for name, slope in zip("ab", slopes, strict=False):
            if moving[nodes[name]]:
                grads[nodes[name]] = _added(program, grads.get(nodes[name]), grads[out], slope)
    program.gradients = {
        program.instructions[positions[node]].place: grads[node]
        for node in parameters
        if grads[node] != parameters[node]
    }
    return program


def _added(program: Program, grad: int | None, upstream: int, slope: int) -> int:
    """`grad` and the contribution `upstream` times `slope`."""
    if program.instructions[slope] == _MINUS_ONE:
        return program.emit("neg", upstream) if grad is None else program.emit("-", grad, upstream)
    contribution = program.emit("*", upstream, slope)
    return contribution if grad is None else program.emit("+", grad, contribution)


def _depends_on_parameters(traced: Traced) -> list[bool]:
    program, positions, applied, _ = traced
    moving = [program.instructions[position].op == PARAMETER for position in positions]
    for op, nodes in applied:
        moving[nodes["out"]] = any(moving[nodes[name]] for name in "ab"[: op.arity])
    return moving
