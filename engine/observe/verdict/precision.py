"""Precision of the reader's numbers: the relative rounding of double and single precision, and how the latter shows."""

from __future__ import annotations

import struct
from math import isfinite

DOUBLE = 2.0**-52
SINGLE = 2.0**-23


def is_single(number: float) -> bool:
    """Whether float32 holds the number exactly."""
    if not isfinite(number):
        return True
    try:
        return bool(struct.unpack("f", struct.pack("f", number))[0] == number)
    except OverflowError:
        return False
