"""Stand-in for urllib.request: a notebook has no network, and says so."""

from __future__ import annotations

from typing import Any, NoReturn

from .files import NO_NETWORK, urlretrieve


def urlopen(url: Any, *_: Any, **__: Any) -> NoReturn:
    raise OSError(f"{NO_NETWORK}, so {getattr(url, 'full_url', url)} cannot be read.")


__all__ = ["urlopen", "urlretrieve"]
