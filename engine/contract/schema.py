"""JSON Schema of the contract's types, for /openapi.json and for the front-end's types and decoder."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from . import common, lab, notebook, replies, requests, steps
from .keywords import Keywords

JsonSchema = dict[str, Any]

_MODULES = (common, steps, replies, requests, lab)
_PRIMITIVES: Mapping[object, JsonSchema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
_NON_FINITE = {"enum": ["NaN", "Infinity", "-Infinity"]}


def definitions(prefix: str) -> dict[str, JsonSchema]:
    """The schema of each named type of the API by its name; a reference is `prefix` and the name."""
    return {name: _Writer(prefix, _named()).definition(part) for name, part in _named().items()}


def notebook_definitions() -> dict[str, JsonSchema]:
    """The same of the notebook's messages, which no server answers; they refer to the API's types too."""
    named = _named() | _named_in(notebook)
    return {
        name: _Writer("", named).definition(part)
        for name, part in _named_in(notebook).items()
        if part is not _named().get(name)
    }


@cache
def _named() -> dict[str, Any]:
    """The API's named types: classes of the contract, and aliases of literals, tuples, unions and annotated types."""
    found: dict[str, Any] = {}
    for module in _MODULES:
        found = found | _named_in(module) | found
    return found


def _named_in(module: types.ModuleType) -> dict[str, Any]:
    return {
        name: part
        for name, part in vars(module).items()
        if not name.startswith("_") and (is_typeddict(part) or get_origin(part) in _ALIASES)
    }


_ALIASES = (Literal, Annotated, tuple, Union, types.UnionType)


class _Writer:
    def __init__(self, prefix: str, named: Mapping[str, Any]) -> None:
        self._prefix = prefix
        self._named = named

    def definition(self, part: Any) -> JsonSchema:
        """The schema of a named type, written out."""
        if is_typeddict(part):
            return self._object(part)
        return self._written_out(part)

    def _reference(self, part: Any) -> JsonSchema:
        """The schema of a type: a reference if it has a name, with the keywords and the description of its use."""
        if is_typeddict(part):
            return {"$ref": self._prefix + part.__name__}
        name = next((name for name, named in self._named.items() if named == part), None)
        if name is not None:
            return {"$ref": self._prefix + name}
        return self._written_out(part)

    def _written_out(self, part: Any) -> JsonSchema:
        if part is object:
            return {}
        if part in _PRIMITIVES:
            return dict(_PRIMITIVES[part])
        origin, arguments = get_origin(part), get_args(part)
        if origin is Annotated:
            return self._annotated(part)
        if origin is Literal:
            return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
        if origin in (Union, types.UnionType):
            return self._union(arguments)
        if origin is list:
            return {"type": "array", "items": self._reference(arguments[0])}
        if origin is tuple:
            count = len(arguments)
            items = [self._reference(each) for each in arguments]
            return {"type": "array", "prefixItems": items, "minItems": count, "maxItems": count}
        if origin is dict:
            return {"type": "object", "additionalProperties": self._reference(arguments[1])}
        raise TypeError(f"The contract has no schema for {part!r}.")

    def _annotated(self, part: Any) -> JsonSchema:
        """An annotated type; Python merges nested annotations, so a named one is found by its first annotations."""
        inner, *metadata = get_args(part)
        for count in range(len(metadata) - 1, 0, -1):
            alias = Annotated[(inner, *metadata[:count])]  # type: ignore[valid-type]
            if alias in self._named.values():
                return {**self._reference(alias), **_keywords(metadata[count:])}
        schema = {**self._reference(inner), **_keywords(metadata)}
        if schema.get("format") != "number":
            return schema
        return {"anyOf": [{"type": "number"}, _NON_FINITE], **_keywords(metadata)}

    def _union(self, members: Iterable[Any]) -> JsonSchema:
        """A choice; of objects that have a kind or a type, with that as the discriminator."""
        members = list(members)
        choices = [self._reference(each) for each in members]
        if not all(map(is_typeddict, members)):
            return {"anyOf": choices}
        name = "kind" if all("kind" in _hints(each) for each in members) else "type"
        mapping = {kind: self._prefix + each.__name__ for each in members for kind in get_args(_hints(each)[name])}
        return {"oneOf": choices, "discriminator": {"propertyName": name, "mapping": mapping}}

    def _object(self, part: Any) -> JsonSchema:
        properties, required = {}, []
        for name, hint in _hints(part).items():
            optional = get_origin(hint) is NotRequired
            if not optional and part.__total__:
                required.append(name)
            properties[name] = self._reference(get_args(hint)[0] if optional else hint)
        return {
            "type": "object",
            "title": part.__name__,
            "description": part.__doc__,
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


def _hints(part: Any) -> dict[str, Any]:
    return get_type_hints(part, include_extras=True)


def _keywords(metadata: Iterable[object]) -> JsonSchema:
    schema: JsonSchema = {}
    for each in metadata:
        schema |= each.schema() if isinstance(each, Keywords) else {"description": each}
    return schema
