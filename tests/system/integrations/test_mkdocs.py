"""Tests of the MkDocs plugin: the sample, built by MkDocs itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sample_projects import HOSTILE, NEURON, PRODUCT, copy_project, python, states


def built(sample: Path) -> Path:
    python("mkdocs", "build", "--strict", "--quiet", "-f", sample / "mkdocs.yml", "-d", sample / "out")
    return sample / "out"


@pytest.fixture
def course(tmp_path: Path, server: str, site: Callable[[Path], str]) -> str:
    """The address of the sample, with an extra page whose program is hostile."""
    sample = copy_project("mkdocs", tmp_path, server) / "sample"
    fence = f"```playground caption='<i> & \"words\"'\n{HOSTILE}\n```\n"
    (sample / "docs" / "hostile.md").write_text(fence, encoding="utf-8")
    return site(built(sample))


def test_the_page_holds_embeds_that_open_where_they_should(page: Page, course: str) -> None:
    page.goto(course)
    product, neuron = states(page)
    assert product["code"] == PRODUCT
    assert product["step"] == product["steps"] > 0
    assert (neuron["code"], neuron["phase"], neuron["level"]) == (NEURON, "backward", "atoms")
    label = page.frame_locator("iframe").nth(1).get_by_label("Python program")
    expect(label).to_have_attribute("contenteditable", "false")
    page.goto(f"{course}/hostile/")
    assert [state["code"] for state in states(page)] == [HOSTILE]
    expect(page.locator("figcaption")).to_have_text('<i> & "words"')


def test_without_scripts_the_program_is_shown(browser: Browser, course: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{course}/hostile/")
    expect(page.locator("autograd-playground pre")).to_have_text(HOSTILE)
    context.close()


def test_other_fences_stay_as_they_are(tmp_path: Path, server: str) -> None:
    sample = copy_project("mkdocs", tmp_path, server) / "sample"
    settings = sample / "mkdocs.yml"
    more = "markdown_extensions: [{pymdownx.superfences: {custom_fences: [{name: mine, class: mine}]}}]\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    page = "```mine\nx < 1\n```\n\n```python\ny = 2\n```\n\n```playground\na = Value(1.0)\n```\n"
    (sample / "docs" / "index.md").write_text(page, encoding="utf-8")
    html = (built(sample) / "index.html").read_text(encoding="utf-8")
    assert '<pre class="mine"><code>x &lt; 1</code></pre>' in html
    assert html.count("<autograd-playground>") == 1


def test_an_unknown_option_ends_the_build(tmp_path: Path, server: str) -> None:
    sample = copy_project("mkdocs", tmp_path, server) / "sample"
    (sample / "docs" / "index.md").write_text('```playground setp="3"\na = Value(1.0)\n```\n', encoding="utf-8")
    with pytest.raises(AssertionError, match="A playground has no option 'setp'; there are step,"):
        built(sample)
