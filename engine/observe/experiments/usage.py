"""Use of a reader's class in a program's text: how a value is made, combined and given to the backward pass."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..operations import MEANINGS, meaning_of
from ..recording import Call, Recording
from ..verdict.attributes import Attributes
from ..verdict.seed import seed_of

_BINARY = {"__add__": "+", "__sub__": "-", "__mul__": "*", "__truediv__": "/"}
_REFLECTED = {"+": "__radd__", "-": "__rsub__", "*": "__rmul__", "/": "__rtruediv__"}


class Operation(NamedTuple):
    """An operation as it is written, with {0} and {1} for the operands.

    number  which operand is a plain number: 0, 1 or None
    """

    template: str
    arity: int
    number: int | None = None


class Usage:
    """How the class of a recording is used.

    operations  sums and products first, because they are in most programs
    problem     why no program can be written, or empty
    """

    def __init__(self, recording: Recording, attributes: Attributes, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace
        self._kind = attributes.leaf_type
        self._kinds = {type(node.value) for node in recording.nodes}
        self._attributes = attributes
        self.problem = ""
        self.constructor = self._name_of(self._kind)
        if not self.constructor:
            self.problem = f"The class {self._kind.__name__} has no name in the notebook."
        elif recording.call is None:
            self.problem = "No method does this pass, so that it cannot be done again for another program."
        self._call = recording.call
        self._seed = seed_of(recording).value  # of a program it is 1
        self.operations = self._operators() + self._methods(recording) + self._functions(recording)
        if not self.operations and not self.problem:
            self.problem = "No operation of the class is known by name."

    def value(self, number: float) -> str:
        return f"{self.constructor}({number!r})"

    def backward(self, root: str, leaves: Sequence[str]) -> str:
        """The call that does the pass, as the reader has written it, for another root."""
        call = self._call
        assert call is not None
        first, *others = call.arguments or (None,)
        others = [1.0 if type(each) in (int, float) and each == self._seed else each for each in others]
        arguments = [self._argument(each, leaves) for each in others]
        shown = ", ".join(dict.fromkeys(filter(None, arguments)))
        if self._is_default(call, others):
            shown = ""
        if hasattr(type(first), call.name) and type(first) in self._kinds:
            return f"{root}.{call.name}({shown})"
        return f"{call.name}({', '.join(filter(None, [root, shown]))})"

    def clearing(self, leaf: str) -> str:
        """The line that sets a leaf's gradient to 0; empty where the attribute is not known or cannot be set."""
        name = self._attributes.grad
        made = getattr(self._kind, "__dataclass_params__", None)
        return f"{leaf}.{name} = 0.0" if name and not (made is not None and made.frozen) else ""

    def _argument(self, argument: Any, leaves: Sequence[str]) -> str:
        if isinstance(argument, self._kind):
            return ", ".join(leaves)
        if isinstance(argument, list | tuple) and any(isinstance(each, self._kind) for each in argument):
            return ", ".join(leaves)
        return repr(argument) if isinstance(argument, bool | int | float | str) else ""

    def _is_default(self, call: Call, others: Sequence[Any]) -> bool:
        try:
            parameters = list(inspect.signature(call.function).parameters.values())[1:]
        except (TypeError, ValueError):
            return False
        return len(parameters) == len(others) and all(
            each.default is given for each, given in zip(parameters, others, strict=True)
        )

    def _name_of(self, thing: Any) -> str:
        name = getattr(thing, "__name__", "")
        if self._namespace.get(name) is thing:
            return str(name)
        return next((each for each, bound in self._namespace.items() if bound is thing and each.isidentifier()), "")

    def _operators(self) -> list[Operation]:
        found = []
        for method, sign in _BINARY.items():
            if hasattr(self._kind, method):
                found.append(Operation(f"{{0}} {sign} {{1}}", 2))
                found.append(Operation(f"{{0}} {sign} {{1}}", 1, 1))
                if hasattr(self._kind, _REFLECTED[sign]):
                    found.append(Operation(f"{{0}} {sign} {{1}}", 1, 0))
        if hasattr(self._kind, "__pow__"):
            found.append(Operation("{0} ** {1}", 1, 1))
        if hasattr(self._kind, "__neg__"):
            found.append(Operation("-{0}", 1))
        return found

    def _methods(self, recording: Recording) -> list[Operation]:
        names = {name: None for name in MEANINGS if not name.startswith("_") and self._is_unary(name)}
        names |= {
            node.call.name: None for node in recording.nodes
            if node.call is not None and len(node.call.arguments) == 1 and self._is_unary(node.call.name)
        }  # fmt: skip
        with_numbers = {
            f"{{0}}.{call.name}({', '.join(map(repr, call.arguments[1:]))})": None
            for call in (node.call for node in recording.nodes if node.call is not None)
            if not call.name.startswith("__") and hasattr(self._kind, call.name) and not call.keywords
            and len(call.arguments) > 1 and all(type(each) in (int, float) for each in call.arguments[1:])
        }  # fmt: skip
        return [Operation(f"{{0}}.{name}()", 1) for name in names] + [Operation(each, 1) for each in with_numbers]

    def _is_unary(self, name: str) -> bool:
        """Whether it is a method that needs no argument; one of a binary operation's name needs another operand."""
        meaning = meaning_of(name)
        method = getattr(self._kind, name, None)
        if method is None or name.startswith("__") or (meaning is not None and meaning.row.arity != 1):
            return False
        try:
            parameters = list(inspect.signature(method).parameters.values())[1:]
        except (TypeError, ValueError):
            return False
        return all(
            each.default is not each.empty or each.kind in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
            for each in parameters
        )

    def _functions(self, recording: Recording) -> list[Operation]:
        """Free functions that the recording calls with values alone: `add(a, b)`, `tanh(a)`."""
        found: dict[str, Operation] = {}
        for node in recording.nodes:
            call = node.call
            if call is None or call.keywords or hasattr(self._kind, call.name):
                continue
            if self._namespace.get(call.name) is not call.function or not call.arguments:
                continue
            if all(any(each is recording.nodes[i].value for i in node.operands) for each in call.arguments):
                places = ", ".join(f"{{{i}}}" for i in range(len(call.arguments)))
                if len(call.arguments) < 3:
                    found[call.name] = Operation(f"{call.name}({places})", len(call.arguments))
        return list(found.values())
