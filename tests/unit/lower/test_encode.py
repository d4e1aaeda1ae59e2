"""Tests of LEB128 integers in the WebAssembly binary format, at the bounds of each length."""

from __future__ import annotations

import pytest

from autograd_playground.engine.lower.wasm.encode import signed, unsigned


@pytest.mark.parametrize(
    ("number", "bytes_"),
    [(0, "00"), (1, "01"), (127, "7f"), (128, "8001"), (16383, "ff7f"), (16384, "808001"), (624485, "e58e26")],
)  # fmt: skip
def test_unsigned(number: int, bytes_: str) -> None:
    assert unsigned(number).hex() == bytes_


@pytest.mark.parametrize(
    ("number", "bytes_"),
    [
        (0, "00"), (63, "3f"), (64, "c000"), (127, "ff00"), (128, "8001"), (8191, "ff3f"), (8192, "80c000"),
        (-1, "7f"), (-64, "40"), (-65, "bf7f"), (-128, "807f"), (-8192, "8040"), (-123456, "c0bb78"),
        (2**31 - 1, "ffffffff07"), (-(2**31), "8080808078"),
        (2**63 - 1, "ffffffffffffffffff00"), (-(2**63), "8080808080808080807f"),
    ],
)  # fmt: skip
def test_signed(number: int, bytes_: str) -> None:
    assert signed(number).hex() == bytes_
