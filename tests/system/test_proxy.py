"""Tests of the deployment behind Caddy: the grade of its headers, limits per reader, ids, and what it keeps inside."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from tests.support import observatory
from tests.support.proxy import Proxy, proxied

PROGRAM = json.dumps({"source": "a = Value(2.0)"}).encode()
JSON = {"Content_Type": "application/json"}

pytestmark = pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is missing (Debian: apt-get install caddy)")


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    settings = {"PLAYGROUND_PROXIES": "127.0.0.1,::1", "PLAYGROUND_READER_REQUESTS": "80", "PLAYGROUND_METRICS": "1"}
    with proxied(tmp_path_factory.mktemp("caddy"), settings) as proxy:
        yield proxy


@pytest.mark.parametrize("path", ["/", "/learn/", "/lab/", "/notebook/", "/gallery/"])
def test_every_page_gets_the_best_grade_of_mozillas_observatory(proxy: Proxy, path: str) -> None:
    plain, page = proxy.get_plain(path), proxy.get(path)
    redirects = plain.status in (301, 308) and plain.headers["location"].startswith("https://localhost")
    points = observatory.score(page.headers, page.body.decode(), redirects)
    assert page.status == 200
    assert (observatory.grade(points), points) == ("A+", 130)


def test_the_certificate_and_the_scheme_reach_the_page(proxy: Proxy) -> None:
    assert f'"https://localhost:{proxy.https_port}/' in proxy.get("/").body.decode()


def test_figures_and_readiness_stay_inside(proxy: Proxy) -> None:
    assert [proxy.get(path).status for path in ("/metrics", "/readyz", "/healthz")] == [404, 404, 200]
    assert b"playground_requests_total" in urlopen(f"{proxy.replicas[0]}/metrics").read()


def test_the_proxy_gives_the_id_of_a_request(proxy: Proxy) -> None:
    reply = proxy.get("/healthz", X_Request_Id="chosen-by-a-reader")
    assert reply.headers["x-request-id"].count("-") == 4
    assert reply.headers["x-request-id"] != "chosen-by-a-reader"


def test_a_body_beyond_the_proxys_limit_reaches_no_replica(proxy: Proxy) -> None:
    assert proxy.get("/api/trace", "POST", b" " * 4_000_000, **JSON).status in (413, 502)
    assert proxy.get("/api/trace", "POST", PROGRAM, **JSON).status == 200


def test_a_reader_is_limited_whatever_address_they_claim(proxy: Proxy) -> None:
    replies = [
        proxy.get("/api/trace", "POST", PROGRAM, **JSON, X_Forwarded_For=f"203.0.113.{number}").status
        for number in range(40)
    ]
    assert replies.count(200) < 40
    assert set(replies) == {200, 429}
    assert proxy.get("/").status == 200
