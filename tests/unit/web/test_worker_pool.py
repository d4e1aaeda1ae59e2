"""Tests of the worker pool: limits, replacement, the bounded queue, shared runs, and clients that leave."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message

from autograd_playground.web.fault import WorkerFault
from autograd_playground.web.pool.requester import REQUESTER, Requester, client_of
from autograd_playground.web.pool.wire import Call
from autograd_playground.web.pool.worker_pool import Task, WorkerPool
from autograd_playground.web.refusal import Refusal
from autograd_playground.web.settings import Settings
from tests.support import jobs
from tests.support.workers import suspended

Result = TypeVar("Result")
SHORT = b"a = 1"  # a program's text


def task(function: Callable[..., Any], *arguments: Any, key: str = "", program: bytes = b"") -> Task:
    return Task(key or f"{function.__name__} {arguments}", Call(function, arguments), program)


def in_pool(settings: Settings, test: Callable[[WorkerPool], Awaitable[Result]]) -> Result:
    """What `test` returns for a pool of its own, in a thread: browser tests leave a loop running in the main one."""

    async def run() -> Result:
        pool = WorkerPool(settings)
        try:
            return await test(pool)
        finally:
            pool.close()

    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, run()).result()


async def outcome(work: Awaitable[Any]) -> Any:
    """The result, or the exception."""
    try:
        return await work
    except Exception as error:
        return error


def test_a_task_runs_in_another_process(settings: Settings) -> None:
    async def test(pool: WorkerPool) -> None:
        assert await pool.run(task(jobs.double, 21)) == 42
        assert await pool.run(task(jobs.pid)) not in (os.getpid(), None)

    in_pool(settings, test)


def test_a_refusal_of_a_worker_is_raised_as_it_is(settings: Settings) -> None:
    refusal = in_pool(settings, lambda pool: outcome(pool.run(task(jobs.refuse))))
    assert isinstance(refusal, Refusal)
    assert (refusal.status, refusal.headers) == (422, {"X-Test": "1"})
    assert (refusal.error.message, refusal.error.hint, refusal.error.span) == ("No.", "Yes.", (1, 2, 3, 4))


def test_a_fault_of_a_worker_has_its_place_and_not_its_message(settings: Settings) -> None:
    fault = in_pool(settings, lambda pool: outcome(pool.run(task(jobs.fail, "secret"))))
    assert isinstance(fault, WorkerFault)
    assert "KeyError" in fault.report
    assert "jobs.py" in fault.report
    assert "secret" not in fault.report


def test_a_worker_that_dies_is_replaced_and_its_task_is_refused(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async def test(pool: WorkerPool) -> None:
        before = await pool.run(task(jobs.pid))
        refusal = await outcome(pool.run(task(jobs.end_process)))
        assert isinstance(refusal, Refusal)
        assert (refusal.status, refusal.error.code) == (503, "limit")
        assert await pool.run(task(jobs.pid)) != before

    in_pool(settings.model_copy(update={"runs": 1}), test)
    assert "signal 9" in caplog.text


def test_the_kernel_ends_a_task_that_takes_too_long(settings: Settings) -> None:
    async def test(pool: WorkerPool) -> None:
        refusal = await outcome(pool.run(task(jobs.loop)))
        assert isinstance(refusal, Refusal)
        assert (refusal.status, refusal.error.message) == (503, "This takes the server more than 1 s.")
        assert await pool.run(task(jobs.double, 1)) == 2

    # On the clock it may take as long as it likes.
    in_pool(settings.model_copy(update={"runs": 1, "run_seconds": 1, "draw_seconds": 60}), test)


def test_a_task_that_takes_too_much_memory_is_refused_and_the_next_one_is_run(settings: Settings) -> None:
    async def test(pool: WorkerPool) -> None:
        before = await pool.run(task(jobs.pid))
        refusal = await outcome(pool.run(task(jobs.fill_memory)))
        assert isinstance(refusal, Refusal)
        assert (refusal.status, refusal.error.message) == (503, "This takes the server more than 256 MB of memory.")
        assert await pool.run(task(jobs.pid)) != before

    in_pool(settings.model_copy(update={"runs": 1, "run_megabytes": 256}), test)


def test_a_task_beyond_the_queue_is_refused_at_once(settings: Settings) -> None:
    async def test(pool: WorkerPool) -> None:
        await pool.start()
        with suspended(worker.pid for worker in pool.workers):
            running = [asyncio.ensure_future(outcome(pool.run(task(jobs.double, i)))) for i in range(3)]
            await asyncio.sleep(0)
            refusal = await outcome(pool.run(task(jobs.double, 3)))
        assert isinstance(refusal, Refusal)
        assert (refusal.status, refusal.headers) == (429, {"Retry-After": "2"})
        assert await asyncio.gather(*running) == [0, 2, 4]

    in_pool(settings.model_copy(update={"runs": 1, "waiting": 2}), test)


def test_equal_tasks_share_one_run(settings: Settings) -> None:
    async def test(pool: WorkerPool) -> None:
        await pool.start()
        started = pool.started
        with suspended(worker.pid for worker in pool.workers):
            running = [asyncio.ensure_future(pool.run(task(jobs.double, 4))) for _ in range(9)]
            await asyncio.sleep(0)
        assert await asyncio.gather(*running) == [8] * 9
        assert pool.started - started == 1

    in_pool(settings, test)


def test_a_short_task_does_not_wait_for_long_ones(settings: Settings, tmp_path: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        long = [asyncio.ensure_future(outcome(pool.run(task(jobs.loop, key=str(i))))) for i in range(4)]
        await asyncio.sleep(0)
        assert await pool.run(task(jobs.double, 5, program=SHORT)) == 10
        assert not any(each.done() for each in long)
        assert pool.started == 2

    in_pool(settings.model_copy(update={"runs": 1, "run_seconds": 60}), test)


def test_a_long_task_that_looks_short_has_one_turn_and_is_run_by_another_worker(
    settings: Settings, tmp_path: Path
) -> None:
    async def test(pool: WorkerPool) -> None:
        long = asyncio.ensure_future(pool.run(task(jobs.loop_once, str(tmp_path / "a"), program=SHORT)))
        endless = asyncio.ensure_future(outcome(pool.run(task(jobs.loop, program=SHORT))))
        while not (tmp_path / "a").exists():
            await asyncio.sleep(0)
        long_on_general, on_express = pool.workers[0], pool.workers[-1]
        assert long_on_general.pid != on_express.pid
        # The endless one has its turn on the worker for short ones, which is free for a short one afterwards.
        assert await pool.run(task(jobs.double, 6, program=SHORT)) == 12
        assert not endless.done()
        long.cancel()

    in_pool(settings.model_copy(update={"runs": 1, "run_seconds": 10}), test)


def test_a_client_that_has_left_the_queue_is_not_run(settings: Settings) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def test(pool: WorkerPool) -> None:
        await pool.start()
        started = pool.started
        with suspended(worker.pid for worker in pool.workers):
            running = asyncio.ensure_future(pool.run(task(jobs.double, 7)))
            await asyncio.sleep(0)
            REQUESTER.set(Requester("a", gone))
            assert isinstance(await outcome(pool.run(task(jobs.double, 8))), ClientDisconnect)
        assert await running == 14
        assert pool.started - started == 1

    in_pool(settings.model_copy(update={"runs": 1}), test)


def test_a_pool_that_stops_ends_what_runs_and_refuses_what_waits_and_what_comes(settings: Settings) -> None:
    async def test(pool: WorkerPool) -> None:
        await pool.start()
        with suspended(worker.pid for worker in pool.workers):
            running, waiting = (asyncio.ensure_future(outcome(pool.run(task(jobs.double, i)))) for i in (1, 2))
            await asyncio.sleep(0)
            pool.stop()
            refused = [await waiting, await outcome(pool.run(task(jobs.double, 3)))]
        assert [(refusal.status, refusal.headers["Retry-After"]) for refusal in refused] == [(503, "2")] * 2
        assert await running == 2

    in_pool(settings.model_copy(update={"runs": 1}), test)


def test_the_same_program_goes_to_the_worker_that_ran_it(settings: Settings) -> None:
    async def test(pool: WorkerPool) -> None:
        await pool.start()
        first = [await pool.run(task(jobs.pid, program=program)) for program in (b"a = 1", b"b = 1")]
        assert first[0] != first[1]
        assert [await pool.run(task(jobs.pid, program=program)) for program in (b"b = 1", b"a = 1")] == first[::-1]

    in_pool(settings, test)


def test_the_addresses_of_one_ipv6_network_are_one_client() -> None:
    addresses = ["10.0.0.1", "10.0.0.2", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "fe80::1%eth0", "testclient"]
    clients = [client_of({"type": "http", "client": (address, 1)}) for address in addresses]
    assert len(set(clients)) == 6
    assert clients[2] == clients[3]
    assert client_of({"type": "http", "client": None}) == ""
