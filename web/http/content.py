"""Which form of a content to send: as it is or packed, whole or "you have it already"."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from fastapi import Request, Response

# The first one that the client accepts is sent.
CODINGS = ("br", "gzip", "identity")

PACK_FROM = 1_400  # bytes: what is shorter fits one packet as it is
PACK_LEVEL = 4  # of 9: higher ones cost more time than the few bytes they save

_REFUSED = re.compile(r"q\s*=\s*0(\.0*)?")


@dataclass(frozen=True)
class Content:
    """One content in its forms, by content coding; "identity" is always there."""

    media_type: str
    forms: Mapping[str, bytes]

    @classmethod
    def html(cls, text: str) -> Content:
        page = text.encode()
        return cls("text/html; charset=utf-8", {"identity": page, "gzip": gzip.compress(page, mtime=0)})

    @cached_property
    def digest(self) -> str:
        return sha256(self.forms["identity"]).hexdigest()[:16]


def accepts(header: str, coding: str) -> bool:
    """Whether an Accept-Encoding header allows a content coding."""
    refused: dict[str, bool] = {}
    for item in header.lower().split(","):
        name, _, weight = item.partition(";")
        refused[name.strip()] = _REFUSED.fullmatch(weight.strip()) is not None
    return not refused.get(coding, refused.get("*", True))


def packed(request: Request, content: bytes, headers: MutableMapping[str, str]) -> bytes:
    """A content made for one request, packed where that is worth it and allowed; says so in the headers."""
    if len(content) < PACK_FROM or not accepts(request.headers.get("accept-encoding", ""), "gzip"):
        return content
    headers["Content-Encoding"] = "gzip"
    return gzip.compress(content, PACK_LEVEL)


def respond(request: Request, content: Content, cache: str) -> Response:
    header = request.headers.get("accept-encoding", "")
    # A client that refuses even the plain form gets it all the same: there is nothing better to send.
    coding = next((c for c in CODINGS if c in content.forms and accepts(header, c)), "identity")
    tag = f'"{content.digest}-{coding}"'
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding", "ETag": tag}
    if _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(content.forms[coding], headers=headers, media_type=content.media_type)


def _matches(header: str, tag: str) -> bool:
    tags = [given.strip().removeprefix("W/") for given in header.split(",")]
    return tag in tags or tags == ["*"]
