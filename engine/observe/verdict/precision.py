"""Precision of a reader's numbers: double, or single."""

from __future__ import annotations

import struct
from math import isfinite

from ..recording import Recording

DOUBLE = 2.0**-52
SINGLE = 2.0**-23


def rounding_of(recording: Recording) -> float:
    """The relative rounding of the reader's numbers: that of float32 where all of them fit into it.

    A class that keeps doubles has other numbers as soon as anything is rounded; where nothing is, the wider tolerance
    does no harm, because wrong gradients then differ by more.
    """
    numbers = [node.data for node in recording.nodes if node.kind == "result"]
    numbers += [grad for grad in recording.gradients if grad is not None]
    return SINGLE if all(map(is_single, numbers)) else DOUBLE


def is_single(number: float) -> bool:
    """Whether float32 holds the number exactly."""
    if not isfinite(number):
        return True
    try:
        return bool(struct.unpack("f", struct.pack("f", number))[0] == number)
    except OverflowError:
        return False
