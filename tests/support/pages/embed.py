"""A course page with embeds in it, and how to look into them; for the tests of embeds."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from playwright.sync_api import FrameLocator, Page, expect

CODE = "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\nL = a*b + c\nL.backward()"


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
