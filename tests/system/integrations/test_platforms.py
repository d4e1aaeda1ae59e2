"""Tests of the texts to paste into Moodle and Canvas, in a page of another origin instead of the platforms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.documentation import fences
from tests.support.sample_projects import INTEGRATIONS, PLACEHOLDER, run_documented

PROGRAM = "a = Value(2.0)\nb = a*3\nb.backward()"
PLATFORMS = ["moodle", "canvas"]


def pasted(platform: str, kind: str, server: str) -> list[str]:
    texts = fences(INTEGRATIONS / platform / "README.md", kind)
    assert all(PLACEHOLDER in text for text in texts)
    return [text.replace(PLACEHOLDER, f"{server}/") for text in texts]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_pasted_frame_opens_at_its_end_and_a_picture_is_drawn(
    page: Page, server: str, tmp_path: Path, site: Callable[[Path], str], platform: str
) -> None:
    frame, picture = pasted(platform, "html", server)
    (tmp_path / "page.html").write_text(f"<!doctype html>{frame}{picture}", encoding="utf-8")
    page.goto(f"{site(tmp_path)}/page.html")
    embed = page.frame_locator("iframe")
    expect(embed.locator(".graph .node").first).to_be_visible()
    expect(embed.get_by_label("Python program")).to_have_text(PROGRAM.replace("\n", ""))
    count = embed.locator(".place-count").inner_text().split()
    assert count[1] == count[3]
    assert page.locator("img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 100


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_address_of_an_activity_opens_the_embed(page: Page, server: str, platform: str) -> None:
    (address,) = pasted(platform, "text", server)
    page.goto(address.strip())
    expect(page.locator(".graph .node").first).to_be_visible()
    expect(page.get_by_label("Python program")).to_have_text(PROGRAM.replace("\n", ""))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_file_to_upload_shows_the_program_and_its_graph(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    (tmp_path / "lesson.py").write_text(PROGRAM, encoding="utf-8")
    (command,) = {
        *fences(INTEGRATIONS / "moodle" / "README.md", "sh"),
        *fences(INTEGRATIONS / "canvas" / "README.md", "sh"),
    }
    run_documented(command, {"lesson.py": tmp_path / "lesson.py", "lesson.html": tmp_path / "lesson.html"})
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((tmp_path / "lesson.html").as_uri())
    if scripts:
        page.get_by_role("button", name="Last").click()
    expect(page.get_by_text("b = a*3").first).to_be_visible()
    expect(page.locator("svg").filter(has_text="data6").first).to_be_visible()
    context.close()
