"""Public API of the distribution: `Value`, `nn`, `operation` to register custom operations, and the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .engine import copies, nn
from .engine.value import Value

if TYPE_CHECKING:
    from .engine.language.custom import operation

__all__ = ["Value", "__version__", "nn", "operation"]

__version__ = "0.1.0"


def _repr_mimebundle_(self: Value, include: object = None, exclude: object = None) -> dict[str, str]:
    """IPython's protocol for rich display: the graph that ends in the value, drawn or as a table."""
    from .notebook import mime_bundle

    return mime_bundle(self)


# Attached here: value.py is there to be read and has only what the engine needs, and engine/ knows no Graphviz.
Value.__copy__ = copies.shallow  # type: ignore[attr-defined]
Value.__deepcopy__ = copies.deep  # type: ignore[attr-defined]
Value.__reduce__ = copies.reduce  # type: ignore[assignment]
Value._repr_mimebundle_ = _repr_mimebundle_  # type: ignore[attr-defined]


def __getattr__(name: str) -> object:
    """Lazy import of `operation`, which needs the language package: `import autograd_playground` stays fast."""
    if name == "operation":
        from .engine.language.custom import operation

        return operation
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
