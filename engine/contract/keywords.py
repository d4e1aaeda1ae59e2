"""JSON Schema keywords of an annotated type: bounds and formats that Python's types do not express."""

from __future__ import annotations


class Keywords:
    """Metadata of `Annotated[type, Keywords(...)]`; a keyword of the contract's own begins with `x_`.

    minimum, maximum, maxItems, maxProperties, pattern   as in JSON Schema
    propertyNames                                        the schema of an object's keys
    default                                              the value of a parameter that is left out
    format="number"                                      NaN and the infinities are strings
    x_index_of="nodes"                                   an index into this list of the reply
    x_own_index=True                                     the item's own index in the list that holds it
    """

    __slots__ = ("_items",)

    def __init__(self, **keywords: object) -> None:
        self._items = tuple((name.replace("x_", "x-", 1).replace("_", "-"), value) for name, value in keywords.items())

    def schema(self) -> dict[str, object]:
        return dict(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keywords) and self._items == other._items

    def __hash__(self) -> int:
        return hash(tuple(name for name, _ in self._items))
