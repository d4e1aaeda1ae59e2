"""Course page with embeds, and access to their content, for the tests of embeds."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from playwright.sync_api import FrameLocator, Page, expect

CODE = "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\nL = a*b + c\nL.backward()"


def strict_policy(server: str) -> str:
    """The strictest content security policy under which an embed works on a course page."""
    return f"default-src 'none'; script-src {server}/; frame-src {server}/; img-src data:"


def frame_html(server: str, params: str = "", options: str = "", sandbox: str | None = None) -> str:
    """An embed as a frame, with `params` of the link's fragment and `options` of the query."""
    attribute = "" if sandbox is None else f' sandbox="{sandbox}"'
    source = escape(f"{server}/embed?{options}#code={quote(CODE)}{params}")
    return f'<iframe{attribute} title="Example" width="100%" height="560" src="{source}"></iframe>'


def element_html(server: str, attributes: str = "", code: str = CODE) -> str:
    inside = f"<pre><code>{escape(code)}</code></pre>"
    script = f'<script src="{server}/autograd-playground.js"></script>'
    return f"{script}<autograd-playground {attributes}>{inside}</autograd-playground>"


def embed_frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def expect_position(embed: FrameLocator, text: str) -> None:
    expect(embed.locator(".place-count")).to_have_text(text)


def wait_until(page: Page, condition: str) -> None:
    """Wait for a JavaScript condition in the page itself: its policy forbids the eval that Playwright polls with."""
    poll = f"const poll = () => ({condition}) ? done() : requestAnimationFrame(poll);"
    page.evaluate(f"() => new Promise((done) => {{ {poll} poll(); }})")


def call_embed(page: Page, script: str) -> object:
    """The result of a script of the course page; its variable `embed` is the element."""
    return page.evaluate(f"async () => {{ const embed = document.querySelector('autograd-playground'); {script} }}")
