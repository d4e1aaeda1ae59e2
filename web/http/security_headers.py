"""The security headers of every answer. What each one allows is the least that the page works with."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "frame-src 'self'",  # the embeds of a lesson, and the preview of one
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)

# In a frame that its host has put into a sandbox nothing is of the page's own origin, and workers can only be made of a blob
# (static/src/workers.ts). Such a worker obeys the policy of the page.
EMBED_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors {embedders}",
    ]
)

# An SVG that is opened by itself is a document: it gets no script, no style, no origin.
PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors {embedders}"

# A worker obeys the policy of its own script's response, not the page's: only workers may compile WebAssembly, and they have
# no network at all. The page fetches for them.
WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"


def in_page(policy: str, *, engine: bool = False) -> str:
    """A policy as a page on a host without headers states it itself: who may embed can only be said by a header. With
    `engine`, for a page that runs Python: browsers that give workers the policy of their page have to find it there."""
    stated = "; ".join(each for each in policy.split("; ") if not each.startswith("frame-ancestors"))
    return stated.replace("script-src 'self';", "script-src 'self' 'wasm-unsafe-eval';") if engine else stated


COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


# What other sites may use. The API is among it, because a sandboxed embed counts as another site; it keeps nothing, and knows
# no reader. An embed goes on asking its own files to be embeddable: so pages that ask the same of their frames can hold it.
SHARED = re.compile(r"/(?:embed(?:/lab)?/?$|static/|api/|autograd-playground\.js$|graph\.(?:svg|png)$|oembed$)")
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
EMBED = re.compile(r"/embed(?:/lab)?/?$")
PICTURE = re.compile(r"/graph\.(?:svg|png)$")


def of(path: str, embedders: str) -> dict[str, str]:
    """The headers of the answer at `path`; `embedders` are the sites that may put embeds into their pages."""
    headers = dict(COMMON)
    headers["Content-Security-Policy"] = WORKER_POLICY if path.endswith("-worker.js") else PAGE_POLICY
    if SHARED.match(path):
        headers |= OPEN
    if EMBED.match(path):
        headers["Content-Security-Policy"] = EMBED_POLICY.format(embedders=embedders)
        del headers["Cross-Origin-Opener-Policy"]  # it is never a window of its own
    if PICTURE.match(path):
        headers["Content-Security-Policy"] = PICTURE_POLICY.format(embedders=embedders)
        del headers["Cross-Origin-Opener-Policy"]  # it shares a window with nobody: a sandbox is an origin of its own
    return headers


class SecurityHeaders:
    def __init__(self, app: ASGIApp, embedders: str) -> None:
        self.app = app
        self.embedders = embedders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(of(scope["path"], self.embedders))
            await send(message)

        await self.app(scope, receive, send_with_headers)
