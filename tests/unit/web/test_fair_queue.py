"""Tests of the fair queue: clients take turns, kinds take turns, and a full one sheds the load of the heaviest."""

from __future__ import annotations

from dataclasses import dataclass

from autograd_playground.web.pool.fair_queue import FairQueue


@dataclass(eq=False)
class Entry:
    client: str
    short: bool = True


def filled(capacity: int, *entries: Entry) -> FairQueue[Entry]:
    queue: FairQueue[Entry] = FairQueue(capacity)
    for entry in entries:
        assert queue.add(entry) is None
    return queue


def test_one_client_is_served_in_order() -> None:
    entries = [Entry("a") for _ in range(3)]
    queue = filled(3, *entries)
    assert [queue.take() for _ in range(4)] == [*entries, None]


def test_clients_take_turns_however_many_each_has_sent() -> None:
    a, b, c = Entry("a"), Entry("a"), Entry("a")
    other, third = Entry("b"), Entry("c")
    queue = filled(9, a, b, c, other, third)
    assert [queue.take() for _ in range(5)] == [a, other, third, b, c]


def test_short_and_long_ones_take_turns_so_that_neither_waits_for_all_of_the_other() -> None:
    short, long = [Entry("a") for _ in range(3)], [Entry("a", short=False) for _ in range(3)]
    queue = filled(9, *long, *short)
    assert [queue.take() for _ in range(6)] == [short[0], long[0], short[1], long[1], short[2], long[2]]


def test_a_worker_for_short_ones_is_given_no_long_one() -> None:
    long = Entry("a", short=False)
    queue = filled(9, long)
    assert queue.take(only_short=True) is None
    assert queue.take() is long


def test_a_full_queue_refuses_the_newest_of_its_only_client() -> None:
    queue = filled(2, Entry("a"), Entry("a"))
    newest = Entry("a")
    assert queue.add(newest) is newest
    assert len(queue) == 2


def test_in_a_full_queue_the_newest_of_the_heaviest_client_makes_room_for_another() -> None:
    first, second, third = Entry("a"), Entry("a"), Entry("a")
    queue = filled(3, first, second, third)
    assert queue.add(Entry("b")) is third
    assert len(queue) == 3


def test_clients_who_have_as_much_do_not_push_each_other_out() -> None:
    queue = filled(2, Entry("a"), Entry("b"))
    newcomer = Entry("c")
    assert queue.add(newcomer) is newcomer


def test_in_a_full_queue_a_long_one_makes_room_for_a_short_one_of_the_same_client() -> None:
    long = Entry("a", short=False)
    queue = filled(2, Entry("a", short=False), long)
    assert queue.add(Entry("a")) is long


def test_a_long_one_pushes_no_short_one_out() -> None:
    queue = filled(2, Entry("a"), Entry("a"))
    long = Entry("b", short=False)
    assert queue.add(long) is long


def test_a_queue_without_places_refuses_all() -> None:
    entry = Entry("a")
    assert filled(0).add(entry) is entry


def test_what_is_removed_is_not_given_out() -> None:
    first, second = Entry("a"), Entry("a")
    queue = filled(9, first, second)
    queue.remove(first)
    assert queue.take() is second
    assert len(queue) == 0
