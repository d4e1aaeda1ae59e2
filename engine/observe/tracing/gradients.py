"""The gradient among all numbers that a pass has written: one attribute of each class, or one container."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ...float_identity import same_number
from .call import Event
from .classes import GRADIENT_NAME, ValueClass, attribute_names


def gradient_events(classes: dict[int, ValueClass], events: list[Event], root: Any) -> list[Event]:
    """The writes to gradients; what is learned of the classes is kept for the next pass."""
    plain = [event for event in events if event.container is None]
    contained = _contained([event for event in events if event.container is not None], root)
    if contained and _confirms(plain, contained, root):
        return contained
    unsettled = [event for event in plain if not classes[id(type(event.owner))].gradient]
    by_class: dict[int, Counter[str]] = {}
    for kind, _, name in dict.fromkeys((id(type(event.owner)), id(event.owner), event.name) for event in unsettled):
        by_class.setdefault(kind, Counter())[name] += 1
    for kind, names in by_class.items():
        classes[kind].settle(names.most_common(1)[0][0])
    gradients = {info.gradient for info in classes.values()}
    if len(gradients) == 1:
        return [event for event in plain if event.name in gradients]
    return [event for event in plain if event.name == classes[id(type(event.owner))].gradient]


def _contained(events: list[Event], root: Any) -> list[Event]:
    """The writes to the container with most of them; those to others are a seed before a copy, at the most."""
    if not events:
        return []
    sizes = Counter(id(event.container) for event in events)
    most = sizes.most_common(1)[0][0]
    chosen = [event for event in events if id(event.container) == most]
    if chosen[0].owner is not root:
        seeds = [event for event in events if id(event.container) != most and event.owner is root]
        chosen = seeds[:1] + chosen
    only_marks = len(chosen) > 1 and all(event.after == 1 for event in chosen)
    seeded = chosen[0].owner is root and chosen[0].after == 1
    return chosen if seeded and not only_marks else []


def _confirms(plain: list[Event], contained: list[Event], root: Any) -> bool:
    """Whether the container holds the gradients: the attributes are written from it, or there are none for them."""
    if not plain:
        return not any(GRADIENT_NAME.search(name) for name in attribute_names(root))
    last = {id(event.owner): event.after for event in contained}
    return all(
        id(event.owner) in last and event.after is not None and same_number(last[id(event.owner)] or 0.0, event.after)
        for event in plain
    )
