"""Tests of the Jupyter magic in a real IPython: the sample's cells run, and a page shows their outputs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from IPython.core.interactiveshell import InteractiveShell
from playwright.sync_api import Browser, Page
from traitlets.config import Config

from tests.support.sample_projects import HOSTILE, NEURON, PRODUCT, copy_project, states

MODULE = "autograd_playground_jupyter"

# A notebook sets an output's HTML, and then replaces its scripts so that they run.
SHOW = """html => {
    const output = document.body.appendChild(document.createElement("div"));
    output.innerHTML = html;
    for (const old of output.querySelectorAll("script")) {
        const script = document.createElement("script");
        for (const { name, value } of old.attributes) script.setAttribute(name, value);
        old.replaceWith(script);
    }
}"""


@pytest.fixture
def notebook(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample; the magic is beside it on the path."""
    folder = copy_project("jupyter", tmp_path, server)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    return folder / "sample" / "course.ipynb"


@pytest.fixture
def shell(notebook: Path) -> Iterator[InteractiveShell]:
    config = Config()
    config.HistoryManager.enabled = False
    # Without a module of its own the shell would replace __main__.
    yield InteractiveShell(config=config, user_module=ModuleType("notebook"))
    sys.modules.pop(MODULE, None)


def output(shell: InteractiveShell, cell: str) -> dict[str, str]:
    """The output of a cell, by media type."""
    result = shell.run_cell(cell)
    result.raise_error()
    assert shell.display_formatter is not None
    bundle, _ = shell.display_formatter.format(result.result)
    return dict(bundle)


def loaded(shell: InteractiveShell, server: str) -> InteractiveShell:
    output(shell, f"%load_ext {MODULE}\n%playground {server}")
    return shell


def test_the_sample_holds_embeds_that_open_where_they_should(
    page: Page, site: Callable[[Path], str], tmp_path: Path, notebook: Path, shell: InteractiveShell
) -> None:
    cells = ["".join(c["source"]) for c in json.loads(notebook.read_text())["cells"] if c["cell_type"] == "code"]
    outputs = [output(shell, cell) for cell in cells]
    (tmp_path / "lab.html").write_text("<!doctype html><title>Notebook</title>", encoding="utf-8")
    page.goto(f"{site(tmp_path)}/lab.html")
    for bundle in outputs[1:]:
        page.evaluate(SHOW, bundle["text/html"])
    product, neuron = states(page)
    assert product["code"] == PRODUCT == outputs[1]["text/plain"]
    assert product["step"] == product["steps"] > 0
    assert (neuron["code"], neuron["phase"], neuron["level"]) == (NEURON, "backward", "atoms")


def test_a_hostile_cell_is_shown_as_it_was_typed(
    browser: Browser, site: Callable[[Path], str], tmp_path: Path, server: str, shell: InteractiveShell
) -> None:
    bundle = output(loaded(shell, server), f"%%playground\n{HOSTILE}")
    assert bundle["text/plain"] == HOSTILE
    (tmp_path / "saved.html").write_text(f"<!doctype html>{bundle['text/html']}", encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site(tmp_path)}/saved.html")
    assert page.locator("autograd-playground pre").text_content() == HOSTILE
    context.close()


@pytest.mark.parametrize("option", ["setp=3", "step", "readonly=1", '"><b>'])
def test_an_unknown_option_is_refused(
    server: str, shell: InteractiveShell, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = loaded(shell, server).run_cell(f"%%playground {option}\na = Value(1.0)")
    assert not result.success
    assert "A playground has no option" in capsys.readouterr().err
