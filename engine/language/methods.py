"""Methods of lists, sets, dictionaries and strings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from ..errors import PlaygroundError
from .arguments import arguments, no_arguments
from .coercions import integer, items
from .containers import Dictionary, Set, chosen
from .interpreter import Interpreter
from .keys import add, contains, equal, get, key, put
from .ordering import sort
from .values import NOTHING, Call, describe

Method = Callable[[Interpreter, Call, object], object]


def set_of(run: Interpreter, x: object) -> Set:
    """A new set with the items of `x`."""
    made = Set()
    for item in items(x):
        run.charge(1)
        add(run, made, item)
    return made


def dictionary_of(run: Interpreter, x: object) -> Dictionary:
    """A new dictionary with the entries of another one, or with pairs of a key and a value."""
    made = Dictionary()
    for pair in entries(x) if type(x) is Dictionary else items(x):
        run.charge(1)
        if type(pair) not in (tuple, list) or len(cast("list[object]", pair)) != 2:
            message = f"A dictionary is made from pairs of a key and a value, not from {describe(pair)}."
            raise PlaygroundError("type", message, hint="Write dict([('a', 1.0)]), or {'a': 1.0}.")
        index, value = cast("list[object]", pair)
        put(run, made, index, value)
    return made


def entries(x: Dictionary) -> Iterator[tuple[object, object]]:
    return ((name, x.entries[found][1]) for found, (name, _) in [*x.entries.items()])


# lists


def _append(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    (added,) = arguments("append", call, 1, 1)
    run.charge_items(1, len(x) + 1)
    x.append(added)
    return NOTHING


def _extend(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    (more,) = arguments("extend", call, 1, 1)
    for item in list(more) if type(more) is list else items(more):
        run.charge_items(1, len(x) + 1)
        x.append(item)
    return NOTHING


def _insert(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    index, added = arguments("insert", call, 2, 2)
    run.charge_items(1, len(x) + 1)
    x.insert(integer(index), added)
    return NOTHING


def _pop(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    given = arguments("pop", call, 0, 1)
    index = integer(given[0]) if given else -1
    if not -len(x) <= index < len(x):
        message = f"There is no item {index} to take out." if x else "This list is empty: nothing can be taken out."
        raise PlaygroundError("value", message, hint="Ask len(xs) > 0 first.")
    return x.pop(index)


def _remove(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    x.pop(_position(run, "remove", call, x))
    return NOTHING


def _index(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list or type(x) is tuple
    return _position(run, "index", call, x)


def _position(run: Interpreter, name: str, call: Call, x: list[object] | tuple[object, ...]) -> int:
    (wanted,) = arguments(name, call, 1, 1)
    for i, item in enumerate(x):
        run.charge(1)
        if equal(run, item, wanted, inside=True):
            return i
    raise PlaygroundError("value", f"This is not among the items: {describe(wanted)}.", hint="Ask x in xs first.")


def _count(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list or type(x) is tuple
    (wanted,) = arguments("count", call, 1, 1)
    run.charge(len(x))
    return sum([equal(run, item, wanted, inside=True) for item in x])


def _reverse(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    no_arguments("reverse", call)
    run.charge(len(x))
    x.reverse()
    return NOTHING


def _sort(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    arguments("sort", call, 0, 0, ("key", "reverse"))
    x[:] = sort(run, "sort", x, call)
    return NOTHING


def _clear_list(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    no_arguments("clear", call)
    x.clear()
    return NOTHING


def _copy_list(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is list
    no_arguments("copy", call)
    run.charge_items(len(x))
    return list(x)


# sets


def _add(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Set
    (item,) = arguments("add", call, 1, 1)
    add(run, x, item)
    return NOTHING


def _discard(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Set
    (item,) = arguments("discard", call, 1, 1)
    x.entries.pop(key(run, item), None)
    return NOTHING


def _remove_item(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Set
    (item,) = arguments("remove", call, 1, 1)
    if not contains(run, x, item):
        raise PlaygroundError("value", "This item is not in the set.", hint="Write s.discard(x), or ask x in s first.")
    del x.entries[key(run, item)]
    return NOTHING


def _pop_item(run: Interpreter, call: Call, x: object) -> object:
    """The first item, where Python takes out any."""
    assert type(x) is Set
    no_arguments("pop", call)
    if not x.entries:
        raise PlaygroundError("value", "This set is empty: nothing can be taken out.", hint="Ask len(s) > 0 first.")
    return x.entries.pop(next(iter(x.entries)))


def _update(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Set
    for other in call.positional:
        for item in [*set_of(run, other).entries.values()]:
            add(run, x, item)
    return NOTHING


def _union(run: Interpreter, call: Call, x: object) -> object:
    made = set_of(run, x)
    _update(run, call, made)
    return made


def _chosen(name: str, wanted: bool) -> Method:
    """The items of a set that are, or are not, in the other one too."""

    def run_chosen(run: Interpreter, call: Call, x: object) -> object:
        assert type(x) is Set
        (other,) = arguments(name, call, 1, 1)
        return chosen(run, x, set_of(run, other), wanted)

    return run_chosen


def _difference_of_both(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Set
    (given,) = arguments("symmetric_difference", call, 1, 1)
    other = set_of(run, given)
    return Set({**chosen(run, x, other, False).entries, **chosen(run, other, x, False).entries})


def _relation(name: str, holds: Callable[[Set, Set], bool]) -> Method:
    def run_relation(run: Interpreter, call: Call, x: object) -> object:
        assert type(x) is Set
        (other,) = arguments(name, call, 1, 1)
        run.charge(len(x.entries))
        return holds(x, set_of(run, other))

    return run_relation


def _clear(run: Interpreter, call: Call, x: object) -> object:
    assert isinstance(x, (Set, Dictionary))
    no_arguments("clear", call)
    x.entries.clear()
    return NOTHING


def _copy_set(run: Interpreter, call: Call, x: object) -> object:
    no_arguments("copy", call)
    return set_of(run, x)


# dictionaries


def _get(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Dictionary
    given = arguments("get", call, 1, 2)
    return get(run, x, given[0]) if contains(run, x, given[0]) else given[1] if len(given) == 2 else NOTHING


def _setdefault(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Dictionary
    given = arguments("setdefault", call, 1, 2)
    if not contains(run, x, given[0]):
        put(run, x, given[0], given[1] if len(given) == 2 else NOTHING)
    return get(run, x, given[0])


def _pop_entry(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Dictionary
    given = arguments("pop", call, 1, 2)
    if len(given) == 2 and not contains(run, x, given[0]):
        return given[1]
    value = get(run, x, given[0])
    del x.entries[key(run, given[0])]
    return value


def _update_entries(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Dictionary
    (other,) = arguments("update", call, 1, 1)
    for name, value in entries(dictionary_of(run, other)):
        put(run, x, name, value)
    return NOTHING


def _listed(name: str, part: Callable[[tuple[object, object]], object]) -> Method:
    """keys, values or items: a list here."""

    def run_listed(run: Interpreter, call: Call, x: object) -> object:
        assert type(x) is Dictionary
        no_arguments(name, call)
        run.charge_items(len(x.entries))
        return [part(entry) for entry in x.entries.values()]

    return run_listed


def _copy_dictionary(run: Interpreter, call: Call, x: object) -> object:
    no_arguments("copy", call)
    return dictionary_of(run, x)


# strings


def _join(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is str
    (given,) = arguments("join", call, 1, 1)
    parts: list[str] = []
    size = 0
    for part in items(given):
        if type(part) is not str:
            raise PlaygroundError("type", f"`join()` joins strings, not {describe(part)}.", hint="Write str(x).")
        run.charge(1)
        size += len(part) + len(x)
        run.charge_text(size)
        parts.append(part)
    return x.join(parts)


METHODS: dict[type, dict[str, Method]] = {
    list: {
        "append": _append,
        "extend": _extend,
        "insert": _insert,
        "pop": _pop,
        "remove": _remove,
        "index": _index,
        "count": _count,
        "reverse": _reverse,
        "sort": _sort,
        "clear": _clear_list,
        "copy": _copy_list,
    },
    tuple: {"index": _index, "count": _count},
    Set: {
        "add": _add,
        "discard": _discard,
        "remove": _remove_item,
        "pop": _pop_item,
        "update": _update,
        "union": _union,
        "intersection": _chosen("intersection", wanted=True),
        "difference": _chosen("difference", wanted=False),
        "symmetric_difference": _difference_of_both,
        "issubset": _relation("issubset", lambda x, y: x.entries.keys() <= y.entries.keys()),
        "issuperset": _relation("issuperset", lambda x, y: x.entries.keys() >= y.entries.keys()),
        "isdisjoint": _relation("isdisjoint", lambda x, y: x.entries.keys().isdisjoint(y.entries.keys())),
        "clear": _clear,
        "copy": _copy_set,
    },
    Dictionary: {
        "get": _get,
        "setdefault": _setdefault,
        "pop": _pop_entry,
        "update": _update_entries,
        "keys": _listed("keys", lambda entry: entry[0]),
        "values": _listed("values", lambda entry: entry[1]),
        "items": _listed("items", lambda entry: entry),
        "clear": _clear,
        "copy": _copy_dictionary,
    },
    str: {"join": _join},
}
