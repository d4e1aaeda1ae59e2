"""Built-in functions that came after the first version: of collections, and of types."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import PlaygroundError
from ..nn import MLP, Layer, Neuron
from ..trace.tape import Traced
from .arguments import arguments
from .coercions import boolean, items, sequence
from .containers import Dictionary, Set
from .interpreter import Interpreter
from .methods import dictionary_of, set_of
from .ordering import sort
from .values import Builtin, Call, describe, is_number, number_of, to_text


def _set(run: Interpreter, call: Call) -> object:
    given = arguments("set", call, 0, 1)
    return set_of(run, given[0]) if given else Set()


def _dict(run: Interpreter, call: Call) -> object:
    given = arguments("dict", call, 0, 1, call.named)
    made = dictionary_of(run, given[0]) if given else Dictionary()
    for name, value in call.named.items():
        run.charge_items(1, len(made.entries) + 1)
        made.entries[name] = (name, value)
    return made


def _sorted(run: Interpreter, call: Call) -> object:
    (given,) = arguments("sorted", call, 1, 1, ("key", "reverse"))
    return sort(run, "sorted", _listed(run, given), call)


def _reversed(run: Interpreter, call: Call) -> object:
    """A list here, as zip and enumerate give."""
    (given,) = arguments("reversed", call, 1, 1)
    if type(given) is Dictionary:
        return _listed(run, given)[::-1]
    run.charge_items(len(sequence(given)))
    return [*sequence(given)][::-1]


def _listed(run: Interpreter, x: object) -> list[object]:
    listed: list[object] = []
    for item in items(x):
        run.charge_items(1, len(listed) + 1)
        listed.append(item)
    return listed


def _some(name: str, wanted: bool) -> Callable[[Interpreter, Call], object]:
    """any and all: they stop at the first item that decides."""

    def run_some(run: Interpreter, call: Call) -> object:
        (given,) = arguments(name, call, 1, 1)
        for item in items(given):
            run.charge(1)
            if boolean(item, call.span) is wanted:
                return wanted
        return not wanted

    return run_some


def _isinstance(run: Interpreter, call: Call) -> object:
    x, given = arguments("isinstance", call, 2, 2)
    kinds = given if type(given) is tuple else (given,)
    run.charge(len(kinds))
    return any(_is_of(run, x, kind) for kind in kinds)


def _is_of(run: Interpreter, x: object, kind: object) -> bool:
    if type(kind) is Builtin and kind.name in _TYPES and run.builtins.get(kind.name) is kind:
        return type(number_of(x)) in _TYPES[kind.name]
    raise PlaygroundError(
        "type",
        f"`isinstance()` needs a type, or several in brackets, not {describe(kind)}.",
        hint="Write isinstance(x, (int, float)), or isinstance(x, Value).",
    )


_TYPES: dict[str, tuple[type, ...]] = {
    "Value": (Traced,),
    "int": (int, bool),
    "float": (float,),
    "bool": (bool,),
    "str": (str,),
    "list": (list,),
    "tuple": (tuple,),
    "set": (Set,),
    "dict": (Dictionary,),
    "range": (range,),
    "Neuron": (Neuron,),
    "Layer": (Layer,),
    "MLP": (MLP,),
}


def _repr(run: Interpreter, call: Call) -> object:
    (x,) = arguments("repr", call, 1, 1)
    made = to_text(x, 1)
    run.charge_text(len(made))
    return made


def _bool(run: Interpreter, call: Call) -> object:
    (x,) = arguments("bool", call, 1, 1)
    return x != 0 if is_number(x) else boolean(x, call.span)


COLLECTION_FUNCTIONS: dict[str, object] = {
    name: Builtin(name, run, late=True)
    for name, run in {
        "set": _set,
        "dict": _dict,
        "sorted": _sorted,
        "reversed": _reversed,
        "any": _some("any", wanted=True),
        "all": _some("all", wanted=False),
        "isinstance": _isinstance,
        "bool": _bool,
        "repr": _repr,
    }.items()
}
