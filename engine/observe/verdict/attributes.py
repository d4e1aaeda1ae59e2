"""Attributes in which a reader's class keeps a value's number and its gradient, and new values of that class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any

from ..recording import Observed, Recording
from ..tracing.classes import number as plain_number

KnownAttributes = dict[tuple[type, str], str]
"""Names of attributes by the class of the leaves, and by what they hold: "data" or "grad"."""
_COMPARED = 40  # values; more would say the same


class Attributes:
    """The names of the attributes, and the class of the leaves; each is looked up when it is first needed.

    data  empty where no attribute holds the numbers, so that nothing can be tried
    grad  empty where no attribute holds the gradients
    """

    def __init__(self, recording: Recording, known: KnownAttributes | None = None) -> None:
        """`known` are the names by class: later than at the end of a pass the numbers may have changed."""
        self._recording = recording
        self._known = {} if known is None else known

    @cached_property
    def leaf_type(self) -> type:
        nodes = self._recording.nodes
        return type(next((node.value for node in nodes if node.kind != "result"), nodes[0].value))

    @cached_property
    def data(self) -> str:
        nodes = self._recording.nodes
        return self._name("data", lambda: _common_name(nodes, [node.data for node in nodes]))

    @cached_property
    def grad(self) -> str:
        return self._name("grad", self._found_grad)

    def remember(self) -> None:
        """Find the names now, at the end of the pass."""
        if (self.leaf_type, "grad") not in self._known:
            _ = self.data, self.grad

    def _name(self, which: str, find: Callable[[], str]) -> str:
        name = self._known.get((self.leaf_type, which)) or find()
        if name:
            self._known[self.leaf_type, which] = name
        return name

    def _found_grad(self) -> str:
        graded = [
            (node, grad)
            for node, grad in zip(self._recording.nodes, self._recording.gradients, strict=True)
            if grad is not None
        ]
        leaves = [each for each in graded if each[0].kind == "leaf"]  # a class may keep the gradients of these alone
        found = (_common_name([n for n, _ in each], [g for _, g in each], self.data) for each in (graded, leaves))
        return next(filter(None, found), "")

    def number(self, value: Any) -> float:
        """A value's number. Raises what the reader's class raises."""
        read = read_number(getattr(value, self.data))
        if read is None:
            raise TypeError(f"{type(value).__name__}.{self.data} is no number.")
        return read

    def new(self, number: float, like: Any) -> Any:
        """A new leaf with this number, of the same type as that of the value `like`. Raises what the class raises."""
        kind = type(getattr(like, self.data))
        made = self.leaf_type(number if kind in (int, float, bool) else kind(number))
        if abs(self.number(made) - number) > 1e-6 * abs(number):
            raise ValueError("The class keeps another number than it is made with.")
        return made

    @contextmanager
    def moved(self, values: Sequence[Any], numbers: Sequence[float]) -> Iterator[None]:
        """The values with other numbers for a while."""
        former = [getattr(value, self.data) for value in values]
        try:
            for value, number, old in zip(values, numbers, former, strict=True):
                put(value, self.data, number if type(old) in (int, float, bool) else type(old)(number))
            yield
        finally:
            for value, old in zip(values, former, strict=True):
                put(value, self.data, old)


def put(value: Any, name: str, content: Any) -> None:
    """Set an attribute, of a frozen object too."""
    setter: Callable[[Any, str, Any], None]
    for setter in (setattr, object.__setattr__):
        try:
            setter(value, name, content)
        except AttributeError:  # a frozen class
            continue
        return
    raise ValueError(f"{type(value).__name__}.{name} cannot be set.")


def read_number(held: Any) -> float | None:
    """The number that an attribute holds: plain, or alone in an array; None if it holds none."""
    read = plain_number(held)
    if read is None and type(held).__module__ == "array" and len(held) == 1:
        return plain_number(held[0])
    return read


def _common_name(nodes: Sequence[Observed], numbers: Sequence[float], without: str = "") -> str:
    """The attribute that holds these numbers in all nodes; a public one, if there is one."""
    if not nodes:
        return ""
    names = [name for name in _names(nodes[-1].value) if name != without]
    for node, number in list(zip(nodes, numbers, strict=True))[-_COMPARED:]:
        names = [name for name in names if _holds(node.value, name, number)]
    preferred = ("data", "value", "val", "grad")
    names.sort(key=lambda name: (name.startswith("_"), name not in preferred))
    return names[0] if names else ""


def _names(value: Any) -> Iterable[str]:
    """Attributes of the value, in its dict, its slots and its class's properties."""
    found: dict[str, None] = {}
    with suppress(AttributeError):  # where it has slots
        found |= dict.fromkeys(object.__getattribute__(value, "__dict__"))
    for owner in type(value).__mro__[:-1]:
        for name, attribute in vars(owner).items():
            if hasattr(type(attribute), "__get__") and hasattr(type(attribute), "__set__"):
                found[name] = None
    found.pop("__dict__", None)
    found.pop("__weakref__", None)
    return found


def _holds(value: Any, name: str, number: float) -> bool:
    try:
        held = getattr(value, name)
        read = read_number(held)
        return read is not None and (read == number or (number != number and read != read))
    except Exception:  # the reader's own getter, or an object that is no number
        return False
