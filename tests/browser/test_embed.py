"""Embeds in somebody else's page: another origin, strict policies, sandboxes, narrow columns, many at once, hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.axe import violations
from tests.browser.hosts import Site, another_site
from tests.chromium import Faults

CODE = "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\nL = a*b + c\nL.backward()"
COUNT = 20


@pytest.fixture
def course(faults: Faults) -> Iterator[Site]:
    with another_site() as site:
        faults.allow(f"another host: {site.origin}")
        yield site


def strict(server: str) -> str:
    """The least that a course page must allow."""
    return f"default-src 'none'; script-src {server}/; frame-src {server}/; img-src data:"


def framed(server: str, words: str = "", look: str = "", sandbox: str | None = None) -> str:
    box = "" if sandbox is None else f' sandbox="{sandbox}"'
    source = escape(f"{server}/embed?{look}#code={quote(CODE)}{words}")
    return f'<iframe{box} title="Example" width="100%" height="560" src="{source}"></iframe>'


def element(server: str, attributes: str = "", code: str = CODE) -> str:
    inside = f"<pre><code>{escape(code)}</code></pre>"
    script = f'<script src="{server}/autograd-playground.js"></script>'
    return f"{script}<autograd-playground {attributes}>{inside}</autograd-playground>"


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def at(embed: FrameLocator, place: str) -> None:
    expect(embed.locator(".place-count")).to_have_text(place)


def until(page: Page, holds: str) -> None:
    """Wait in the page itself: its policy forbids what Playwright would wait with."""
    look = f"const look = () => ({holds}) ? done() : requestAnimationFrame(look);"
    page.evaluate(f"() => new Promise((done) => {{ {look} look(); }})")


def call(page: Page, script: str) -> object:
    """What a script of the course page gets from its embed, here called `embed`."""
    return page.evaluate(f"async () => {{ const embed = document.querySelector('autograd-playground'); {script} }}")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts allow-same-origin", "allow-scripts"])
@pytest.mark.parametrize("width", [360, 1200])
def test_a_frame_opens_at_its_phase_and_can_be_stepped(
    page: Page, server: str, course: Site, sandbox: str | None, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(course.shows(framed(server, "&phase=backward", sandbox=sandbox), strict(server)))
    embed = inside(page)
    at(embed, "step 16 of 20")
    expect(embed.locator(".graph .node").first).to_be_visible()
    embed.locator(".button-next").click()
    at(embed, "step 17 of 20")
    sideways = "document.documentElement.scrollWidth > innerWidth"
    assert [frame.evaluate(sideways) for frame in page.frames] == [False, False]


def test_an_embed_is_accessible(page: Page, server: str) -> None:
    page.goto(f"{server}/embed?panels=code,graph,step,order,values,transport#code={quote(CODE)}&step=end")
    expect(page.locator(".graph .node").first).to_be_visible()
    assert violations(page) == []


def test_the_address_chooses_the_panels_and_whether_the_program_can_be_changed(page: Page, server: str) -> None:
    page.goto(f"{server}/embed?panels=code,values&readonly=1#code={quote(CODE)}")
    expect(page.locator("values-table")).to_be_visible()
    expect(page.locator("graph-view, step-panel, transport-bar")).to_have_count(0)
    expect(page.get_by_label("Python program")).to_have_attribute("contenteditable", "false")


def test_open_in_the_playground_carries_the_readers_edits_along(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(framed(server), strict(server)))
    embed = inside(page)
    at(embed, "step 0 of 20")
    embed.get_by_label("Python program").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.insert_text("\n# mine")
    with page.expect_popup() as opened:
        embed.get_by_role("link", name="Open in the playground").click()
    expect(opened.value.get_by_label("Python program")).to_contain_text("# mine")


def test_the_wheel_scrolls_the_course_page_until_the_graph_has_the_focus(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(framed(server) + "<p>Text.</p>" * 100, strict(server)))
    graph = inside(page).locator(".graph-frame")
    expect(graph.locator(".node").first).to_be_visible()
    graph.hover()
    page.mouse.wheel(0, 200)
    until(page, "scrollY > 0")
    page.evaluate("scrollTo(0, 0)")
    until(page, "scrollY === 0")
    before = graph.locator("svg > g > g").get_attribute("style")
    graph.click(position={"x": 5, "y": 100})
    page.mouse.wheel(0, 200)
    expect(graph.locator("svg > g")).not_to_have_attribute("style", before or "none")
    assert page.evaluate("scrollY") == 0


def test_an_embed_that_waits_for_a_press_asks_for_nothing_before(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/embed?start=click#code={quote(CODE)}")
    expect(page.locator(".embed-text")).to_contain_text("L = a*b + c")
    assert not [url for url in asked if "/api/" in url]
    page.get_by_role("button", name="Step through this program").click()
    expect(page.locator(".place-count")).to_have_text("step 0 of 20")


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("code=%", "a % in it is not followed by two hexadecimal digits"),
        ("code=a&level=huge", "level: expected one of atoms, lecture, compact"),
        ("9.AAAA", "it is of version 9"),
    ],
)
def test_an_address_that_cannot_be_read_says_why(page: Page, server: str, fragment: str, words: str) -> None:
    page.goto(f"{server}/embed#{fragment}")
    expect(page.locator("status-line")).to_contain_text(words)


def test_an_element_works_from_another_origin_and_is_as_high_as_its_content(
    page: Page, server: str, course: Site
) -> None:
    page.goto(course.shows(element(server, 'step="end"') + "<p>After.</p>", strict(server)))
    at(inside(page), "step 20 of 20")
    until(page, "document.querySelector('autograd-playground').offsetHeight > 400")
    assert page.frames[1].evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_an_element_has_methods_and_events(page: Page, server: str, course: Site, faults: Faults) -> None:
    faults.allow("status of 422")
    page.goto(course.shows(element(server), strict(server)))
    at(inside(page), "step 0 of 20")
    listen = "embed.addEventListener(name, ({ detail }) => told.push([name, detail]))"
    call(page, f"window.told = []; for (const name of ['step', 'error', 'result']) {listen}")
    moved = call(page, "return await embed.step(3)")
    assert moved == {"code": CODE, "level": "lecture", "step": 3, "steps": 20, "phase": "forward"}
    backward = call(page, "return await embed.goto('backward')")
    assert isinstance(backward, dict)
    assert backward["step"] == 16
    doubled = call(page, "return await embed.setState({ code: 'x = Value(3.0)\\ny = x*x', step: 'end' })")
    assert isinstance(doubled, dict)
    assert doubled["step"] == doubled["steps"]
    until(page, "told.some(([name, detail]) => name === 'result' && detail.grads.x === 6)")
    call(page, "await embed.setState({ code: 'y = (' })")
    until(page, "told.some(([name, detail]) => name === 'error' && detail.line === 1)")
    refused = call(page, "return embed.setState({ level: 'huge' }).catch((error) => error.message)")
    assert isinstance(refused, str)
    assert refused.startswith("level: expected one of")


def test_where_scripts_are_off_the_program_is_shown(browser: Browser, server: str, course: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(course.shows(element(server), strict(server)))
    expect(page.get_by_text("L = a*b + c")).to_be_visible()
    context.close()


def test_where_the_frame_is_forbidden_the_program_stays(page: Page, server: str, course: Site, faults: Faults) -> None:
    faults.allow("violates the following Content Security Policy directive")
    page.goto(course.shows(element(server), f"default-src 'none'; script-src {server}/; img-src data:"))
    until(page, "document.querySelector('autograd-playground').shadowRoot.querySelector('iframe')")
    expect(page.get_by_text("L = a*b + c")).to_be_visible()


@pytest.fixture
def without_server(page: Page) -> list[str]:
    """Embeds as a static site has them; what they ask for is in the list."""

    # Before the page's own script: the frame's document is ready then, and deferred scripts have not run.
    page.add_init_script(
        "document.addEventListener('readystatechange', () => {"
        " const { dataset } = document.documentElement;"
        " if (dataset.place) dataset.place = 'browser'; })"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_twenty_embeds_on_a_page_stay_responsive_and_use_one_python(
    page: Page, server: str, course: Site, without_server: list[str]
) -> None:
    elements = "".join(element(server, 'start="now" panels="step,transport" readonly') for _ in range(COUNT))
    page.goto(course.shows(elements, strict(server)))
    frames = page.locator("iframe")
    expect(frames).to_have_count(COUNT)
    for i in range(COUNT):
        at(frames.nth(i).content_frame, "step 0 of 20")
    assert len([url for url in without_server if url.endswith("/engine.zip")]) == 1
    assert not [url for url in without_server if "/api/" in url]
    slowest = page.evaluate(
        """async () => {
            const embeds = [...document.querySelectorAll("autograd-playground")];
            const start = performance.now();
            await Promise.all(embeds.map((embed) => embed.step(5)));
            return performance.now() - start;
        }"""
    )
    assert slowest < 2_000
    for i in range(COUNT):
        at(frames.nth(i).content_frame, "step 5 of 20")


@pytest.mark.usefixtures("without_server")
def test_a_sandboxed_embed_without_a_server_has_a_python_of_its_own(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(framed(server, sandbox="allow-scripts"), strict(server)))
    at(inside(page), "step 0 of 20")


HOSTILE = [
    "null", "'step'", "42", "[]", "{}",
    "{ source: 'autograd-playground' }",
    "{ source: 'autograd-playground', v: 2, type: 'play' }",
    "{ source: 'autograd-playground', v: 1, type: 'constructor' }",
    "{ source: 'autograd-playground', v: 1, type: '__proto__', id: -1 }",
    "{ source: 'autograd-playground', v: 1, type: 'step', by: 'end' }",
    "{ source: 'autograd-playground', v: 1, type: 'step', by: NaN, id: 1001 }",
    "{ source: 'autograd-playground', v: 1, type: 'goto', step: -1 }",
    "{ source: 'autograd-playground', v: 1, type: 'goto', phase: '<img src=x onerror=alert(1)>' }",
    "{ source: 'autograd-playground', v: 1, type: 'setState', state: null }",
    "{ source: 'autograd-playground', v: 1, type: 'setState', state: { code: {} }, id: 1002 }",
    "{ source: 'autograd-playground', v: 1, type: 'setState', state: { step: 1e300, level: [] } }",
    "new Map([['source', 'autograd-playground']])",
]  # fmt: skip


def test_malformed_messages_change_nothing_and_those_with_an_id_are_answered(
    page: Page, server: str, course: Site
) -> None:
    page.goto(course.shows(element(server, 'step="3"')))
    at(inside(page), "step 3 of 20")
    page.evaluate(f"""() => {{
        window.replies = [];
        addEventListener("message", ({{ data }}) => data.type === "reply" && data.error && replies.push(data));
        const {{ contentWindow }} = document.querySelector("autograd-playground").shadowRoot.querySelector("iframe");
        for (const message of [{", ".join(HOSTILE)}]) contentWindow.postMessage(message, "*");
    }}""")
    state = call(page, "return await embed.getState()")
    assert state == {"code": CODE, "level": "lecture", "step": 3, "steps": 20, "phase": "forward"}
    assert page.evaluate("replies.map(({ id }) => id)") == [1001, 1002]


def test_an_embed_obeys_the_page_around_it_and_no_other_frame(page: Page, server: str, course: Site) -> None:
    """A frame beside it, as an advertisement would be, sends the same words."""
    sibling = "<iframe srcdoc='<p>Advertisement</p>' title='Advertisement' id='other'></iframe>"
    page.goto(course.shows(element(server, 'step="3"') + sibling))
    at(page.locator("autograd-playground iframe").content_frame, "step 3 of 20")
    other = next(frame for frame in page.frames if frame.url == "about:srcdoc")
    other.evaluate("""() => {
        const frame = parent.document.querySelector("autograd-playground").shadowRoot.querySelector("iframe");
        const order = { source: "autograd-playground", v: 1, type: "goto", step: 9 };
        frame.contentWindow.postMessage(order, "*");
    }""")
    state = call(page, "return await embed.getState()")
    assert isinstance(state, dict)
    assert state["step"] == 3


def test_an_element_believes_its_own_frame_only(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(element(server)))
    at(inside(page), "step 0 of 20")
    call(page, "window.told = []; embed.addEventListener('change', (event) => told.push(event.detail))")
    page.evaluate("postMessage({ source: 'autograd-playground', v: 1, type: 'change', code: 'forged' }, '*')")
    call(page, "await embed.setState({ code: 'a = Value(1.0)' })")
    until(page, "told.length > 0")
    assert page.evaluate("told") == [{"code": "a = Value(1.0)"}]


def test_the_dialogue_shows_the_embed_and_copies_its_text(page: Page, server: str) -> None:
    page.goto("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page.get_by_role("button", name="Embed", exact=True).click()
    dialog = page.locator("embed-dialog dialog")
    preview = dialog.locator("iframe").content_frame
    expect(preview.locator(".place-count")).to_contain_text("step 0 of")
    dialog.get_by_label("Values").check()
    expect(preview.locator("values-table")).to_be_visible()
    for kind, start in (("Frame", "<iframe"), ("Element", "<script"), ("Markdown", "[!["), ("Link", server)):
        dialog.get_by_role("button", name=kind, exact=True).click()
        dialog.get_by_role("button", name="Copy", exact=True).click()
        expect(dialog.get_by_role("status")).to_contain_text("is copied.")
        assert str(page.evaluate("navigator.clipboard.readText()")).startswith(start)
