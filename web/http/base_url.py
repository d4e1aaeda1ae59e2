"""The address that readers know the playground by: for what has to name it in full, because it is read somewhere else."""

from __future__ import annotations

import re

from fastapi import Request

from ..settings import Settings

# A name or an IP address, and perhaps a port; nothing that a page or a URL would have to escape.
_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def base(request: Request, settings: Settings) -> str | None:
    """With a slash at its end; as it is set, else as the request names it, or None where it names none that can be."""
    if settings.address:
        return settings.address
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}/" if _HOST.fullmatch(host) else None
