"""Names of observed values: label, place in the namespace, variable of a function, expression, or number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..trace.names import LONGEST_EXPRESSION
from ..trace.notation import SUBSCRIPTS, format_number
from .classes import LABELS, ValueClass, attribute_names, is_a, stored
from .graph import Node

if TYPE_CHECKING:
    from .hooks import Hooks

MAX_VISITED = 5_000  # objects that are looked through for the values' places
MAX_DEPTH = 6
MAX_ITEMS = 200  # of one list


def name_nodes(hooks: Hooks, graph: list[tuple[Node, Any]]) -> list[str]:
    """A name for each value, not empty; unique, except that constants are named by their number.

    Names that the reader gives are numbered where several values have one (c₁, c₂); an expression names a value only
    where it is the only one of its text.
    """
    places = _places(hooks, {node.key for node, _ in graph})
    given = [_label(hooks.classes[id(type(value))], value) or places.get(node.key, "") for node, value in graph]
    texts = [label or _variable(hooks, node) for label, (node, _) in zip(given, graph, strict=True)]
    uses = Counter(texts)
    seen: Counter[str] = Counter()
    names = []
    for i, ((node, value), text) in enumerate(zip(graph, texts, strict=True)):
        if node.kind == "constant" and not text:
            names.append(format_number(hooks.data(value) or 0.0))
        elif not text or (uses[text] > 1 and not given[i] and not text.isidentifier()):
            names.append(f"v{i}")
        elif uses[text] == 1:
            names.append(text)
        else:
            seen[text] += 1
            names.append(text + str(seen[text]).translate(SUBSCRIPTS))
    return names


def _label(info: ValueClass, value: Any) -> str:
    if info.labels is None:
        own = attribute_names(value)
        info.labels = tuple(name for name in LABELS if name in own)
    for name in info.labels:
        text = stored(value, name)
        if is_a(text, str) and text.strip():
            return str(text)
    return ""


def _variable(hooks: Hooks, node: Node) -> str:
    """The variable that the result's expression goes to, or the expression; nothing in the class's own text."""
    if node.position is None:
        return ""
    code, instruction = node.position
    key = id(code), instruction
    known = hooks.variables.get(key)
    if known is None:
        known = hooks.variables[key] = _variable_at(hooks, node)
    return known


def _variable_at(hooks: Hooks, node: Node) -> str:
    if node.position is None:
        return ""
    place = hooks.place(*node.position)
    if place is None or _is_method(hooks, node.position[0].co_qualname):
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
    kind = type(content)
    if kind is list or kind is tuple:
        for i, each in enumerate(content[:MAX_ITEMS]):
            yield f"{path}[{i}]", each
    elif type(kind) is type and kind.__module__ == hooks.namespace.get("__name__") and not hooks.is_value(content):
        for name in attribute_names(content):
            yield f"{path}.{name}", stored(content, name)
