"""Values of Cache-Control, by how long an answer may be kept."""

from __future__ import annotations

from collections.abc import Mapping

IMMUTABLE = "public, max-age=31536000, immutable"  # addressed by its content: for ever
REVALIDATE = "no-cache"  # kept, and asked about before each use
NO_STORE: Mapping[str, str] = {"Cache-Control": "no-store"}  # never kept, as headers
