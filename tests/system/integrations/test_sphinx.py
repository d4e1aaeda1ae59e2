"""Tests of the Sphinx extension: HTML gets working embeds, LaTeX and epub get pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sample_projects import HOSTILE, NEURON, PRODUCT, copy_project, indented, python, states

OPTIONS = ':alt: <i> & "words"\n:caption: <i> & words\n'


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, server: str) -> Callable[[str], Path]:
    """Build the sample, with an extra page whose program is hostile, by a builder; returns the output folder."""
    folder = tmp_path_factory.mktemp("sphinx")
    sample = copy_project("sphinx", folder, server) / "sample"
    page = f"Hostile\n=======\n\n.. playground::\n{indented(OPTIONS)}\n{indented(HOSTILE)}"
    (sample / "hostile.rst").write_text(":orphan:\n\n" + page, encoding="utf-8")

    def out(builder: str) -> Path:
        if not (folder / builder).exists():
            python("sphinx", "-q", "-W", "-b", builder, "-d", folder / f"{builder}-trees", sample, folder / builder)
        return folder / builder

    return out


def test_the_pages_hold_embeds_that_open_where_they_should(
    page: Page, site: Callable[[Path], str], build: Callable[[str], Path]
) -> None:
    origin = site(build("html"))
    page.goto(f"{origin}/index.html")
    (product,) = states(page)
    assert product["code"] == PRODUCT
    assert product["step"] == product["steps"] > 0
    expect(page.locator("figcaption")).to_contain_text("The gradient of a is the value of b.")
    page.goto(f"{origin}/neuron.html")
    (neuron,) = states(page)
    assert (neuron["code"], neuron["phase"], neuron["level"]) == (NEURON, "backward", "atoms")
    label = page.frame_locator("iframe").get_by_label("Python program")
    expect(label).to_have_attribute("contenteditable", "false")
    page.goto(f"{origin}/hostile.html")
    assert [state["code"] for state in states(page)] == [HOSTILE]


def test_without_scripts_the_program_and_its_picture_are_shown(
    browser: Browser, site: Callable[[Path], str], build: Callable[[str], Path]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site(build('html'))}/hostile.html")
    element = page.locator("autograd-playground")
    expect(element.locator("pre")).to_have_text(HOSTILE)
    expect(element.get_by_alt_text('<i> & "words"')).to_be_visible()
    expect(page.locator("figcaption")).to_contain_text("<i> & words")
    context.close()


def test_an_epub_holds_programs_and_pictures_and_no_scripts(build: Callable[[str], Path]) -> None:
    out = build("epub")
    for name, program in (("index", PRODUCT), ("neuron", NEURON), ("hostile", HOSTILE)):
        tree = ElementTree.parse(out / f"{name}.xhtml")
        texts = ["".join(pre.itertext()).strip() for pre in tree.iter("{http://www.w3.org/1999/xhtml}pre")]
        assert texts == [program]
        (picture,) = [image.attrib["src"] for image in tree.iter("{http://www.w3.org/1999/xhtml}img")]
        assert "<svg" in (out / picture).read_text(encoding="utf-8")
        assert not [element.tag for element in tree.iter() if "autograd" in element.tag or "script" in element.tag]


def test_latex_gets_programs_and_pictures(build: Callable[[str], Path]) -> None:
    out = build("latex")
    (book,) = out.glob("*.tex")
    text = book.read_text(encoding="utf-8")
    pictures = re.findall(r"\\sphinxincludegraphics\[\]\{(\S+?)\}", text)
    assert len(pictures) == 2  # the hostile page is in no table of contents
    assert all((out / picture).read_bytes().startswith(b"%PDF") for picture in pictures)
    assert r"\caption{The gradient of" in text


def test_where_the_playground_is_not_installed_programs_come_without_pictures(tmp_path: Path, server: str) -> None:
    sample = copy_project("sphinx", tmp_path, server) / "sample"
    # A module of the current folder hides the installed package.
    (tmp_path / "autograd_playground.py").write_text("raise ImportError", encoding="utf-8")
    python("sphinx", "-q", "-W", "-b", "html", sample, tmp_path / "out", folder=tmp_path)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "<autograd-playground " in page
    assert "<img" not in page


def test_an_invalid_block_is_a_warning_at_its_line(tmp_path: Path, server: str) -> None:
    sample = copy_project("sphinx", tmp_path, server) / "sample"
    wrong = {"": "a = import", ":step: last": "a = 1", ":panels: code,everything": "a = 1", ":height: -3": "a = 1"}
    blocks = "".join(f"\n.. playground::\n   {option}\n\n   {code}\n" for option, code in wrong.items())
    (sample / "index.rst").write_text(f"A course\n========\n{blocks}", encoding="utf-8")
    with pytest.raises(AssertionError) as failed:
        python("sphinx", "-q", "-W", "-b", "html", sample, tmp_path / "out")
    for message in (
        r"index\.rst:7: WARNING: playground: `import",
        "step is a whole number",
        '"everything" unknown',
        "must be positive",
    ):
        assert re.search(message, str(failed.value)), message
