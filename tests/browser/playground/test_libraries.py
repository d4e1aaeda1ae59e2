"""Tests of the panel that shows the program in PyTorch, JAX and micrograd."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.support.pages.playground import Playground, tool_tab


def open_panel(page: Page) -> Playground:
    playground = Playground(page)
    playground.choose_example("The lecture's L")
    tool_tab(page, "In PyTorch, JAX").click()
    expect(page.locator("libraries-panel tbody")).to_contain_text("requires_grad=True")
    return playground


def choose(panel: Locator, library: str) -> None:
    panel.locator(".switch-option").filter(has_text=library).click()


def test_the_program_stands_beside_the_librarys_and_follows_the_choice(page: Page) -> None:
    open_panel(page)
    panel = page.locator("libraries-panel")
    expect(panel.get_by_role("row").filter(has_text="e = a * b").locator("code").last).to_have_text("e = a * b")
    choose(panel, "JAX")
    expect(panel).to_contain_text("jax.grad(f, argnums=0)")
    expect(panel.get_by_role("radio", name="JAX")).to_be_checked()


def test_the_librarys_line_of_the_present_step_is_lit(page: Page) -> None:
    open_panel(page).press("Home", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(page.locator(".libraries .line-lit")).to_have_text(
        "c = torch.tensor(10.0, dtype=torch.float64, requires_grad=True)"
    )


def test_the_choice_of_the_library_survives_another_tab(page: Page) -> None:
    open_panel(page)
    panel = page.locator("libraries-panel")
    choose(panel, "micrograd")
    expect(panel).to_contain_text("from micrograd.engine import Value")
    tool_tab(page, "Nudge").click()
    tool_tab(page, "In PyTorch, JAX").click()
    expect(panel).to_contain_text("from micrograd.engine import Value")
