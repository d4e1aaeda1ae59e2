"""Tests of the notebook's documents in the browser: files, drops, addresses, links, drafts and two tabs."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.chromium import Faults
from tests.support.pages.notebook import Notebook, code, ipynb, linked

DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  for (const type of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_the_first_visit_shows_the_first_example(page: Page) -> None:
    notebook = Notebook(page)
    expect(page.get_by_role("heading", name="Find the bug")).to_be_visible()
    expect(notebook.cell(2)).to_contain_text("class Value:")


def test_a_file_of_jupyter_opens_with_its_outputs(page: Page) -> None:
    notebook = Notebook(page)
    output = {"output_type": "stream", "name": "stdout", "text": ["forty", "-two\n"]}
    cell = {"cell_type": "code", "source": ["x = 42\n", "x"], "execution_count": 7, "outputs": [output], "metadata": {}}
    notebook.open_file("lecture.ipynb", ipynb(cell)).has("x = 42\nx")
    expect(notebook.output(1)).to_have_text("forty-two")
    expect(notebook.cell(1)).to_contain_text("[7]")
    expect(page.get_by_label("Name of the notebook")).to_have_value("lecture")


def test_a_python_file_that_is_dropped_opens(page: Page) -> None:
    notebook = Notebook(page)
    page.evaluate(DROP, ["loop.py", "# %% [markdown]\n# Text\n\n# %%\nx = 1\n"])
    notebook.has("Text", "x = 1")


def test_a_damaged_file_says_so_and_changes_nothing(page: Page) -> None:
    notebook = Notebook(page, *code("a = 1"))
    notebook.open_file("half.ipynb", b'{"nbformat": 4, "cells": [')
    expect(notebook.notice).to_contain_text("half.ipynb cannot be opened. It is not JSON, or it is cut off")
    notebook.has("a = 1")


def test_a_saved_notebook_is_one_of_jupyters(page: Page, tmp_path: Path) -> None:
    notebook = Notebook(page, *code("a = 1"), ("markdown", "# Text"))
    with page.expect_download() as download:
        notebook.button("Save").click()
    assert download.value.suggested_filename == "mine.ipynb"
    download.value.save_as(tmp_path / "mine.ipynb")
    saved = json.loads((tmp_path / "mine.ipynb").read_text())
    assert (saved["nbformat"], saved["nbformat_minor"]) == (4, 5)
    assert [cell["cell_type"] for cell in saved["cells"]] == ["code", "markdown"]


def test_an_address_of_the_site_itself_opens_and_one_of_another_site_is_explained(page: Page, faults: Faults) -> None:
    faults.allow("another host: https://example.org/a.ipynb")  # in a tab of its own, at the reader's wish
    page.route(
        re.compile(r"^[^?]*/course\.py$"), lambda route: route.fulfill(body="x = 1\n", content_type="text/plain")
    )
    notebook = Notebook(page, path="./notebook/?url=../course.py")
    notebook.has("x = 1")
    page.goto("about:blank")
    other = Notebook(page, path="./notebook/?url=https://example.org/a.ipynb")
    expect(other.notice).to_contain_text("loads nothing from other sites")
    expect(other.notice).to_contain_text("Download the file, then open or drop it here.")
    page.context.route("https://example.org/*", lambda route: route.fulfill(body="{}", content_type="text/plain"))
    with page.context.expect_page() as opened:
        other.notice.get_by_role("button", name="Open it in a new tab").click()
    expect(opened.value).to_have_url("https://example.org/a.ipynb")


def test_an_address_that_is_no_file_is_not_opened_either(page: Page) -> None:
    notebook = Notebook(page, path="./notebook/?url=javascript:alert(1)")
    expect(notebook.notice).to_contain_text("loads nothing from other sites")
    expect(notebook.notice.get_by_role("button", name="Open it in a new tab")).to_have_count(0)


def test_changes_survive_a_reload_and_a_crash(page: Page) -> None:
    notebook = Notebook(page, *code("a = 1"))
    notebook.press("Enter", "End")
    page.keyboard.type("23")
    notebook.has("a = 123").kept()
    page.reload()
    notebook.has("a = 123")


def test_a_new_tab_opens_the_latest_draft(page: Page) -> None:
    Notebook(page, *code("a = 1")).press("b", "b").has("a = 1", "", "").kept()
    Notebook(page.context.new_page()).has("a = 1", "", "")


def test_an_earlier_notebook_is_found_in_the_menu(page: Page) -> None:
    notebook = Notebook(page, *code("a = 1"))
    notebook.press("Enter", "End")
    page.keyboard.type("9")
    notebook.has("a = 19").press("Escape").kept()
    notebook.menu("Notebook", "class Value, all of it")
    expect(page.get_by_role("heading", name="class Value, all of it")).to_be_visible()
    expect(notebook.notice).to_contain_text('"mine" is kept')
    notebook.menu("Notebook", "mine,").has("a = 19")


def test_two_tabs_with_one_notebook_lose_nothing(page: Page) -> None:
    first = Notebook(page, *code("a = 1")).press("b").has("a = 1", "").kept()
    second = Notebook(page.context.new_page()).has("a = 1", "")
    second.press("Enter")
    second.page.keyboard.type("second")
    second.has("seconda = 1", "").kept()
    expect(first.notice).to_contain_text("Another tab changes this notebook too.")
    page.bring_to_front()
    first.press("Enter")
    page.keyboard.type("first")
    first.has("a = 1", "first").kept()
    page.reload()
    first.has("a = 1", "first")
    second.page.reload()
    second.has("seconda = 1", "")


def test_a_link_opens_without_running_anything(page: Page) -> None:
    notebook = Notebook(page, *code("print(1)"))
    expect(notebook.cell(1)).to_have_attribute("aria-label", "Cell 1, code, not run")
    page.evaluate("hash => { location.hash = hash }", linked(("code", "other"), name="other"))
    notebook.has("other")


def test_a_damaged_link_says_so(page: Page) -> None:
    notebook = Notebook(page, path="./notebook/#1.AAAA")
    expect(notebook.notice).to_contain_text("This link cannot be read")


def test_a_link_is_copied_with_the_text_of_all_cells(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    notebook = Notebook(page, *code("a = 1", "b = 2"))
    notebook.press("d", "d").button("Share").click()
    expect(notebook.notice).to_contain_text("The link is copied.")
    address = page.evaluate("navigator.clipboard.readText()")
    other = page.context.new_page()
    other.goto(address)
    expect(other.locator("notebook-cell")).to_have_count(1)


def test_markdown_of_a_foreign_notebook_does_nothing(page: Page, faults: Faults) -> None:
    text = "<img src=x onerror='document.title=1'> [a](javascript:alert(1)) ![p](https://example.org/p.png)"
    notebook = Notebook(page, ("markdown", text))
    expect(notebook.cell(1)).to_contain_text("<img src=x")
    expect(notebook.cell(1).locator("img")).to_have_count(0)
    expect(notebook.cell(1).get_by_role("link")).to_have_count(1)
    assert faults.unexpected() == []


def test_an_embed_shows_the_links_cells_without_header_and_keeps_nothing(page: Page) -> None:
    notebook = Notebook(page, *code("a = 1"), path="./embed/notebook/")
    expect(page.locator(".site-bar")).to_have_count(0)
    expect(notebook.button("Open in the notebook")).to_be_visible()
    notebook.press("b").has("a = 1", "")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('notebook'))") == []


def test_where_the_storage_is_full_the_browser_asks_before_changes_are_lost(page: Page) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    leaves = "() => dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    page.add_init_script(full)
    notebook = Notebook(page, *code("a = 1"))
    assert page.evaluate(leaves)
    notebook.press("b").has("a = 1", "")
    expect(notebook.notice).to_contain_text("Your browser keeps no drafts here")
    assert not page.evaluate(leaves)
    with page.expect_download():
        notebook.button("Save").click()
    assert page.evaluate(leaves)
