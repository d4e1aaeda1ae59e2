"""Tests of docs/teachers.md, followed literally: its code is typed, and its buttons are pressed."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.chromium import Faults
from tests.support.documentation import fences, instructions, section
from tests.support.pages.playground import Playground
from tests.support.sample_projects import PLACEHOLDER, run_documented, states
from tests.support.server import ROOT, running

DOCUMENT = ROOT / "docs" / "teachers.md"
STEPS = section(DOCUMENT.read_text(encoding="utf-8"), "In a minute")


def test_from_nothing_to_an_embedded_example(page: Page, server: str, tmp_path: Path, faults: Faults) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    (start, *middle, serve) = instructions(STEPS)

    # `server` is what `make run` starts: it prints the address that the document shows.
    assert start.text.splitlines()[-1] == "make run"
    printed = re.search(r"`(Autograd Playground: http://127\.0\.0\.1:)8000`", STEPS)
    assert printed
    playground = Playground(page)

    program = ""
    for kind, text in middle:
        if kind == "python":
            program = text.rstrip()
            playground.write(program).answered()
        elif kind == "press":
            page.get_by_role("button", name=text, exact=True).click()
        else:
            assert kind == "html"
            assert text.splitlines()[3] == "PASTE HERE"
            copied = page.evaluate("navigator.clipboard.readText()")
            (tmp_path / "page.html").write_text(text.replace("PASTE HERE", copied), encoding="utf-8")

    command = shlex.split(serve.text.replace("9000", "0"))
    assert command[0] == "python3"
    with running([sys.executable, "-u", *command[1:]], folder=tmp_path) as origin:
        faults.allow(f"another host: {origin}")
        faults.allow(r"404 .*favicon\.ico")
        page.goto(f"{origin}/page.html")
        embed = page.frame_locator("iframe")
        expect(embed.locator(".graph .node").first).to_be_visible()
        assert embed.get_by_label("Python program").inner_text().split("\n") == program.split("\n")
        # It opens at its end, and can be stepped back as the document says.
        position = embed.locator(".place-count")
        expect(position).to_have_text(re.compile(r"^step (\d+) of \1$"))
        embed.locator(".button-first").click()
        expect(position).to_contain_text("step 0 of")


def test_the_element_by_hand(page: Page, server: str, tmp_path: Path, site: Callable[[Path], str]) -> None:
    html = fences(DOCUMENT, "html")[-1]
    assert PLACEHOLDER in html
    (tmp_path / "page.html").write_text(html.replace(PLACEHOLDER, f"{server}/"), encoding="utf-8")
    page.goto(f"{site(tmp_path)}/page.html")
    (state,) = states(page)
    assert state["phase"] == "backward"
    assert state["code"] == fences(DOCUMENT, "python")[0].rstrip()


def test_a_playground_without_a_server(tmp_path: Path) -> None:
    run_documented(fences(DOCUMENT, "sh")[-1], {"site/": tmp_path / "site"})
    assert (tmp_path / "site" / "index.html").exists()
    assert (tmp_path / "site" / "autograd-playground.js").exists()
