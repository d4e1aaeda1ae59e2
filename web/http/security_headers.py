"""Security headers of every response. Each policy allows the minimum that its page needs."""

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

# In a sandboxed frame nothing is same-origin, and workers can only be created from a blob, as
# static/src/lib/dom/worker-channel.ts does. Such a worker is subject to the policy of the page.
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

# An SVG that is opened directly is a document: it gets no scripts, no styles and no origin.
PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors {embedders}"

# A worker is subject to the policy of its own script's response, not to the page's: only workers may compile
# WebAssembly, and they have no network access. The page fetches for them.
WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"


def meta_policy(policy: str, *, engine: bool = False) -> str:
    """`policy` for a <meta> element, on hosts that send no headers; frame-ancestors is left out, as it needs a header.

    `engine` is for pages that run Python: some browsers apply the page's policy to its workers, so it must allow wasm.
    """
    directives = "; ".join(each for each in policy.split("; ") if not each.startswith("frame-ancestors"))
    return directives.replace("script-src 'self';", "script-src 'self' 'wasm-unsafe-eval';") if engine else directives


COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


# Paths that other sites may use. They include the API, because a sandboxed embed counts as another site; the API stores
# nothing and has no users. An embed keeps Cross-Origin-Embedder-Policy, so that pages which require this header of
# their frames can embed it.
_CROSS_ORIGIN_PATHS = re.compile(
    r"/(?:embed(?:/(?:lab|notebook))?/?$|static/|api/|autograd-playground\.js$|graph\.(?:svg|png)$|oembed$)"
)
CROSS_ORIGIN_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_EMBED_PATHS = re.compile(r"/embed(?:/(?:lab|notebook))?/?$")
_PICTURE_PATHS = re.compile(r"/graph\.(?:svg|png)$")


def headers_for(path: str, embedders: str) -> dict[str, str]:
    """The security headers of the response at `path`; `embedders` are the sources of frame-ancestors."""
    headers = dict(COMMON_HEADERS)
    headers["Content-Security-Policy"] = WORKER_POLICY if path.endswith("-worker.js") else PAGE_POLICY
    if _CROSS_ORIGIN_PATHS.match(path):
        headers |= CROSS_ORIGIN_HEADERS
    if _EMBED_PATHS.match(path):
        headers["Content-Security-Policy"] = EMBED_POLICY.format(embedders=embedders)
        del headers["Cross-Origin-Opener-Policy"]  # an embed is never a top-level window
    if _PICTURE_PATHS.match(path):
        headers["Content-Security-Policy"] = PICTURE_POLICY.format(embedders=embedders)
        del headers["Cross-Origin-Opener-Policy"]  # not needed: a sandboxed document has an opaque origin
    return headers


class SecurityHeadersMiddleware:
    """Adds `headers_for` the path to every HTTP response."""

    def __init__(self, app: ASGIApp, embedders: str) -> None:
        self.app = app
        self.embedders = embedders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers_for(scope["path"], self.embedders))
            await send(message)

        await self.app(scope, receive, send_with_headers)
