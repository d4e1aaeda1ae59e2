"""Tests of the server's link codec: round trips, and damaged or huge links refused with a reason and little memory."""

from __future__ import annotations

import tracemalloc
import zlib
from base64 import urlsafe_b64encode

import pytest

from autograd_playground.web.link import MAX_BYTES, MAX_CHARACTERS, LinkError, fragment, state


def compressed(content: bytes) -> str:
    compressor = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    return f"1.{urlsafe_b64encode(compressor.compress(content) + compressor.flush()).rstrip(b'=').decode()}"


def test_a_state_comes_back_from_its_link_as_it_was() -> None:
    original = {"text": "a = Value(2.0)\n\U0001f600 </script>", "step": 3, "level": "atoms"}
    assert state(fragment(original)) == original


def test_a_link_of_another_version_is_refused_with_both_versions() -> None:
    with pytest.raises(LinkError, match=r"it is of version 2, and this playground knows version 1\.$"):
        state(fragment({"step": 3}).replace("1.", "2.", 1))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("section-3", "it is not one that the playground made"),
        (f"1.{'A' * MAX_CHARACTERS}", "it is not one that the playground made"),
        (fragment({"text": "a = Value(2.0)"})[:-6], "it is cut off or damaged"),
        (compressed(b"not json"), "it is cut off or damaged"),
        (compressed(b"[]"), "it holds no state"),
        (compressed(b" " * (MAX_BYTES + 1)), "it holds more than 64 KB"),
    ],
    ids=["an anchor", "too long", "cut off", "no JSON", "no object", "too large"],
)
def test_an_unreadable_link_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(LinkError, match=f"^This link cannot be read: {reason}\\.$"):
        state(written)


def test_a_link_that_inflates_to_50_mb_is_refused_within_a_megabyte_of_memory() -> None:
    bomb = compressed(bytes(50_000_000))
    assert len(bomb) < MAX_CHARACTERS
    tracemalloc.start()
    try:
        with pytest.raises(LinkError, match="it holds more than 64 KB"):
            state(bomb)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
