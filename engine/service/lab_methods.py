"""What the door can be asked for about the lab."""

from __future__ import annotations

from collections.abc import Mapping

from ..budgets import Budget
from ..errors import PlaygroundError
from ..lab import training
from ..lab.code import sample
from ..lab.code.jax import jax
from ..lab.code.micrograd import micrograd
from ..lab.code.plan import Plan
from ..lab.code.torch import torch
from ..lab.data import rows_of
from ..lab.settings import MAX_OVER, settings_of, whole
from ..nn import parameter_count
from ..trace import builder
from ..validation import flag, number, one_of, short_repr
from .params import Params
from .playground_program import StepperProgram, stepper_program
from .wire import Reply

FORMATS = {"micrograd": micrograd, "torch": torch, "jax": jax}


def lab(params: Params, budget: Budget) -> Reply:
    """The samples, the start and the compiled step of a training: whoever asks trains with it."""
    _check_names("parameter", params, "settings")
    return {"version": builder.VERSION, **training.training(settings_of(params.get("settings", {})), budget).reply()}


def lab_code(params: Params, budget: Budget) -> Reply:
    """The training as a text for a library; micrograd's also as a program for the stepper, where it is small enough."""
    _check_names("parameter", params, "settings", "format", "mistakes", "steps")
    form = one_of("format", params.get("format"), list(FORMATS))
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
        whole("steps", params.get("steps", settings.over), 1, MAX_OVER),
        flag("mistakes.forget", mistakes.get("forget", False)),
        flag("mistakes.sign", mistakes.get("sign", False)),
    )
    other = StepperProgram("", "The playground runs the loop as micrograd's, not as that of another library.")
    program, why = stepper_program(plan, budget) if form == "micrograd" else other
    return {
        "version": builder.VERSION,
        "format": form,
        "text": FORMATS[form](plan),
        "opens": bool(program),
        "program": program,
        "why": why,
    }


def lab_sample(params: Params, budget: Budget) -> Reply:
    """A program for the stepper: one sample, with the weights of a moment."""
    _check_names("parameter", params, "settings", "parameters", "row")
    settings = settings_of(params.get("settings", {}))
    rows = rows_of(settings.data)
    sizes = [len(rows[0]) - 1, *settings.layers, 1]
    row = rows[whole("row", params.get("row"), 0, len(rows) - 1)]
    given = params.get("parameters")
    if not isinstance(given, list) or len(given) != parameter_count(sizes):
        raise PlaygroundError("type", f"parameters must be a list of {parameter_count(sizes):,} numbers.")
    parameters = [number(f"parameters[{i}]", x) for i, x in enumerate(given)]
    return {
        "version": builder.VERSION,
        "source": sample.program(settings, sizes, row, parameters, budget),
        "closed": sample.neurons(sizes),
    }


def _check_names(kind: str, given: Mapping[str, object], *names: str) -> None:
    for name in given:
        if name not in names:
            known = f"{kind.capitalize()}s: {', '.join(names)}."
            raise PlaygroundError("name", f"There is no {kind} {short_repr(name)}.", hint=known)
