"""Tests of large programs: folding, failed layouts, and a first example without WebAssembly."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.chromium import Faults
from tests.support.pages.playground import Playground

LOOP = "x = Value(0.5)\ny = Value(0.1)\nfor k in range({turns}):\n    x = x*y\n    y = y + x\ny.backward()\n"
CHAIN = "a = Value(1.0)\nfor k in range({turns}):\n    a = a*2\na.backward()\n"

# Receives each message before the worker's own listener.
FAIL = """
const reply = self.postMessage.bind(self);
self.addEventListener("message", (event) => {
  if (!event.data.dot?.includes("TEXT")) return;
  event.stopImmediatePropagation();
  reply({ id: event.data.id, error: "out of stack" });
});
"""


@pytest.fixture
def playground(page: Page) -> Playground:
    return Playground(page)


def nodes(page: Page) -> int:
    return page.locator("graph-view .node").count()


def test_ten_thousand_values_are_shown_folded_in_the_browser(playground: Playground) -> None:
    playground.run_in("browser").answered()
    playground.write(LOOP.format(turns=4_999)).answered().leave_editor()
    expect(playground.page.locator("values-table caption")).to_contain_text("10000", timeout=120_000)
    expect(playground.page.get_by_role("button", name="Open line 5")).to_be_visible(timeout=120_000)
    assert nodes(playground.page) == 5, "four lines and the root"
    playground.press("3", "ArrowRight")
    expect(playground.step).to_contain_text("A contribution flows")
    expect(playground.page.locator("graph-view .node.now")).to_have_count(1)


def test_past_the_servers_limit_the_browser_is_offered_and_the_graph_stays(
    playground: Playground, faults: Faults
) -> None:
    faults.allow("status of 422")
    before = nodes(playground.page)
    playground.write(LOOP.format(turns=2_999))
    expect(playground.status).to_contain_text("6,000 values; the server shows up to 5,000")
    expect(playground.status).to_contain_text("run it in the browser")
    assert nodes(playground.page) == before > 0
    playground.status.get_by_role("button", name="Run in the browser").click()
    expect(playground.page.get_by_role("button", name="Open line 5")).to_be_visible(timeout=120_000)


def test_a_large_graph_can_be_opened_and_stepped_unfolded(playground: Playground) -> None:
    page = playground.page
    playground.write(LOOP.format(turns=599)).answered().leave_editor()
    expect(page.get_by_role("button", name="Open line 4")).to_be_visible()
    page.get_by_role("button", name="Fold", exact=True).click()
    page.get_by_role("button", name="Open all").click()
    playground.press("Escape")
    expect(page.locator("graph-view #n5")).to_be_attached()
    assert nodes(page) == 1_200
    playground.press("End")
    expect(page.locator("graph-view #n1_grad")).not_to_have_text("")


def test_after_a_failed_layout_more_of_the_graph_is_folded(page: Page) -> None:
    # A chain this long overflows Graphviz's stack, but at a length that depends on the browser: a patched worker fails.
    page.route("**/layout-worker.js", fail_on("n1500"))
    playground = Playground(page)
    playground.write(CHAIN.format(turns=1_499)).answered().leave_editor()
    expect(page.get_by_role("button", name="Open line 3")).to_be_visible()
    page.get_by_role("button", name="Fold", exact=True).click()
    page.get_by_role("button", name="Open all").click()
    expect(page.locator(".graph-notice")).to_contain_text("So more of it is folded.")
    expect(page.get_by_role("button", name="Open line 3")).to_be_visible()
    assert nodes(page) > 0


def test_without_any_layout_the_old_graph_stays_and_the_page_refers_to_the_table(page: Page) -> None:
    page.route("**/layout-worker.js", fail_on("digraph"))
    playground = Playground(page)
    before = nodes(page)
    playground.write("a = Value(2.0)\nb = a*a\nb.backward()\n").answered()
    expect(page.locator(".graph-notice")).to_contain_text("The table of values shows all of it.")
    assert nodes(page) == before > 0
    expect(playground.cell("b", "data")).to_be_attached()


def test_the_first_example_steps_without_any_webassembly(page: Page) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    for pattern in ("**/layout-worker.js", "**/python-worker.js", "**/*.wasm", "**/pyodide/**"):
        page.route(pattern, refuse)
    playground = Playground(page)
    expect(page.locator("graph-view .node").first).to_be_visible()
    playground.press("Home", "ArrowRight")
    expect(page.locator("graph-view #n0_data")).to_have_text("2")
    playground.press("End")
    expect(page.locator("graph-view #n0_grad")).to_have_text("6")
    expect(playground.cell("a", "grad")).to_have_text("6.0")


def fail_on(text: str) -> Callable[[Route], None]:
    """Route handler for a layout worker that fails on every graph whose DOT source contains `text`."""

    def answer(route: Route) -> None:
        response = route.fetch()
        listener = FAIL.replace("TEXT", text)
        route.fulfill(response=response, body=listener + response.text())

    return answer


def test_a_dragged_leaf_of_a_network_is_followed_by_every_number(playground: Playground) -> None:
    page = playground.page
    playground.write(
        "n = MLP(3, [4, 4, 1])\nxs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5]]\n"
        "loss = sum((n(x) - 1.0)**2 for x in xs)\nloss.backward()\n"
    ).answered().leave_editor()
    expect(page.locator("values-table caption")).to_contain_text(re.compile(r"Values [12]\d\d"))
    playground.press("End")
    numbers = page.locator("values-table td.number")
    before = numbers.all_text_contents()
    slider = page.locator("leaves-panel input[type=range]").first
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    playground.answered()
    moved = numbers.all_text_contents()
    assert moved != before
    # The same numbers, whichever way they came: a reload asks for the whole trace.
    page.reload()
    playground.answered().leave_editor()
    playground.press("End", "ArrowLeft", "ArrowRight")
    expect(numbers).to_have_text(moved)
    sentence = playground.step.text_content()
    playground.press("ArrowLeft", "ArrowRight")
    expect(playground.step).to_have_text(str(sentence))
