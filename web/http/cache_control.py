"""Values of the Cache-Control header."""

from __future__ import annotations

from collections.abc import Mapping

IMMUTABLE = "public, max-age=31536000, immutable"  # for content-addressed URLs: cached without expiry
ONE_DAY = "public, max-age=86400"
REVALIDATE = "no-cache"  # cached, and revalidated before each use
NO_STORE: Mapping[str, str] = {"Cache-Control": "no-store"}  # as headers
