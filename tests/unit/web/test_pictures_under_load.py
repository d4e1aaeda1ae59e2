"""Tests of pictures under load: they share the queue of the programs, and simultaneous equal requests draw once."""

from __future__ import annotations

import asyncio
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import httpx2
from httpx2 import Response

from autograd_playground.web.app import create_app
from autograd_playground.web.settings import Settings
from tests.support.workers import suspended

ADDRESSES = [f"/graph.svg?code=a%20%3D%20{i}%0Ab%20%3D%20a*a" for i in range(4)]


def at_once(settings: Settings, addresses: list[str], without: int = 0) -> tuple[list[Response], int]:
    """The answers to simultaneous requests, and the number of runs; no worker runs before `without` are answered."""

    async def fetch_all() -> tuple[list[Response], int]:
        app = create_app(settings)
        pool = app.state.pool
        await pool.start()
        started = pool.started
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test") as client:
            with suspended(worker.pid for worker in pool.workers):
                tasks = [asyncio.create_task(client.get(address)) for address in addresses]
                waiting = set(tasks)
                while len(tasks) - len(waiting) < without:
                    _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            replies = list(await asyncio.gather(*tasks))
        pool.close()
        return replies, pool.started - started

    # In a thread of its own: the browser tests leave an event loop running in the main thread.
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, fetch_all()).result()


def test_simultaneous_equal_requests_are_drawn_once(settings: Settings) -> None:
    replies, runs = at_once(settings.model_copy(update={"runs": 1}), ADDRESSES[:1] * 6)
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.headers["etag"] for reply in replies}) == 1
    assert runs == 1


def test_a_request_beyond_the_queue_gets_a_picture_that_says_when_to_retry(settings: Settings) -> None:
    replies, _ = at_once(settings.model_copy(update={"runs": 1, "waiting": 1}), ADDRESSES, without=2)
    assert sorted(reply.status_code for reply in replies) == [200, 200, 429, 429]
    for reply in replies:
        root = ET.fromstring(reply.text)
        if reply.status_code == 429:
            assert reply.headers["retry-after"] == "2"
            assert reply.headers["content-type"] == "image/svg+xml"
            assert "Try again in 2 seconds" in (root.findtext("{http://www.w3.org/2000/svg}desc") or "")
