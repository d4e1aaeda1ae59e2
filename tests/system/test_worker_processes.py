"""Tests of the real server's worker processes: what stands still, dies or is too much in one of them stays there."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx2
import pytest

from tests.support.error_shape import assert_error
from tests.support.server import process
from tests.support.workers import suspended
from tests.unit.web.conftest import write_bundle

Result = TypeVar("Result")
SMALL = "a = Value(2.0)\nb = a * a\n"
LOOP = "x = Value(1.0)\nfor i in range(200):\n    x = x + i\n# {}"  # which looks long
LONGEST = LOOP.replace("200", "9000")  # ends by a limit


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    bundle = write_bundle(tmp_path_factory.mktemp("dist"))
    with process(environment={**os.environ, "PLAYGROUND_STATIC": str(bundle)}) as started:
        yield started


def workers(server: subprocess.Popen[str]) -> list[int]:
    """The numbers of the server's worker processes."""
    found = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, text=True, check=True)
    return [int(line) for line in found.stdout.split()]


def against(origin: str, test: Callable[[httpx2.AsyncClient], Awaitable[Result]]) -> Result:
    """What `test` returns with a client, in a thread: the browser tests leave an event loop running in the main one."""

    async def run() -> Result:
        limits = httpx2.Limits(max_connections=None)
        async with httpx2.AsyncClient(base_url=origin, timeout=120, limits=limits) as client:
            return await test(client)

    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, run()).result()


def trace(client: httpx2.AsyncClient, source: str) -> asyncio.Task[httpx2.Response]:
    return asyncio.create_task(client.post("/api/trace", json={"source": source}))


async def waiting(client: httpx2.AsyncClient) -> None:
    """Return once the server has read what was sent before: it answers in the order of arrival."""
    for _ in range(20):
        assert (await client.get("/healthz")).status_code == 200


def test_pages_files_and_health_need_no_worker(server: tuple[str, subprocess.Popen[str]]) -> None:
    origin, started = server

    async def test(client: httpx2.AsyncClient) -> None:
        await client.get("/")  # makes the caption of its card
        with suspended(workers(started)):
            programs = [trace(client, LOOP.format(i)) for i in range(20)]
            await waiting(client)
            script = re.search(r"static/\w+/app\.js", (await client.get("/")).text)
            assert script
            assert (await client.get(f"/{script.group()}")).status_code == 200
            assert not any(program.done() for program in programs)
        assert {reply.status_code for reply in await asyncio.gather(*programs)} == {200}

    against(origin, test)


def test_thirty_large_bodies_are_read_by_the_workers_alone(server: tuple[str, subprocess.Popen[str]]) -> None:
    origin, started = server
    body = json.dumps({"settings": {"data": {"kind": "own", "rows": [[0.123456789] * 9 + [1]] * 10_000}}})[:-1]

    async def test(client: httpx2.AsyncClient) -> None:
        headers = {"content-type": "application/json"}
        with suspended(workers(started)):
            # Not equal, or one run would be enough; each is cut short, which only who reads it knows.
            contents = [f"{' ' * i}{body}" for i in range(30)]
            sent = [
                asyncio.create_task(client.post("/api/lab", content=content, headers=headers)) for content in contents
            ]
            await waiting(client)
            assert not any(each.done() for each in sent)
        for reply in await asyncio.gather(*sent):
            assert reply.status_code == 422
            assert_error(reply.text, "syntax")

    against(origin, test)


def test_a_worker_that_is_killed_costs_its_request_and_no_other(server: tuple[str, subprocess.Popen[str]]) -> None:
    origin, started = server

    async def test(client: httpx2.AsyncClient) -> None:
        await waiting(client)
        pids = workers(started)
        with suspended(pids):
            programs = [trace(client, LOOP.format(i)) for i in range(4)]
            await waiting(client)
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            killed = await asyncio.wait(programs, return_when=asyncio.FIRST_COMPLETED)
            assert killed[0]
        replies = await asyncio.gather(*programs)
        assert sorted(reply.status_code for reply in replies) == [200, 200, 503, 503]
        for reply in replies:
            if reply.status_code == 503:
                assert_error(reply.text, "limit")
        assert (await trace(client, SMALL)).status_code == 200

    against(origin, test)


def test_a_small_program_does_not_wait_for_sixteen_long_ones(server: tuple[str, subprocess.Popen[str]]) -> None:
    async def test(client: httpx2.AsyncClient) -> None:
        long = [trace(client, LONGEST.format(i)) for i in range(16)]
        await waiting(client)
        assert (await trace(client, SMALL)).status_code == 200
        assert not all(program.done() for program in long)
        assert {reply.status_code for reply in await asyncio.gather(*long)} == {422}

    against(server[0], test)


def test_a_class_that_opens_one_link_costs_one_run(server: tuple[str, subprocess.Popen[str]]) -> None:
    origin, started = server

    async def test(client: httpx2.AsyncClient) -> None:
        with suspended(workers(started)):
            readers = [trace(client, SMALL) for _ in range(100)]
            await waiting(client)
        replies = await asyncio.gather(*readers)
        assert {reply.status_code for reply in replies} == {200}
        assert len({reply.headers["etag"] for reply in replies}) == 1
        # More than the queue has places for; and now it is kept.
        with suspended(workers(started)):
            again = await trace(client, SMALL)
            assert again.content == replies[0].content
            tag = {"if-none-match": again.headers["etag"]}
            known = await client.post("/api/trace", json={"source": SMALL}, headers=tag)
            assert (known.status_code, known.content) == (304, b"")

    against(origin, test)


def test_a_server_that_is_stopped_ends_what_runs_and_refuses_what_waits(
    server: tuple[str, subprocess.Popen[str]],
) -> None:
    origin, started = server

    async def test(client: httpx2.AsyncClient) -> list[httpx2.Response]:
        with suspended(workers(started)):
            programs = [trace(client, LOOP.format(i)) for i in range(62)]
            await waiting(client)
            started.terminate()
            await asyncio.wait(programs, return_when=asyncio.FIRST_COMPLETED)
        return list(await asyncio.gather(*programs))

    replies = against(origin, test)
    assert sorted(reply.status_code for reply in replies) == [200] * 2 + [503] * 60
    for reply in replies:
        if reply.status_code == 503:
            assert reply.headers["retry-after"] == "2"
            assert "stopping" in assert_error(reply.text, "limit")["message"]
    assert started.wait(timeout=10) == -signal.SIGTERM


def test_the_first_program_after_a_trace_of_numbers_finds_or_makes_its_recording(
    server: tuple[str, subprocess.Popen[str]],
) -> None:
    async def test(client: httpx2.AsyncClient) -> list[Any]:
        await trace(client, SMALL)
        moved = [{"source": SMALL, "leaves": {"0": number}} for number in (3.0, 4.0, 5.0)]
        replies = await asyncio.gather(*(client.post("/api/numbers", json=params) for params in moved))
        return [(reply.status_code, len(reply.json()["data"])) for reply in replies]

    assert len(set(against(server[0], test))) == 1
