"""Identity of floats: `==` says that nan is not itself, and that 0.0 and -0.0 are one number."""

from __future__ import annotations

from math import copysign


def same_number(a: float, b: float) -> bool:
    """Whether a reader would call both the same number: nan is nan, and -0.0, whose reciprocal differs, is not 0.0."""
    return a != a if b != b else a == b and copysign(1.0, a) == copysign(1.0, b)
