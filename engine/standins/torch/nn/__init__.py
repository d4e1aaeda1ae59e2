"""torch.nn: only its functions are here."""

from __future__ import annotations

from . import functional

__all__ = ["functional"]
