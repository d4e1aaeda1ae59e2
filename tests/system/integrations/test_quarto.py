"""Tests of the Quarto filter, run by pandoc: HTML gets working embeds, other formats programs and pictures."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sample_projects import HOSTILE, NEURON, PRODUCT, copy_project, run, states


@pytest.fixture
def sample(tmp_path: Path, server: str) -> Path:
    if shutil.which("pandoc") is None:
        pytest.fail("pandoc is missing: install it (Debian: apt-get install pandoc).", pytrace=False)
    return copy_project("quarto", tmp_path, server) / "sample"


def rendered(sample: Path, target: str, *more: str) -> str:
    """The sample's page in another format, which is also written beside it, such as course.html."""
    out = sample / f"course.{target}"
    filters = ("--lua-filter", sample.parent / "playground.lua")
    run("pandoc", "-f", "markdown", "-t", target, *more, *filters, sample / "course.qmd", "-o", out)
    return out.read_text(encoding="utf-8")


def add(sample: Path, block: str) -> None:
    with (sample / "course.qmd").open("a", encoding="utf-8") as page:
        page.write(f"\n{block}\n")


def test_a_page_holds_embeds_that_open_where_they_should(page: Page, site: Callable[[Path], str], sample: Path) -> None:
    add(sample, f"```{{.playground caption='<i> & \"words\"'}}\n{HOSTILE}\n```")
    rendered(sample, "html", "--standalone")
    page.goto(f"{site(sample)}/course.html")
    product, neuron, hostile = states(page)
    assert product["code"] == PRODUCT
    assert product["step"] == product["steps"] > 0
    assert (neuron["code"], neuron["phase"], neuron["level"]) == (NEURON, "backward", "atoms")
    expect(page.locator("iframe").nth(1).content_frame.get_by_label("Python program")).to_have_attribute(
        "contenteditable", "false"
    )
    assert hostile["code"] == HOSTILE
    expect(page.locator("figcaption").last).to_have_text('<i> & "words"')


def test_without_scripts_the_program_is_shown(browser: Browser, site: Callable[[Path], str], sample: Path) -> None:
    add(sample, f"```{{.playground}}\n{HOSTILE}\n```")
    rendered(sample, "html", "--standalone")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site(sample)}/course.html")
    expect(page.locator("autograd-playground pre").last).to_have_text(HOSTILE)
    context.close()


def test_slides_hold_the_element_and_load_its_script_once(sample: Path) -> None:
    slides = rendered(sample, "revealjs")
    assert slides.count("<autograd-playground ") == 2
    assert slides.count("<script ") == 1


@pytest.mark.parametrize("target", ["latex", "docbook", "plain"])
def test_other_formats_get_the_program_and_its_picture(sample: Path, target: str) -> None:
    text = rendered(sample, target)
    assert "autograd-playground" not in text
    assert "backward()" in text
    assert ("The graph of a product and a sum." if target == "plain" else "product.png") in text
    assert "The gradient of a is the value of b." in text


def test_an_unknown_option_ends_the_rendering(sample: Path) -> None:
    add(sample, "```{.playground setp=3}\na = Value(1.0)\n```")
    with pytest.raises(AssertionError, match="A playground has no option 'setp'; there are step,"):
        rendered(sample, "html")
