"""Settings of a training in the lab: validation, limits and defaults. The defaults are micrograd's demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_args

from ..contract import lab as contract
from ..contract.lab import (
    MAX_L2,
    MAX_LAYERS,
    MAX_NOISE,
    MAX_OVER,
    MAX_RATE,
    MAX_ROWS,
    MAX_SEED,
    MAX_WIDTH,
    Biases,
    DatasetKind,
    Loss,
    Optimiser,
)
from ..errors import PlaygroundError
from ..nn import ACTIVATIONS, OUTPUTS, Activation, Output
from ..validation import number, one_of, short_repr
from .rows import Rows, validated_rows

KINDS: tuple[DatasetKind, ...] = get_args(DatasetKind)
BIASES: tuple[Biases, ...] = get_args(Biases)
LOSSES: tuple[Loss, ...] = get_args(Loss)
OPTIMISERS: tuple[Optimiser, ...] = get_args(Optimiser)


@dataclass(frozen=True)
class Data:
    """The source of the samples. `count`, `noise` and `seed` apply to generated samples; `rows` are the user's own."""

    kind: DatasetKind = "demo"
    count: int = 100
    noise: float = 0.1
    seed: int = 1
    rows: Rows = ()


@dataclass(frozen=True)
class Settings:
    """Settings of a training.

    layers              widths of the hidden layers; one output neuron follows
    rate, decay, over   the learning rate of step k is rate * (1 - decay * min(k, over) / over)
    batch               samples per step; 0 for all of them
    seed                of the initial parameters and of the batches' order
    """

    data: Data = field(default_factory=Data)
    layers: tuple[int, ...] = (16, 16)
    activation: Activation = "relu"
    output: Output = "linear"
    biases: Biases = "zero"
    loss: Loss = "max-margin"
    l2: float = 0.0001
    optimiser: Optimiser = "sgd"
    rate: float = 1.0
    decay: float = 0.9
    over: int = 100
    batch: int = 0
    seed: int = 1337

    def reply(self) -> contract.Settings:
        """All settings in their JSON form."""
        data: contract.Data = {
            "kind": self.data.kind,
            "count": self.data.count,
            "noise": self.data.noise,
            "seed": self.data.seed,
        }
        if self.data.kind == "own":
            data["rows"] = [list(row) for row in self.data.rows]
        return {
            "data": data,
            "layers": list(self.layers),
            "activation": self.activation,
            "output": self.output,
            "biases": self.biases,
            "loss": self.loss,
            "l2": self.l2,
            "optimiser": self.optimiser,
            "rate": self.rate,
            "decay": self.decay,
            "over": self.over,
            "batch": self.batch,
            "seed": self.seed,
        }


def settings_of(given: object) -> Settings:
    """The settings of a JSON object; missing fields are those of micrograd's demo.

    Raises PlaygroundError for an unknown field or an invalid value.
    """
    params = _object("settings", given, Settings)
    default = Settings()
    return Settings(
        data=_data(params.get("data", {})),
        layers=_layers(params.get("layers", default.layers)),
        activation=one_of("activation", params.get("activation", default.activation), ACTIVATIONS),
        output=one_of("output", params.get("output", default.output), OUTPUTS),
        biases=one_of("biases", params.get("biases", default.biases), BIASES),
        loss=one_of("loss", params.get("loss", default.loss), LOSSES),
        l2=_in_range("l2", params.get("l2", default.l2), 0.0, MAX_L2),
        optimiser=one_of("optimiser", params.get("optimiser", default.optimiser), OPTIMISERS),
        rate=_in_range("rate", params.get("rate", default.rate), 0.0, MAX_RATE),
        decay=_in_range("decay", params.get("decay", default.decay), 0.0, 1.0),
        over=integer("over", params.get("over", default.over), 1, MAX_OVER),
        batch=integer("batch", params.get("batch", default.batch), 0, MAX_ROWS),
        seed=integer("seed", params.get("seed", default.seed), 0, MAX_SEED),
    )


def _data(given: object) -> Data:
    params = _object("data", given, Data)
    default = Data()
    kind = one_of("data.kind", params.get("kind", default.kind), KINDS)
    if kind != "own" and "rows" in params:
        raise PlaygroundError("value", f"data.rows is given with data.kind {kind}.", hint="Rows need the kind own.")
    return Data(
        kind,
        integer("data.count", params.get("count", default.count), 2, MAX_ROWS),
        _in_range("data.noise", params.get("noise", default.noise), 0.0, MAX_NOISE),
        integer("data.seed", params.get("seed", default.seed), 0, MAX_SEED),
        validated_rows(params.get("rows", []), MAX_ROWS) if kind == "own" else (),
    )


def _layers(given: object) -> tuple[int, ...]:
    if not isinstance(given, list | tuple) or len(given) > MAX_LAYERS:
        raise PlaygroundError(
            "type", f"layers must be a list of up to {MAX_LAYERS} widths of hidden layers.", hint="Such as [16, 16]."
        )
    return tuple(integer(f"layers[{i}]", width, 1, MAX_WIDTH) for i, width in enumerate(given))


def _object(name: str, given: object, known: type) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise PlaygroundError("type", f"{name} must be an object.")
    names = [each.name for each in fields(known)]
    for key in given:
        if key not in names:
            raise PlaygroundError(
                "name", f"{name} has no field {short_repr(key)}.", hint=f"Fields: {', '.join(names)}."
            )
    return given


def integer(name: str, given: object, least: int, most: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
        raise PlaygroundError(
            "value", f"{name} is {short_repr(given)}; it must be a whole number from {least} to {most}."
        )
    return given


def _in_range(name: str, given: object, least: float, most: float) -> float:
    read = number(name, given)
    if not least <= read <= most:
        raise PlaygroundError("value", f"{name} is {short_repr(given)}; it must be from {least:g} to {most:g}.")
    return read
