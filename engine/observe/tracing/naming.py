"""Names of observed values: label, place in the namespace, variable of a function, expression, or number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...trace.notation import SUBSCRIPTS, format_number
from .classes import LABELS, ValueClass, attribute_names, stored
from .graph import Node
from .spots import Spot

if TYPE_CHECKING:
    from .state import State

MAX_VISITED = 5_000  # objects that are looked through for the values' places
MAX_DEPTH = 8
MAX_ITEMS = 200  # of one list


def given_names(hooks: State, graph: list[tuple[Node, Any]]) -> list[str]:
    """The label of each value, else its place in the namespace, as they are now; else empty."""
    places = _places(hooks, {node.key for node, _ in graph})
    classes = hooks.classes
    named = {kind for kind, info in classes.items() if info.labels != ()}
    return [
        (_label(classes[kind], value) if (kind := id(type(value))) in named else "") or places.get(node.key, "")
        for node, value in graph
    ]


def name_nodes(nodes: list[Node], given: list[str], data: list[float], spots: list[Spot | None]) -> list[str]:
    """A name for each value, not empty; unique, except that constants are named by their number.

    Labels are numbered where several values have one (c₁, c₂), and so are variables, but for the newest value: `loss`
    after the sums within it (loss₁, loss₂). An expression names a value only where it is the only one of its text.
    """
    texts = [label or (spot.name if spot is not None else "") for label, spot in zip(given, spots, strict=True)]
    uses = Counter(texts)
    seen: Counter[str] = Counter()
    names = []
    for i, (node, text) in enumerate(zip(nodes, texts, strict=True)):
        if node.kind == "constant" and not text:
            names.append(format_number(data[i] if data[i] == data[i] else 0.0))
        elif not text or (uses[text] > 1 and not given[i] and not text.isidentifier()):
            names.append(f"v{i}")
        elif seen[text] + 1 == uses[text] and (uses[text] == 1 or not given[i]):
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
        try:  # of each value of each pass: `stored` would be a call more
            text = object.__getattribute__(value, name)
        except AttributeError:
            continue
        if type(text) is str and text and text.strip():
            return text
    return ""


def _places(hooks: State, wanted: set[int]) -> dict[int, str]:
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


def _parts(hooks: State, path: str, content: Any) -> Iterator[tuple[str, Any]]:
    kind = type(content)
    if kind is list or kind is tuple:
        for i, each in enumerate(content[:MAX_ITEMS]):
            yield f"{path}[{i}]", each
    elif id(kind) in hooks.readers and not hooks.is_value(content):
        for name in attribute_names(content):
            yield f"{path}.{name}", stored(content, name)
