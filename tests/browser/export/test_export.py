"""Tests of the export dialog: each exported file is opened and checked."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from autograd_playground.engine.service.api import handle_json
from tests.support.chromium import Faults
from tests.support.gif_decoder import frames
from tests.support.pages.playground import Playground

TEXT = "a = Value(2.0)\nb = Value(-3.0)\nc = a * b\nd = c.tanh()\nd.backward()\n"
SVG = "{http://www.w3.org/2000/svg}"


def dialog(page: Page) -> Locator:
    return page.locator("export-dialog dialog")


def open_dialog(page: Page, *keys: str) -> Playground:
    """The playground with the program TEXT, after these keys, with the export dialog open."""
    playground = Playground(page).write(TEXT).answered().leave_editor()
    expect(page.locator("graph-view .operator").filter(has_text="tanh")).to_be_visible()
    playground.press("Home", *keys)
    page.get_by_role("button", name="Export", exact=True).click()
    expect(dialog(page)).to_be_visible()
    return playground


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button of the dialog saves."""
    with page.expect_download() as download:
        dialog(page).get_by_role("button", name=button, exact=True).click()
    content = Path(download.value.path()).read_bytes()
    expect(dialog(page).get_by_role("status")).to_contain_text(f"{download.value.suggested_filename} is saved")
    return download.value.suggested_filename, content


def api_reply(method: str, **params: object) -> dict[str, object]:
    reply = json.loads(handle_json(json.dumps({"method": method, "params": {"source": TEXT, **params}}), "server"))
    assert "error" not in reply
    return dict(reply)


def steps() -> list[dict[str, str]]:
    return api_reply("trace")["steps"]  # type: ignore[return-value]


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """The width, the height and the decompressed rows of a PNG; checks the checksum of each chunk."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    stream, data = io.BytesIO(png[8:]), b""
    while header := stream.read(8):
        length, kind = struct.unpack(">I4s", header)
        body = stream.read(length)
        assert zlib.crc32(kind + body) == struct.unpack(">I", stream.read(4))[0]
        data += body if kind == b"IDAT" else b""
    return width, height, zlib.decompress(data)


def test_the_svg_has_the_numbers_of_the_step_and_needs_no_style_sheet(page: Page) -> None:
    open_dialog(page, "ArrowRight", "ArrowRight", "ArrowRight")
    name, content = saved(page, "SVG")
    assert name == "d-step-3.svg"
    root = ElementTree.fromstring(content)
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert {"a", "2", "−6"} <= set(texts)
    assert texts.count("") == 1 + 4 + 1  # the data of d, every grad, and the label of no edge
    assert root.findtext(f"{SVG}title") == steps()[2]["text"]
    assert not [element for element in root.iter() if {"class", "style", "id"} & set(element.keys())]
    assert all(element.get("fill") for element in root.iter(f"{SVG}text"))
    assert b"var(" not in content


def test_the_svg_has_the_colours_of_the_page(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    open_dialog(page, "End")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    root = ElementTree.fromstring(saved(page, "SVG")[1])
    assert root.find(f"{SVG}rect").get("fill") == dark  # type: ignore[union-attr]
    dialog(page).get_by_label("without a background").check()
    assert ElementTree.fromstring(saved(page, "SVG")[1]).find(f"{SVG}rect") is None


def test_the_png_is_the_graph_at_twice_its_size(page: Page) -> None:
    open_dialog(page, "End")
    root = ElementTree.fromstring(saved(page, "SVG")[1])
    name, content = saved(page, "PNG")
    width, height, rows = pixels(content)
    assert name.endswith(".png")
    assert abs(width - 2 * float(root.get("width", "0"))) <= 2
    assert abs(height - 2 * float(root.get("height", "0"))) <= 2
    assert len(set(rows)) > 20, "the picture is empty"


def test_the_gif_has_a_frame_for_every_step(page: Page) -> None:
    open_dialog(page, "Home")
    name, content = saved(page, "GIF")
    assert name == "d.gif"
    gif = frames(content)
    assert len(gif) == len(steps()) + 1
    width, height = struct.unpack("<HH", content[6:10])
    assert (gif[0].width, gif[0].height) == (width, height)
    assert all(frame.pixels == frame.width * frame.height for frame in gif)
    assert 3 <= sum(frame.delay for frame in gif) / 100 <= 60


def test_the_gif_can_be_shown_by_the_browser(page: Page) -> None:
    open_dialog(page, "Home")
    _, content = saved(page, "GIF")
    size = page.evaluate(
        """async (bytes) => {
            const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/gif" }));
            return [bitmap.width, bitmap.height];
        }""",
        list(content),
    )
    assert tuple(size) == struct.unpack("<HH", content[6:10])


def test_an_animation_reports_its_progress_and_can_be_cancelled(page: Page) -> None:
    playground = open_dialog(page, "Home")
    # The GIF of so small a graph is finished before Playwright could click a second time.
    status = page.evaluate(
        """async () => {
            const element = document.querySelector("export-dialog");
            const buttons = () => [...element.querySelectorAll("button")];
            const button = (name) => buttons().find((each) => each.textContent.trim() === name);
            button("GIF").click();
            await element.updateComplete;
            const status = element.querySelector("[role=status]").textContent.trim();
            button("Cancel").click();
            return status;
        }"""
    )
    assert status == "GIF is being made: 0%."
    expect(dialog(page).get_by_role("status")).to_have_text("GIF is cancelled.")
    expect(page.locator(".export-stage")).to_have_count(0)
    dialog(page).get_by_role("button", name="Close").click()
    playground.at(0)


@pytest.mark.parametrize(
    ("button", "format", "name"),
    [
        ("PyTorch", "torch", "d.py"),
        ("JAX", "jax", "d.py"),
        ("LaTeX", "latex", "d.tex"),
        ("DOT", "dot", "d.dot"),
        ("JSON", "json", "d.json"),
    ],
)
def test_the_engines_text_is_saved_unchanged(page: Page, button: str, format: str, name: str) -> None:
    open_dialog(page, "End")
    assert saved(page, button) == (name, str(api_reply("export", format=format)["text"]).encode())


def test_the_saved_trace_is_the_one_of_the_api(page: Page) -> None:
    open_dialog(page, "End")
    assert json.loads(saved(page, "JSON")[1]) == api_reply("trace")


def test_an_export_that_fails_is_reported_in_the_dialog(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    open_dialog(page, "End")
    page.route("**/api/export", lambda route: route.abort())
    faults.allow("ERR_FAILED")
    dialog(page).get_by_role("button", name="PyTorch", exact=True).click()
    expect(dialog(page).locator(".status-fault")).to_contain_text("The server does not answer.")


def test_files_of_an_example_have_its_name(page: Page) -> None:
    Playground(page).choose_example("a + a").press("Home")
    page.get_by_role("button", name="Export", exact=True).click()
    assert saved(page, "DOT")[0] == "twice.dot"


def test_the_printed_solution_holds_every_step_in_words_and_numbers(page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1 }")
    open_dialog(page)
    dialog(page).get_by_role("button", name="Print", exact=True).click()
    page.emulate_media(media="print")
    paper = page.locator(".printable")
    expect(paper).to_be_visible()
    expect(page.locator("app-shell")).to_be_hidden()
    assert page.evaluate("window.printed") == 1
    items = paper.locator("li")
    assert items.count() == len(steps())
    for number, step in enumerate(steps()):
        item = items.nth(number)
        assert item.get_attribute("value") == str(number + 1)
        assert step["text"].replace("`", "") in re.sub(r"\s+", " ", item.inner_text())
        assert item.locator("math").count() >= (1 if step["math"] else 0)
    expect(paper.get_by_role("row", name="d tanh(c) ")).to_be_visible()
    expect(paper.locator("figure svg")).to_be_visible()
    expect(paper.locator("pre")).to_contain_text("c = a * b")
    assert page.pdf().startswith(b"%PDF")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(paper).to_have_count(0)


def test_the_export_dialog_works_by_keyboard_and_gives_the_focus_back(page: Page) -> None:
    Playground(page)
    button = page.get_by_role("button", name="Export", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(button).to_be_focused()
