"""Content-Encoding negotiation, ETag and 304 responses."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from fastapi import Request, Response

# In order of preference: the first one that the client accepts is sent.
CODINGS = ("br", "gzip", "identity")

_REFUSED = re.compile(r"q\s*=\s*0(\.0*)?")


@dataclass(frozen=True)
class Content:
    """A response body by content coding; "identity" is always present."""

    media_type: str
    encodings: Mapping[str, bytes]

    @classmethod
    def html(cls, text: str) -> Content:
        """An HTML page, as it is and gzipped."""
        page = text.encode()
        return cls("text/html; charset=utf-8", {"identity": page, "gzip": gzip.compress(page, mtime=0)})

    @cached_property
    def digest(self) -> str:
        """The first 16 hex digits of the SHA-256 of the uncompressed body."""
        return sha256(self.encodings["identity"]).hexdigest()[:16]


def accepts(header: str, coding: str) -> bool:
    """Whether an Accept-Encoding header allows a content coding (RFC 9110, 12.5.3)."""
    refused: dict[str, bool] = {}
    for item in header.lower().split(","):
        name, _, weight = item.partition(";")
        refused[name.strip()] = _REFUSED.fullmatch(weight.strip()) is not None
    return not refused.get(coding, refused.get("*", True))


def respond(request: Request, content: Content, cache: str) -> Response:
    """`content` in the best accepted coding, or 304 if the client has it; `cache` is the value of Cache-Control."""
    header = request.headers.get("accept-encoding", "")
    # A client that refuses identity too still gets it: there is nothing better to send.
    coding = next((c for c in CODINGS if c in content.encodings and accepts(header, c)), "identity")
    tag = f'"{content.digest}-{coding}"'
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding", "ETag": tag}
    if matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(content.encodings[coding], headers=headers, media_type=content.media_type)


def matches(if_none_match: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag (RFC 9110, 13.1.2)."""
    tags = [item.strip().removeprefix("W/") for item in if_none_match.split(",")]
    return tag in tags or tags == ["*"]
