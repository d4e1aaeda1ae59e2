"""Names of observed values: label, place in the namespace, variable of a function, expression, or number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ..trace.names import LONGEST_EXPRESSION, name_values
from ..trace.tape import Traced
from .classes import LABELS, attribute_names, is_a, stored
from .graph import Node
from .recording import Kind

if TYPE_CHECKING:
    from .hooks import Hooks

MAX_VISITED = 5_000  # objects that are looked through for the values' places
MAX_DEPTH = 6
MAX_ITEMS = 200  # of one list


@dataclass(slots=True)
class _Named:
    """What `name_values` asks of a value."""

    id: int
    label: str
    kind: Kind
    group: tuple[str, ...] = ()
    source: None = None
    span: None = None


def name_nodes(hooks: Hooks, nodes: list[Node], values: list[Any]) -> list[str]:
    places = _places(hooks, {id(value) for value in values})
    labels = [_label(value) or places.get(id(value), "") for value in values]
    variables = ["" if label else _variable(hooks, node) for label, node in zip(labels, nodes, strict=True)]
    uses = Counter(variables)
    named = []
    for i, node in enumerate(nodes):
        text = labels[i] or variables[i] or ""
        if not labels[i] and uses[text] > 1 and not text.isidentifier():
            text = ""
        kind: Kind = "leaf" if node.kind == "constant" and text else node.kind
        named.append(_Named(i, text, kind))
    numbers = [hooks.data(value) or 0.0 for value in values]
    return [name.text for name in name_values(cast("list[Traced]", named), numbers, "")]


def _label(value: Any) -> str:
    for name in LABELS:
        text = stored(value, name)
        if is_a(text, str) and text.strip():
            return text
    return ""


def _variable(hooks: Hooks, node: Node) -> str:
    """The variable that the result's expression goes to, or the expression; nothing in the class's own text."""
    place = hooks.place(node.position)
    if place is None or node.position is None or _is_method(hooks, node.position.code.co_qualname):
        return ""
    if place in hooks.sites.assigned:
        return hooks.sites.assigned[place]
    text = hooks.sites.lines[place.cell][place.line - 1][place.column : place.end_column]
    return text if place.line == place.end_line and len(text) <= LONGEST_EXPRESSION else ""


def _is_method(hooks: Hooks, name: str) -> bool:
    first = name.partition(".")[0]
    return any(info.kind.__name__ == first for info in hooks.classes.values())


def _places(hooks: Hooks, wanted: set[int]) -> dict[int, str]:
    """Where the namespace holds the values: `x`, `xs[0]`, `n.layers[0].neurons[2].w[1]`."""
    found: dict[int, str] = {}
    seen: set[int] = set()
    level = [(name, content) for name, content in hooks.namespace.items() if not name.startswith("_")]
    for _ in range(MAX_DEPTH):
        following: list[tuple[str, Any]] = []
        for path, content in level:
            if id(content) in wanted:
                found.setdefault(id(content), path)
            elif id(content) not in seen and len(seen) < MAX_VISITED:
                seen.add(id(content))
                following.extend(_parts(hooks, path, content))
        level = following
    return found


def _parts(hooks: Hooks, path: str, content: Any) -> Iterator[tuple[str, Any]]:
    if type(content) in (list, tuple):
        for i, each in enumerate(content[:MAX_ITEMS]):
            yield f"{path}[{i}]", each
    elif _is_readers(hooks, content) and not hooks.is_value(content):
        for name in attribute_names(content):
            yield f"{path}.{name}", stored(content, name)


def _is_readers(hooks: Hooks, content: Any) -> bool:
    """Whether the object is of a class of the reader's, such as a neuron."""
    kind = type(content)
    return type(kind) is type and kind.__module__ == hooks.namespace.get("__name__")
