"""Tests of the message protocol between an embed and its page: methods, events, forged and malformed messages."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.chromium import Faults
from tests.support.other_site import Site
from tests.support.pages.embed import (
    CODE,
    call_embed,
    element_html,
    embed_frame,
    expect_position,
    strict_policy,
    wait_until,
)


def test_an_element_has_methods_and_events(page: Page, server: str, course: Site, faults: Faults) -> None:
    faults.allow("status of 422")
    page.goto(course.shows(element_html(server), strict_policy(server)))
    expect_position(embed_frame(page), "step 0 of 11")
    listen = "embed.addEventListener(name, ({ detail }) => events.push([name, detail]))"
    call_embed(page, f"window.events = []; for (const name of ['step', 'error', 'result']) {listen}")
    moved = call_embed(page, "return await embed.step(3)")
    assert moved == {"code": CODE, "level": "lecture", "step": 3, "steps": 20, "phase": "forward"}
    backward = call_embed(page, "return await embed.goto('backward')")
    assert isinstance(backward, dict)
    assert backward["step"] == 16
    doubled = call_embed(page, "return await embed.setState({ code: 'x = Value(3.0)\\ny = x*x', step: 'end' })")
    assert isinstance(doubled, dict)
    assert doubled["step"] == doubled["steps"]
    wait_until(page, "events.some(([name, detail]) => name === 'result' && detail.grads.x === 6)")
    call_embed(page, "await embed.setState({ code: 'y = (' })")
    wait_until(page, "events.some(([name, detail]) => name === 'error' && detail.line === 1)")
    refused = call_embed(page, "return embed.setState({ level: 'huge' }).catch((error) => error.message)")
    assert isinstance(refused, str)
    assert refused.startswith("level: expected one of")


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
    page.goto(course.shows(element_html(server, 'step="3"')))
    expect_position(embed_frame(page), "step 3 of 11")
    page.evaluate(f"""() => {{
        window.replies = [];
        addEventListener("message", ({{ data }}) => data.type === "reply" && data.error && replies.push(data));
        const {{ contentWindow }} = document.querySelector("autograd-playground").shadowRoot.querySelector("iframe");
        for (const message of [{", ".join(HOSTILE)}]) contentWindow.postMessage(message, "*");
    }}""")
    state = call_embed(page, "return await embed.getState()")
    assert state == {"code": CODE, "level": "lecture", "step": 3, "steps": 20, "phase": "forward"}
    assert page.evaluate("replies.map(({ id }) => id)") == [1001, 1002]


# Values that a message can hold and JSON cannot, or that are large; each sets `value`.
UNUSUAL = [
    "10n ** 1000n",
    "(() => { const cycle = []; cycle.push(cycle); return cycle; })()",
    "(() => { const cycle = {}; cycle.self = cycle; return cycle; })()",
    "'x'.repeat(5_000_000)",
    "new Array(4_000_000_000)",
    "new Map([[1, new Set([2n])]])",
    "new Uint8Array(1_000_000)",
    "new Error('no')",
    "new Date(NaN)",
    "Array.from({ length: 500 }).reduce((inner) => [inner], 1n)",
]
PLACES = [
    "{ type: value }",
    "{ type: 'step', by: value }",
    "{ type: 'goto', step: value }",
    "{ type: 'goto', phase: value }",
    "{ type: 'setState', state: { code: value } }",
    "{ type: 'setState', state: { level: value } }",
    "{ type: 'setState', state: { step: value } }",
    "{ type: 'setState', state: { phase: value } }",
    "{ type: 'setState', state: { code: 'a = 1', level: 'lecture', step: value } }",
]


def test_values_that_no_json_holds_are_answered_with_an_error(page: Page, server: str, course: Site) -> None:
    """The fixture of the page fails on any exception that is not caught."""
    page.goto(course.shows(element_html(server, 'step="3"')))
    expect_position(embed_frame(page), "step 3 of 11")
    sent = page.evaluate(f"""() => {{
        window.replies = [];
        addEventListener("message", ({{ data }}) => data.type === "reply" && data.error && replies.push(data));
        const {{ contentWindow }} = document.querySelector("autograd-playground").shadowRoot.querySelector("iframe");
        let id = 1000;
        for (const value of [{", ".join(UNUSUAL)}]) {{
            for (const message of [{", ".join(PLACES)}]) {{
                contentWindow.postMessage({{ source: "autograd-playground", v: 1, id, ...message }}, "*");
                id += 1;
            }}
            contentWindow.postMessage({{ source: "autograd-playground", v: value, type: "play", id }}, "*");
            contentWindow.postMessage({{ source: "autograd-playground", v: 1, type: "play", id: value }}, "*");
            contentWindow.postMessage(value, "*");
            id += 1;
        }}
        return id - 1000;
    }}""")
    state = call_embed(page, "return await embed.getState()")
    assert state == {"code": CODE, "level": "lecture", "step": 3, "steps": 20, "phase": "forward"}
    assert page.evaluate("replies.map(({ id }) => id)") == list(range(1_000, 1_000 + sent))
    assert page.evaluate("Math.max(...replies.map(({ error }) => error.length))") < 200


def test_what_cannot_be_sent_rejects_the_elements_promise(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(element_html(server)))
    expect_position(embed_frame(page), "step 0 of 11")
    for value in ("new Proxy({}, {})", "{ code: () => 1 }", "{ get code() { throw new Error('no'); } }", "10n"):
        outcome = call_embed(page, f"return await embed.setState({value}).then(() => 'taken', () => 'rejected')")
        assert outcome == "rejected", value
    assert isinstance(call_embed(page, "return await embed.step(1)"), dict)


def test_an_embed_obeys_the_page_around_it_and_no_other_frame(page: Page, server: str, course: Site) -> None:
    """A sibling frame, such as an advertisement, sends the same message."""
    sibling = "<iframe srcdoc='<p>Advertisement</p>' title='Advertisement' id='other'></iframe>"
    page.goto(course.shows(element_html(server, 'step="3"') + sibling))
    expect_position(page.locator("autograd-playground iframe").content_frame, "step 3 of 11")
    other = next(frame for frame in page.frames if frame.url == "about:srcdoc")
    other.evaluate("""() => {
        const frame = parent.document.querySelector("autograd-playground").shadowRoot.querySelector("iframe");
        const message = { source: "autograd-playground", v: 1, type: "goto", step: 9 };
        frame.contentWindow.postMessage(message, "*");
    }""")
    state = call_embed(page, "return await embed.getState()")
    assert isinstance(state, dict)
    assert state["step"] == 3


def test_reports_go_to_the_origin_that_spoke_and_to_no_other(page: Page, server: str) -> None:
    """A page of the same origin reads the target origins; before its own first message it gets only a bare hello."""
    page.route(
        "**/course", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>A</title>")
    )
    page.goto("./course")
    messages = page.evaluate("""() => new Promise((done) => {
        const messages = [];
        const frame = document.createElement("iframe");
        window.postMessage = ({ type }, origin) => {
            messages.push([type, origin]);
            const message = { source: "autograd-playground", v: 1, type: "getState", id: 1 };
            if (type === "hello") frame.contentWindow.postMessage(message, "*");
            if (type === "reply") done(messages);
        };
        frame.src = "/embed/#code=a%20%3D%20Value(2.0)";
        document.body.append(frame);
    })""")
    assert messages[0] == ["hello", "*"]
    assert {origin for _, origin in messages[1:]} == {server}


def test_an_element_accepts_messages_of_its_own_frame_only(page: Page, server: str, course: Site) -> None:
    page.goto(course.shows(element_html(server)))
    expect_position(embed_frame(page), "step 0 of 11")
    call_embed(page, "window.events = []; embed.addEventListener('change', (event) => events.push(event.detail))")
    page.evaluate("postMessage({ source: 'autograd-playground', v: 1, type: 'change', code: 'forged' }, '*')")
    call_embed(page, "await embed.setState({ code: 'a = Value(1.0)' })")
    wait_until(page, "events.length > 0")
    assert page.evaluate("events") == [{"code": "a = Value(1.0)"}]


def test_an_element_ignores_another_document_in_its_frame(page: Page, server: str, course: Site) -> None:
    """The source window is its own frame, but the origin is not the one of the playground."""
    page.goto(course.shows(element_html(server)))
    expect_position(embed_frame(page), "step 0 of 11")
    call_embed(
        page,
        "window.events = [];"
        " for (const name of ['change', 'error']) embed.addEventListener(name, () => events.push(name))",
    )
    page.evaluate("""() => new Promise((done) => {
        const frame = document.querySelector("autograd-playground").shadowRoot.querySelector("iframe");
        addEventListener("message", ({ data }) => data === "all sent" && done());
        const forged = '{ source: "autograd-playground", v: 1, type, code: "x", message: "x", line: 1, height: 9999 }';
        const script = `for (const type of ["change", "error", "resize"]) parent.postMessage(${forged}, "*");
            parent.postMessage("all sent", "*")`;
        frame.srcdoc = `<script>${script}</${"script"}>`;
    })""")
    assert page.evaluate("events") == []
    assert page.evaluate("document.querySelector('autograd-playground').offsetHeight < 9999")
