"""Tests of switching the back end, the level of detail and the example."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.pages.playground import Playground


def test_python_is_loaded_only_when_the_browser_is_chosen(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    playground = Playground(page).choose_example("a + a")
    assert not [url for url in urls if "pyodide" in url or "python-worker" in url]
    playground.run_in("browser")
    expect(playground.status).to_contain_text("Python")
    expect(playground.status).to_contain_text("from the browser")
    assert [url for url in urls if "pyodide.asm.wasm" in url]


def test_the_browser_gives_the_same_values_and_steps_and_the_position_stays(page: Page) -> None:
    playground = Playground(page).choose_example("A neuron")
    playground.press("3", "ArrowRight", "ArrowRight")
    position, values, sentence = playground.position.inner_text(), playground.values(), playground.step.inner_text()
    playground.run_in("browser")
    expect(playground.status).to_contain_text("from the browser")
    assert (playground.position.inner_text(), playground.values(), playground.step.inner_text()) == (
        position,
        values,
        sentence,
    )
    playground.run_in("server")
    expect(playground.status).to_contain_text("from the server")
    assert playground.values() == values


def test_the_browser_runs_edits_without_a_server(page: Page) -> None:
    playground = Playground(page).run_in("browser")
    expect(playground.status).to_contain_text("from the browser")
    page.route("**/api/**", lambda route: route.abort())
    playground.write("a = Value(3.0)\nb = a * a\nb.backward()")
    expect(playground.cell("a", "grad")).to_have_text("6.0")


def test_errors_look_the_same_from_the_browser(page: Page) -> None:
    playground = Playground(page).run_in("browser")
    expect(playground.status).to_contain_text("from the browser")
    playground.write("a = 2.0 * torch")
    expect(page.locator(".underline-error")).to_have_text("torch")


def test_the_level_of_detail_changes_the_graph_and_not_the_gradients(page: Page) -> None:
    playground = Playground(page).choose_example("A neuron").press("End")
    gradient = playground.cell("w1", "grad").inner_text()
    lecture = len(playground.values())
    playground.choose_level("atoms")
    expect(playground.status).not_to_contain_text(f"{lecture} values")
    expect(playground.button("Last")).to_be_disabled()
    assert len(playground.values()) > lecture
    assert playground.cell("w1", "grad").inner_text() == gradient


def test_an_example_starts_at_its_beginning(page: Page) -> None:
    playground = Playground(page).press("End").choose_example("The lecture's L")
    expect(playground.text).to_contain_text("L = d * f")
    playground.press("End")
    expect(playground.cell("L", "data")).to_have_text("-8.0")
