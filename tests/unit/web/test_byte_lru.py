"""Tests of the LRU cache bounded in bytes: it stays within its size and evicts the least recently used entries."""

from __future__ import annotations

from autograd_playground.web.http.byte_lru import ByteLRU


def test_the_least_recently_used_entry_is_evicted_first() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    for key in "abc":
        cache.put(key, key.upper(), 9)
    assert cache.get("a") == "A"
    cache.put("d", "D", 9)
    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", "D"]


def test_a_large_entry_evicts_several() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    for key in "abc":
        cache.put(key, key.upper(), 9)
    cache.put("d", "D", 19)
    assert [cache.get(key) for key in "abcd"] == [None, None, "C", "D"]


def test_an_entry_too_large_for_the_cache_is_not_stored() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    cache.put("a", "A", 9)
    cache.put("b", "B", 30)
    assert [cache.get(key) for key in "ab"] == ["A", None]


def test_an_entry_stored_twice_counts_once() -> None:
    cache: ByteLRU[str] = ByteLRU(30)
    for _ in range(10):
        cache.put("a", "A", 9)
    cache.put("b", "B", 19)
    assert [cache.get(key) for key in "ab"] == ["A", "B"]
