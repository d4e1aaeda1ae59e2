"""Public base URL of the playground, for absolute links in cards and oEmbed replies."""

from __future__ import annotations

import re

from fastapi import Request

from ..settings import Settings

# Host name or IP address with an optional port; it contains nothing that HTML or a URL has to escape.
_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def of_request(request: Request, settings: Settings) -> str | None:
    """The configured base URL, else the one of the request, ending in a slash; None if its Host header is invalid."""
    if settings.address:
        return settings.address
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}/" if _HOST.fullmatch(host) else None
