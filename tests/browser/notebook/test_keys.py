"""Tests of the notebook's keys: whole cells and their text, as Jupyter has them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.pages.notebook import Notebook, code


@pytest.fixture
def notebook(page: Page) -> Notebook:
    return Notebook(page, *code("a = 1", "b = 2", "c = 3"))


def test_arrows_and_letters_select_cells_and_the_focus_follows(notebook: Notebook) -> None:
    notebook.press("j", "ArrowDown")
    expect(notebook.cell(3)).to_be_focused()
    expect(notebook.cell(3)).to_have_attribute("aria-current", "true")
    notebook.press("k", "ArrowUp", "ArrowUp")
    expect(notebook.cell(1)).to_be_focused()


def test_cells_are_inserted_deleted_and_brought_back(notebook: Notebook) -> None:
    notebook.press("a").has("", "a = 1", "b = 2", "c = 3")
    notebook.press("d", "d").has("a = 1", "b = 2", "c = 3")
    notebook.press("j", "b").has("a = 1", "b = 2", "", "c = 3")
    notebook.press("d", "d", "d", "d").has("a = 1", "b = 2")
    notebook.press("z").has("a = 1", "b = 2", "c = 3")
    notebook.press("z").has("a = 1", "b = 2", "", "c = 3")


def test_one_d_deletes_nothing(notebook: Notebook) -> None:
    notebook.press("d", "j", "d").has("a = 1", "b = 2", "c = 3")


def test_cells_are_cut_copied_pasted_and_moved(notebook: Notebook) -> None:
    notebook.press("x", "j", "v").has("b = 2", "c = 3", "a = 1")
    notebook.press("c", "v").has("b = 2", "c = 3", "a = 1", "a = 1")
    notebook.press("Control+Shift+ArrowUp").press("Control+Shift+ArrowUp")
    notebook.has("b = 2", "a = 1", "c = 3", "a = 1")


def test_escape_leaves_the_text_and_enter_goes_back_to_it(notebook: Notebook) -> None:
    notebook.press("Enter")
    expect(notebook.cell(1).get_by_role("textbox")).to_be_focused()
    notebook.page.keyboard.type("0")
    notebook.press("Escape")
    expect(notebook.cell(1)).to_be_focused()
    notebook.press("b").has("0a = 1", "", "b = 2", "c = 3")


def test_letters_in_a_text_are_typed(notebook: Notebook) -> None:
    notebook.press("Enter", "End")
    notebook.page.keyboard.type("ddaxz")
    notebook.has("a = 1ddaxz", "b = 2", "c = 3")


def test_a_cell_is_split_at_the_caret_and_merged_with_the_one_below(notebook: Notebook) -> None:
    notebook.press("Enter", "End", "ArrowLeft", "Control+Shift+-").has("a = ", "1", "b = 2", "c = 3")
    notebook.press("Escape", "Shift+M").has("a = ", "1\nb = 2", "c = 3")


def test_a_cell_becomes_text_and_code_again(notebook: Notebook) -> None:
    notebook.press("m")
    expect(notebook.cell(1).locator("cell-editor")).to_have_count(0)
    expect(notebook.cell(1).locator(".cell-markdown")).to_have_text("a = 1")
    notebook.press("y")
    expect(notebook.cell(1).get_by_role("textbox")).to_be_visible()


def test_arrows_leave_a_text_at_its_first_and_its_last_line(notebook: Notebook) -> None:
    notebook.press("Enter", "ArrowDown")
    expect(notebook.cell(2).get_by_role("textbox")).to_be_focused()
    notebook.press("ArrowUp")
    expect(notebook.cell(1).get_by_role("textbox")).to_be_focused()


def test_the_list_of_keys_opens_and_closes(notebook: Notebook) -> None:
    notebook.press("h")
    dialogue = notebook.page.get_by_role("dialog", name="Keys")
    expect(dialogue).to_be_visible()
    expect(dialogue.locator("tr", has_text="Delete the cell")).to_contain_text("d d")
    notebook.press("Escape")
    expect(dialogue).not_to_be_visible()


def test_every_command_of_the_keys_is_a_word_in_a_menu(notebook: Notebook) -> None:
    notebook.button("Cell").click()
    for name in ("Insert above", "Delete", "Undo delete", "Split", "Merge with below", "Move up", "Make it text"):
        expect(notebook.page.get_by_role("dialog").get_by_role("button", name=name, exact=True)).to_be_visible()
    notebook.page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    notebook.has("b = 2", "c = 3")
