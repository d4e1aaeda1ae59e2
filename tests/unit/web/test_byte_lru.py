"""What is kept in memory stays within its bytes, and what was asked for longest ago goes first."""

from __future__ import annotations

from autograd_playground.web.pictures.byte_lru import ByteLRU


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    for key in "abc":
        cache.put(key, key.upper(), 9)
    assert cache.get("a") == "A"
    cache.put("d", "D", 9)
    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", "D"]


def test_a_large_thing_takes_the_place_of_several() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    for key in "abc":
        cache.put(key, key.upper(), 9)
    cache.put("d", "D", 19)
    assert [cache.get(key) for key in "abcd"] == [None, None, "C", "D"]


def test_what_is_larger_than_all_the_room_takes_nobodys_place() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    cache.put("a", "A", 9)
    cache.put("b", "B", 30)
    assert [cache.get(key) for key in "ab"] == ["A", None]


def test_a_thing_that_is_made_twice_counts_once() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    for _ in range(10):
        cache.put("a", "A", 9)
    cache.put("b", "B", 19)
    assert [cache.get(key) for key in "ab"] == ["A", "B"]
