"""API methods of the lab: training setup, exported code and stepper programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..budgets import Budget
from ..contract.common import VERSION
from ..contract.lab import MAX_OVER, CodeFormat, LabCodeReply, LabReply, LabSampleReply
from ..errors import PlaygroundError
from ..lab import training
from ..lab.code import sample
from ..lab.code.jax import jax
from ..lab.code.micrograd import micrograd
from ..lab.code.plan import Plan
from ..lab.code.torch import torch
from ..lab.data import rows_of
from ..lab.settings import integer, settings_of
from ..nn import parameter_count
from ..validation import flag, number, one_of, short_repr
from .params import Params
from .playground_program import StepperProgram, stepper_program

FORMATS: dict[CodeFormat, Callable[[Plan], str]] = {"micrograd": micrograd, "torch": torch, "jax": jax}


def lab(params: Params, budget: Budget) -> LabReply:
    """The samples, the initial parameters and the compiled step of a training; the client runs the training."""
    _check_names("parameter", params, "settings")
    return training.training(settings_of(params.get("settings", {})), budget).reply()


def lab_code(params: Params, budget: Budget) -> LabCodeReply:
    """The training as source code for a library; for micrograd also as a stepper program if it is small enough."""
    _check_names("parameter", params, "settings", "format", "mistakes", "steps")
    format_name = one_of("format", params.get("format"), list(FORMATS))
    settings = settings_of(params.get("settings", {}))
    mistakes = params.get("mistakes", {})
    if not isinstance(mistakes, Mapping):
        raise PlaygroundError("type", "mistakes must be an object.")
    _check_names("mistake", mistakes, "forget", "sign")
    rows = rows_of(settings.data)
    plan = Plan(
        settings,
        [len(rows[0]) - 1, *settings.layers, 1],
        rows,
        integer("steps", params.get("steps", settings.over), 1, MAX_OVER),
        flag("mistakes.forget", mistakes.get("forget", False)),
        flag("mistakes.sign", mistakes.get("sign", False)),
    )
    not_micrograd = StepperProgram("", "The playground runs the loop as micrograd's, not as that of another library.")
    program, why = stepper_program(plan, budget) if format_name == "micrograd" else not_micrograd
    return {
        "version": VERSION,
        "format": format_name,
        "text": FORMATS[format_name](plan),
        "opens": bool(program),
        "program": program,
        "why": why,
    }


def lab_sample(params: Params, budget: Budget) -> LabSampleReply:
    """A stepper program for one sample, with the weights of one moment of the training."""
    _check_names("parameter", params, "settings", "parameters", "row")
    settings = settings_of(params.get("settings", {}))
    rows = rows_of(settings.data)
    sizes = [len(rows[0]) - 1, *settings.layers, 1]
    row = rows[integer("row", params.get("row"), 0, len(rows) - 1)]
    values = params.get("parameters")
    if not isinstance(values, list) or len(values) != parameter_count(sizes):
        raise PlaygroundError("type", f"parameters must be a list of {parameter_count(sizes):,} numbers.")
    parameters = [number(f"parameters[{i}]", x) for i, x in enumerate(values)]
    return {
        "version": VERSION,
        "source": sample.program(settings, sizes, row, parameters, budget),
        "closed": sample.neuron_paths(sizes),
    }


def _check_names(kind: str, mapping: Mapping[str, object], *names: str) -> None:
    for name in mapping:
        if name not in names:
            known = f"{kind.capitalize()}s: {', '.join(names)}."
            raise PlaygroundError("name", f"There is no {kind} {short_repr(name)}.", hint=known)
