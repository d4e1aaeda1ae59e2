"""Tests of the notebook's page over HTTP, at all its addresses."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

PAGES = {"/notebook": "./", "/notebook/": "../", "/embed/notebook": "../", "/embed/notebook/": "../../"}


@pytest.mark.parametrize(("path", "home"), PAGES.items())
def test_the_page_loads_its_files_from_where_it_is(client: TestClient, path: str, home: str) -> None:
    page = client.get(path).text
    assert f'data-page="notebook" data-backend="server" data-home="{home}"' in page
    assert re.search(rf'<script type="module" src="{re.escape(home)}static/[0-9a-f]+/notebook.js">', page)
    assert ("data-embed" in page) == path.startswith("/embed")
    assert ("noindex" in page) == path.startswith("/embed")
    assert ("site-nav" in page) != path.startswith("/embed")


def test_the_page_has_a_social_card(client: TestClient) -> None:
    page = client.get("/notebook").text
    assert '<meta property="og:title" content="Notebook">' in page
    assert '<meta property="og:url" content="http://testserver/notebook">' in page


@pytest.mark.parametrize("path", PAGES)
def test_only_the_page_for_frames_may_be_embedded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    framed = path.startswith("/embed")
    assert ("frame-ancestors 'none'" in headers["content-security-policy"]) != framed
    assert headers["cross-origin-resource-policy"] == ("cross-origin" if framed else "same-origin")


@pytest.mark.parametrize("path", PAGES)
def test_the_page_reaches_its_own_site_only(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "connect-src 'self';" in policy
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
