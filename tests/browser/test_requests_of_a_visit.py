"""Test of a whole visit: one list of all its requests, and none of them goes to another host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.support.pages.notebook import Notebook, code
from tests.support.pages.playground import Playground


def test_no_request_of_a_visit_goes_to_another_host(context: BrowserContext, page: Page, server: str) -> None:
    requests: list[Request] = []
    context.on("request", lambda request: requests.append(request))
    Playground(page).write("a = Value(2.0)\nb = a * 3\nb.backward()").answered()
    for path in ("learn/", "gallery/", "lab/", "embed/?start=now#code=a%20%3D%20Value(2.0)"):
        page.goto(f"./{path}")
        page.wait_for_load_state("networkidle")
    page.goto("./learn/")
    page.locator("main a[href]").first.click()
    page.wait_for_load_state("networkidle")
    notebook = Notebook(page, *code("print(1 + 1)"))
    notebook.cell(1).click()
    page.keyboard.press("Shift+Enter")
    expect(notebook.output(1)).to_contain_text("2")
    addresses = [urlsplit(request.url) for request in requests]
    hosts = {address.netloc for address in addresses if address.scheme not in ("data", "blob")}
    assert hosts == {urlsplit(server).netloc}
    paths = {re.sub(r"^/static/\w+/", "/static/", address.path) for address in addresses}
    # What a visit of everything loads at least; a list that were short would show nothing.
    assert {"/", "/learn/", "/gallery/", "/lab/", "/embed/", "/notebook/", "/api/trace", "/static/app.js"} <= paths
    assert any(path.endswith(".wasm") for path in paths)
