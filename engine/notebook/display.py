"""What a value looks like in the notebook: a bundle by MIME type, bounded."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from types import ModuleType
from typing import Any

from ..standins.graphviz import MIME as DOT

MAX_PLAIN = 20_000  # characters
MAX_RICH = 500_000  # characters
MAX_ITEMS = 1_000  # of a list, as IPython shows
_RICH = {
    "_repr_svg_": "image/svg+xml",
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_latex_": "text/latex",
}
_BRACKETS: dict[type, tuple[str, str]] = {list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}"), dict: ("{", "}")}

Bundle = dict[str, Any]


def bundle_of(value: Any, dot_of: Callable[[Any], str]) -> Bundle:
    """The bundle of a value; `dot_of` draws one of the reader's values, and gives "" for anything else.

    It runs the reader's own `__repr__`, which may raise.
    """
    data: Bundle = {}
    if not isinstance(value, type):
        data.update(_mimebundle(value))
        for method, mime in _RICH.items():
            content = _call(value, method)
            if type(content) is str and len(content) <= MAX_RICH:
                data.setdefault(mime, content)
        dot = dot_of(value)
        if dot:
            data.setdefault(DOT, dot)
    if "text/plain" not in data:
        data["text/plain"] = plain(value)
    return data


def plain(value: Any) -> str:
    """The value's repr, of which a long one is cut."""
    text = _shortened(value) if type(value) in _BRACKETS and len(value) > MAX_ITEMS else repr(value)
    if len(text) > MAX_PLAIN:
        text = f"{text[:MAX_PLAIN]} … ({len(text):,} characters)"
    return text


def _shortened(value: Any) -> str:
    opening, closing = _BRACKETS[type(value)]
    if type(value) is dict:
        shown = [f"{key!r}: {each!r}" for key, each in islice(value.items(), MAX_ITEMS)]
    else:
        shown = [repr(each) for each in islice(value, MAX_ITEMS)]
    return f"{opening}{', '.join(shown)}, … ({len(value):,} items){closing}"


def _mimebundle(value: Any) -> Bundle:
    content = _call(value, "_repr_mimebundle_")
    if type(content) is tuple and content:
        content = content[0]
    if type(content) is not dict:
        return {}
    return {
        mime: part
        for mime, part in content.items()
        if type(mime) is str and (type(part) is not str or len(part) <= MAX_RICH)
    }


def _call(value: Any, method: str) -> Any:
    """The result of a method of the value's class; a `__getattr__` that makes up attributes is not asked."""
    function = getattr(type(value), method, None)
    return function(value) if callable(function) else None


class Markup:
    """A text of a type that the page may draw: what `IPython.display` calls HTML, Markdown, SVG, Math."""

    def __init__(self, mime: str, data: Any) -> None:
        self.mime = mime
        self.data = data if type(data) is str else str(data)

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        return {self.mime: self.data, "text/plain": self.data[:MAX_PLAIN]}


def ipython(display: Callable[..., None], shell: Callable[[], Any]) -> dict[str, ModuleType]:
    """The modules IPython and IPython.display, as far as notebooks use them."""
    package, module = ModuleType("IPython"), ModuleType("IPython.display")
    names: dict[str, Any] = {
        "display": display,
        "clear_output": lambda wait=False: None,
        "HTML": lambda data="": Markup("text/html", data),
        "SVG": lambda data="": Markup("image/svg+xml", data),
        "Markdown": lambda data="": Markup("text/markdown", data),
        "Latex": lambda data="": Markup("text/latex", data),
        "Math": lambda data="": Markup("text/latex", f"$\\displaystyle {data}$"),
    }
    vars(module).update(names)
    vars(package).update(get_ipython=shell, display=module, __path__=[])
    return {"IPython": package, "IPython.display": module}
