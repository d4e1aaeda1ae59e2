"""Namespaces and containers of the reader's that a measurement's calls may change, put back at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any

from ..tracing.syntax import HOOKS

_CONTAINERS = (list, dict, set)


@contextmanager
def preserved(
    functions: Iterable[Any] = (), values: Iterable[Any] = (), namespace: Mapping[str, Any] | None = None
) -> Iterator[None]:
    """Restores what can be reached from functions' globals and closures, values, their classes, and a namespace.

    A container is put back if its length has changed, a name if it is bound to another object.
    """
    keeper = _Keeper()
    for function in functions:
        keeper.function(function)
    for value in values:
        keeper.value(value)
    keeper.names(namespace or {})
    try:
        yield
    finally:
        keeper.restore()


class _Keeper:
    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._containers: list[tuple[Any, Any]] = []
        self._namespaces: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self._classes: list[tuple[type, dict[str, Any]]] = []

    def function(self, function: Any) -> None:
        function = getattr(function, "__func__", function)
        if not isinstance(function, FunctionType):
            return
        if self._is_new(function.__globals__):
            self._namespaces.append((function.__globals__, dict(function.__globals__)))
            self.names(function.__globals__)
        for cell in function.__closure__ or ():
            try:
                self._container(cell.cell_contents)
            except ValueError:  # the cell is empty: its variable has no value yet
                continue

    def names(self, namespace: Mapping[str, Any]) -> None:
        """What a namespace holds, but for the observer itself, which goes on."""
        for name, bound in list(namespace.items()):
            if name != HOOKS:
                self._reachable(bound)

    def value(self, value: Any) -> None:
        self._class(type(value))
        self._attributes(value)

    def restore(self) -> None:
        for container, former in self._containers:
            if len(container) == len(former):
                continue
            container.clear()
            (container.extend if isinstance(container, list) else container.update)(former)
        for namespace, names in self._namespaces:
            for name in [name for name in namespace if name not in names]:
                del namespace[name]
            for name, bound in names.items():
                if namespace.get(name) is not bound:
                    namespace[name] = bound
        for owner, names in self._classes:
            for name in [name for name in vars(owner) if name not in names]:
                type.__delattr__(owner, name)
            for name, bound in names.items():
                if vars(owner).get(name) is not bound:
                    type.__setattr__(owner, name, bound)

    def _reachable(self, value: Any) -> None:
        """A global: a container, or an object that holds some, such as a tape."""
        if isinstance(value, FunctionType):
            self.function(value)
            return
        if isinstance(value, ModuleType):
            return
        if isinstance(value, type):
            if value.__module__ not in ("builtins", "typing"):
                self._class(value)
            return
        self._container(value)
        self._attributes(value)

    def _container(self, value: Any) -> None:
        if type(value) in _CONTAINERS and self._is_new(value):
            self._containers.append((value, value.copy()))

    def _attributes(self, value: Any) -> None:
        try:
            attributes = object.__getattribute__(value, "__dict__")
        except AttributeError:  # it has slots
            return
        if type(attributes) is dict:
            for each in attributes.values():
                self._container(each)

    def _class(self, owner: type) -> None:
        for each in owner.__mro__[:-1]:
            if each.__flags__ & (1 << 9) and self._is_new(each):  # made by a class statement
                self._classes.append((each, dict(vars(each))))
                for attribute in vars(each).values():
                    self._container(attribute)

    def _is_new(self, value: Any) -> bool:
        if id(value) in self._seen:
            return False
        self._seen.add(id(value))
        return True
