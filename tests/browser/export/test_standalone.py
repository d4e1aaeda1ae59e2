"""Tests of the standalone HTML file, opened from a disk: no server, no network, with scripts and without."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from autograd_playground.engine.examples import EXAMPLES, Example
from autograd_playground.engine.service.api import handle
from autograd_playground.engine.trace import snapshot
from tests.support.axe import violations
from tests.support.pages.playground import NO_SCROLLING, Playground, scrolls
from tests.support.server import ROOT

MAX_BYTES = 300_000
HOSTILE = """\
# </script></title></style><!-- <script>alert(1)</script> {{program}} {{content}} $& '"
a = Value(2.0, label="</script><script>alert(1)</script>")
b = Value(3.0, label="<img src=x onerror='alert(1)'> {{rows}}")
c = a*b
print("</script><script>alert(1)</script> \\\\u003c")
c.backward()
"""
README = next(example for example in EXAMPLES if example.id == "readme")
ROWS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"

Opened = Callable[..., Page]


def exported(program: str, output: Path, *options: str) -> Path:
    """The file that the export command writes for `program`, which it reads from standard input."""
    command = [sys.executable, "server.py", "export", "-", "-o", str(output), *options]
    subprocess.run(command, cwd=ROOT, input=program.encode(), check=True)
    return output


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The standalone file of the example from micrograd's README."""
    return exported(README.source, tmp_path_factory.mktemp("file") / "readme.html")


@pytest.fixture(scope="module")
def trace() -> dict[str, Any]:
    return handle({"method": "trace", "params": {"source": README.source}})


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Function that opens a file offline in a new browser context; the file must log nothing and request nothing."""
    contexts: list[BrowserContext] = []
    seen: list[str] = []

    def refuse(route: Route) -> None:
        seen.append(route.request.url)
        route.abort()

    def open_file(path: Path, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_offline(True)
        context.route(lambda url: url != path.as_uri(), refuse)
        context.on("console", lambda message: seen.append(message.text))
        context.on("weberror", lambda error: seen.append(str(error.error)))
        context.on("dialog", lambda dialog: seen.append(dialog.message))
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert seen == []


def values(page: Page) -> list[list[str]]:
    """The data and grad of each value in the table."""
    return [row[-2:] for row in page.locator(".values tbody tr").evaluate_all(ROWS)]


def computed(trace: dict[str, Any], step: int) -> list[list[str]]:
    """The data and grad of each value after `step` steps, as the engine computes them."""
    shown = (
        "" if x is None else repr(x) for node in snapshot.nodes_at(trace, step) for x in (node["data"], node["grad"])
    )
    return [list(pair) for pair in zip(shown, shown, strict=True)]


def size(file: Path) -> int:
    return file.stat().st_size


def test_micrograds_readme_takes_at_most_300_kb(file: Path) -> None:
    assert size(file) <= MAX_BYTES


def test_it_is_stepped_both_ways_by_keys_and_shows_the_engines_numbers(
    opened: Opened, file: Path, trace: dict[str, Any]
) -> None:
    page = opened(file)
    player = Playground(page, visit=False)
    player.in_every_detail()
    length = len(trace["steps"])
    player.at(0)
    assert values(page) == computed(trace, 0)
    for step in range(1, length + 1):
        player.press("ArrowRight")
        if step % 29 == 0 or step == length:
            player.at(step)
            assert values(page) == computed(trace, step)
            expect(player.step).to_contain_text(trace["steps"][step - 1]["text"].replace("`", ""))
    for step in range(length - 1, -1, -1):
        player.press("ArrowLeft")
        if step % 29 == 0:
            player.at(step)
            assert values(page) == computed(trace, step)


def test_it_is_stepped_both_ways_by_buttons(opened: Opened, file: Path, trace: dict[str, Any]) -> None:
    page = opened(file)
    player = Playground(page, visit=False)
    for _ in range(3):
        player.button("Next").click()
    player.at(3)
    assert values(page) == computed(trace, 3)
    player.button("Back").click()
    player.at(2)
    assert values(page) == computed(trace, 2)
    player.button("Last").click()
    assert values(page) == computed(trace, len(trace["steps"]))


def test_the_drawing_the_code_and_the_arithmetic_follow_the_step(
    opened: Opened, file: Path, trace: dict[str, Any]
) -> None:
    page = opened(file)
    player = Playground(page, visit=False)
    box = page.locator(".graph #n1")
    line = page.locator(".listing tbody tr").nth(1).locator("td")
    expect(box).to_contain_text("datagrad")
    expect(line).to_have_text(["b = Value(2.0)", "", ""])
    player.press("End")
    expect(box).to_contain_text("data2grad645.58")
    expect(line).to_have_text(["b = Value(2.0)", "2", "645.58"])
    player.press("3", "ArrowRight")
    flow = next(step for step in trace["steps"] if step["kind"] == "flow")
    player.show_formula_and_code()
    expect(player.step.locator(".step-rule code")).to_have_text(flow["rule"])
    assert player.step.locator("math mfrac").count() > 2
    expect(page.locator(".listing mark")).to_have_count(1)


def test_phases_keys_scrubber_and_play_work(opened: Opened, file: Path, trace: dict[str, Any]) -> None:
    page = opened(file)
    player = Playground(page, visit=False).in_every_detail()
    length = len(trace["steps"])
    for key, phase in (("2", "order"), ("3", "backward"), ("1", "forward")):
        player.press(key).at(snapshot.steps_to_phase(trace, phase))
        expect(player.position).to_contain_text(phase)
    page.get_by_role("slider", name="Step").fill("100")
    player.at(100)
    page.get_by_label("Speed").select_option(label="instant")
    player.press("Home", "Space").at(length)
    page.get_by_label("Go by").select_option(label="phase")
    player.button("Back").click()
    player.at(snapshot.steps_to_phase(trace, "order"))  # the search is one place


def test_a_value_in_the_table_opens_its_ledger(opened: Opened, file: Path) -> None:
    page = opened(file)
    player = Playground(page, visit=False).press("End")
    page.locator(".values tbody th button").first.click()
    expect(player.order).to_contain_text("Contributions to a.grad")
    expect(page.locator(".graph #n0")).to_have_class(re.compile(r"\bselected\b"))


def test_it_opens_at_the_requested_phase_with_the_requested_title(
    opened: Opened, tmp_path: Path, trace: dict[str, Any]
) -> None:
    page = opened(exported(README.source, tmp_path / "at.html", "--phase", "backward", "--title", "A & B"))
    Playground(page, visit=False).in_every_detail().at(snapshot.steps_to_phase(trace, "backward"))
    expect(page).to_have_title("A & B")
    expect(page.get_by_role("heading", name="A & B")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 360])
def test_without_scripts_the_picture_the_program_and_the_table_are_shown(
    opened: Opened, file: Path, trace: dict[str, Any], width: int
) -> None:
    page = opened(file, width, 640, java_script_enabled=False)
    expect(page.get_by_role("img", name="A graph of 39 values that ends in g₂")).to_be_visible()
    expect(page.locator("figure #n1")).to_contain_text(re.compile(r"b\s*data\s*2\s*grad\s*645\.58"))
    expect(page.locator("pre")).to_contain_text("g += 10.0 / f")
    assert values(page) == computed(trace, len(trace["steps"]))
    assert scrolls(page)["sideways"] is False


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 640)])
def test_it_can_be_read_by_everybody(opened: Opened, file: Path, width: int, height: int, scheme: str) -> None:
    page = opened(file, width, height, color_scheme=scheme)
    Playground(page, visit=False).press("3", "ArrowRight")
    assert violations(page) == []
    assert scrolls(page) == NO_SCROLLING
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(21, 23, 26)") is (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_it_can_be_read_by_everybody(opened: Opened, file: Path, tmp_path: Path, scheme: str) -> None:
    still_file = tmp_path / "still.html"
    # axe is a script itself, so scripts cannot be turned off; the player's script is removed from the file.
    still_file.write_text(re.sub(r"<script>.*</script>", "", file.read_text(), flags=re.DOTALL))
    assert violations(opened(still_file, color_scheme=scheme)) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_words_are_words(opened: Opened, tmp_path: Path, scripts: bool) -> None:
    title = "</title><script>alert(1)</script> {{rows}}"
    file = exported(HOSTILE, tmp_path / "hostile.html", "--title", title, "--step", "end")
    page = opened(file, java_script_enabled=scripts)
    expect(page).to_have_title(title)
    names = [row[0] for row in page.locator(".values tbody tr").evaluate_all(ROWS)]
    assert names[0].startswith("</script><script>alert(1)</script>")
    assert names[1].startswith("<img src=x onerror='alert(1)'> {{rows}}")
    expect(page.locator("code").first).to_contain_text(HOSTILE.splitlines()[0])
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
    if scripts:
        expect(page.locator(".listing code").first).to_have_text(HOSTILE.splitlines()[0])
        Playground(page, visit=False).in_every_detail().press("ArrowLeft").at(len(_steps(HOSTILE)) - 1)


def test_a_folded_graph_stays_folded(opened: Opened, tmp_path: Path) -> None:
    page = opened(
        exported(
            "net = MLP(3, [16, 16, 1])\nL = net([1.0, 2.0, 3.0])**2\nL.backward()\nprint(L.data > 0)\n",
            tmp_path / "net.html",
        )
    )
    Playground(page, visit=False).press("End")
    expect(page.locator(".place-phase")).to_contain_text("backward")
    expect(page.locator(".graph #g0")).to_contain_text("Layer 0 of MLP: 16 neurons")
    expect(page.locator(".graph [role=button]")).to_have_count(0)
    expect(page.locator("output-panel")).to_contain_text("True")


def _steps(source: str) -> list[Any]:
    steps: list[Any] = handle({"method": "trace", "params": {"source": source}})["steps"]
    return steps


def test_its_policy_lets_no_other_script_style_or_address_in(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = true";
          const style = document.createElement("style");
          style.textContent = "body { display: none }";
          document.head.append(script, style);
        }"""
    )
    assert page.evaluate("globalThis.ran") is None
    expect(page.locator("transport-bar")).to_be_visible()
    assert page.evaluate("fetch('https://play.example/').then(() => 'sent', () => 'refused')") == "refused"
    page.close()


def test_it_links_to_a_playground_only_if_given_its_address(
    file: Path, tmp_path: Path, page: Page, server: str
) -> None:
    assert 'open-link"' not in file.read_text().split("<script")[0].split("</style>")[1]
    linking = exported(README.source, tmp_path / "linking.html", "--home", f"{server}/", "--step", "12").read_text()
    link = re.search(r'<a class="open-link" href="([^"]+)"', linking)
    assert link
    page.goto(unescape(link[1]))
    Playground(page, visit=False).at(12)


@pytest.mark.parametrize("example", EXAMPLES[:2], ids=lambda example: example.id)
def test_the_dialogue_saves_the_same_file(page: Page, opened: Opened, tmp_path: Path, example: Example) -> None:
    trace = handle({"method": "trace", "params": {"source": example.source}})
    player = Playground(page).choose_example(example.title).press("ArrowRight", "ArrowRight")
    page.get_by_role("button", name="Embed", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Standalone file").click()
    expect(page.locator("embed-dialog [role=status]")).to_have_text(
        re.compile(rf"^{example.id}\.html is saved, \d+ KB\.$")
    )
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    player.at(2)
    assert size(saved) <= MAX_BYTES

    made = exported(example.source, tmp_path / "made.html", "--step", "2", "--home", page.url.split("#")[0])
    assert parts(saved.read_text()) == parts(made.read_text())
    alone = opened(saved)
    Playground(alone, visit=False).at(2)
    Playground(alone, visit=False).in_every_detail().press("End").at(len(trace["steps"]))
    assert values(alone) == computed(trace, len(trace["steps"]))


def parts(html: str) -> dict[str, Any]:
    """A file's parts, without the coordinates of the drawing and the state in the link.

    Each Graphviz lays out in its own way, and the browser compresses the state otherwise than Python.
    """
    content = re.search(r'<script type="application/json" id="content">(.*?)</script>', html)
    drawing = re.search(r"<svg\b.*?</svg>", html, re.DOTALL)
    link = re.search(r'href="([^"#]+)#[^"]+"', html)
    assert content
    assert drawing
    assert link
    around = html.replace(content[1], "").replace(drawing[0], "").replace(link[0], link[1])
    return {
        "content": json.loads(content[1]),
        "texts": sorted(unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawing[0])),
        "ids": sorted(re.findall(r'id="((?:n|op|e)\d+(?:_\d+)?)"', drawing[0])),
        "around": around,
    }
