"""Tests of the digest of a drawing: equal for drawings that differ in their numbers alone."""

from __future__ import annotations

from autograd_playground.engine.service import api


def test_the_shape_is_that_of_the_drawing_without_its_numbers() -> None:
    def shape(source: str, method: str = "trace", **params: object) -> str:
        reply = api.handle({"method": method, "params": {"source": source, **params}})
        found: str = reply["shape"]
        return found

    first = shape("a = Value(2.0)\nb = a * 3")
    assert shape("a = Value(-1e9)\nb = a * 3") == first
    assert shape("a = Value(2.0)\nb = a * 3", leaves={"0": 7}) == first
    assert shape("a = Value(2.0)\nb = a * 3", method="draw") == first
    others = [
        shape("c = Value(2.0)\nb = c * 3"),
        shape("a = Value(2.0)\nb = a + 3"),
        shape("a = Value(2.0)\nb = 3 * a"),
        shape("a = Value(2.0)\nb = a * 4"),
        shape("a = Value(2.0)\nb = a * 3", method="draw", constants=False),
        shape("a = Value(2.0)\nb = a * 3", method="draw", closed=["line 1"]),
    ]
    assert len({first, *others}) == 7
