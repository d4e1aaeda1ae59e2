"""Public API of the distribution: `Value`, the modules of `nn`, `operation` to add one's own, and the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .engine import nn
from .engine.value import Value

if TYPE_CHECKING:
    from .engine.language.custom import operation

__all__ = ["Value", "__version__", "nn", "operation"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`operation` needs the language and is imported when it is first used: `import autograd_playground` stays quick."""
    if name == "operation":
        from .engine.language.custom import operation

        return operation
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
