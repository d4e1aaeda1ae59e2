"""What the door can be asked for about the lab."""

from __future__ import annotations

from engine import trace
from engine.budgets import Budget
from engine.errors import PlaygroundError
from engine.lab.settings import settings_of
from engine.lab.training import training
from engine.params import Params, shown
from engine.wire import Reply


def lab(params: Params, budget: Budget) -> Reply:
    """The samples, the start and the compiled step of a training: whoever asks trains with it."""
    _known(params, "settings")
    return {"version": trace.VERSION, **training(settings_of(params.get("settings", {})), budget).reply()}


def _known(params: Params, *names: str) -> None:
    for name in params:
        if name not in names:
            raise PlaygroundError(
                "name", f"There is no parameter {shown(name)}.", hint=f"Parameters: {', '.join(names)}."
            )
