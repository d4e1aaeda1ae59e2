"""Tests of pictures under load: they share the queue of the programs, and simultaneous equal requests draw once."""

from __future__ import annotations

import asyncio
import threading
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from fastapi import FastAPI
from httpx2 import Response

from autograd_playground.web.app import create_app
from autograd_playground.web.pictures import graphviz
from autograd_playground.web.settings import Settings

ADDRESSES = [f"/graph.svg?code=a%20%3D%20{i}%0Ab%20%3D%20a*a" for i in range(4)]


class Graphviz:
    """A Graphviz that blocks until it is released, and counts its drawings."""

    def __init__(self) -> None:
        self.drawn = 0
        self.released = threading.Event()

    def svg(self, dot: str, limits: object) -> str:
        assert self.released.wait(30)
        self.drawn += 1
        return f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {len(dot)} --></svg>'


@pytest.fixture
def slow_graphviz(monkeypatch: pytest.MonkeyPatch) -> Graphviz:
    blocked = Graphviz()
    monkeypatch.setattr(graphviz, "svg", blocked.svg)
    return blocked


def at_once(app: FastAPI, addresses: list[str], slow_graphviz: Graphviz, without: int = 0) -> list[Response]:
    """The answers to simultaneous requests; Graphviz is released once `without` of them are answered without it."""

    async def fetch_all() -> list[Response]:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test") as client:
            tasks = [asyncio.create_task(client.get(address)) for address in addresses]
            waiting = set(tasks)
            while len(tasks) - len(waiting) < without:
                _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            slow_graphviz.released.set()
            return list(await asyncio.gather(*tasks))

    # In a thread of its own: the browser tests leave an event loop running in the main thread.
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, fetch_all()).result()


def test_simultaneous_equal_requests_are_drawn_once(settings: Settings, slow_graphviz: Graphviz) -> None:
    replies = at_once(create_app(settings.model_copy(update={"runs": 1})), ADDRESSES[:1] * 6, slow_graphviz)
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.headers["etag"] for reply in replies}) == 1
    assert slow_graphviz.drawn == 1


def test_a_request_beyond_the_queue_gets_a_picture_that_says_when_to_retry(
    settings: Settings, slow_graphviz: Graphviz
) -> None:
    replies = at_once(
        create_app(settings.model_copy(update={"runs": 1, "waiting": 1})), ADDRESSES, slow_graphviz, without=2
    )
    assert sorted(reply.status_code for reply in replies) == [200, 200, 429, 429]
    for reply in replies:
        root = ET.fromstring(reply.text)
        if reply.status_code == 429:
            assert reply.headers["retry-after"] == "2"
            assert reply.headers["content-type"] == "image/svg+xml"
            assert "Try again in 2 seconds" in (root.findtext("{http://www.w3.org/2000/svg}desc") or "")
