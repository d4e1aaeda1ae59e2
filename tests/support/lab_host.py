"""Host of the lab's training, as in the front-end: a compiled step in wasmtime, with batches, decay and mistakes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any, cast

import wasmtime

from autograd_playground.engine.budgets import BROWSER
from autograd_playground.engine.lab.settings import settings_of
from autograd_playground.engine.lab.training import Training, training

PAGE = 65_536


class Host:
    """A wasmtime instance with all samples in its memory, followed by room for a batch."""

    def __init__(self, given: object) -> None:
        self.training: Training = training(settings_of(given), BROWSER)
        self.settings = self.training.settings
        self._compiled = self.training.compiled
        self._store = wasmtime.Store()
        module = wasmtime.Module(self._store.engine, self._compiled.module)
        self._exports = cast(Any, wasmtime.Instance(self._store, module, []).exports(self._store))
        self._count = len(self.training.points)
        self._batch = self._compiled.rows + self._compiled.stride * self._count
        missing = self._batch + self._compiled.stride * self._count - PAGE * self._exports["memory"].size(self._store)
        self._exports["memory"].grow(self._store, max(0, -(-missing // PAGE)))
        self._write(self._compiled.parameters, self.training.parameters)
        self._write_rows(self._compiled.rows, range(self._count))
        self.call("reset")

    def call(self, name: str, *arguments: float) -> Any:
        return self._exports[name](self._store, *arguments)

    def train(self, steps: int, forget: bool = False, sign: bool = False) -> Iterator[float]:
        """The loss of each step, before its update."""
        for k in range(steps):
            batch = self._batch_rows(k)
            self._write_rows(self._batch, batch)
            if not forget:
                self.call("zero")
            yield self.call("backward", self._batch, len(batch))
            self.call("update", self._rate(k) * (-1.0 if sign else 1.0))

    def accuracy(self) -> float:
        self.call("forward", self._compiled.rows, self._count)
        points = self.training.points
        return sum((self.row(i)[1] > 0) == (points[i][-1] > 0) for i in range(self._count)) / self._count

    def row(self, i: int) -> tuple[float, float]:
        """The loss and the score of a sample, as last computed."""
        address = self._compiled.rows + self._compiled.stride * i
        return self._read(address + self._compiled.loss, 1)[0], self._read(address + self._compiled.score, 1)[0]

    def gradients_of(self, i: int) -> list[float]:
        """The gradients of one sample's loss and of the penalty."""
        self.call("zero")
        self.call("backward", self._compiled.rows + self._compiled.stride * i, 1)
        return self.gradients

    @property
    def parameters(self) -> list[float]:
        return self._read(self._compiled.parameters, len(self.training.parameters))

    @property
    def gradients(self) -> list[float]:
        return self._read(self._compiled.gradients, len(self.training.parameters))

    def _rate(self, k: int) -> float:
        settings = self.settings
        return settings.rate * (1.0 - settings.decay * min(k, settings.over) / settings.over)

    def _batch_rows(self, k: int) -> Sequence[int]:
        """The rows of step k, as documented and as in the front-end.

        They are a slice of a Fisher-Yates shuffle with j = floor(r * (i + 1)), r being the generator's state / 2**32.
        """
        size = self.settings.batch
        if not 0 < size < self._count:
            return range(self._count)
        in_epoch = -(-self._count // size)
        order = list(range(self._count))
        state = (self.settings.seed + k // in_epoch) % 2**32
        for i in range(self._count - 1, 0, -1):
            state = (1664525 * state + 1013904223) % 2**32
            j = int(state / 2**32 * (i + 1))
            order[i], order[j] = order[j], order[i]
        first = k % in_epoch * size
        return order[first : first + size]

    def _write_rows(self, address: int, rows: Sequence[int]) -> None:
        for k, i in enumerate(rows):
            self._write(address + self._compiled.stride * k, self.training.points[i])

    def _write(self, address: int, numbers: Sequence[float]) -> None:
        self._exports["memory"].write(self._store, struct.pack(f"<{len(numbers)}d", *numbers), address)

    def _read(self, address: int, count: int) -> list[float]:
        memory = self._exports["memory"].read(self._store, address, address + 8 * count)
        return list(struct.unpack(f"<{count}d", memory))
