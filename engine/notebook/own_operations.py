"""Operations of the cells' own: `operation(name, forward, *derivatives)`, and classes from torch.autograd.Function.

Both are checked at several points beside differences of their forward function. What computes with them is a function
of this text, run like a cell's, so that its calls are recorded as those of the reader's own operations are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from inspect import Parameter, signature
from keyword import iskeyword
from typing import Any, Protocol
from weakref import WeakSet

from .. import value
from ..errors import PlaygroundError
from ..language import custom
from ..language.operation_checks import agreement, checks_of, fault_of
from ..ops import Op
from ..standins.finder import Load
from ..value import Value

_OPERATION = '''\
def {name}({operands}):
    """What operation('{name}', ...) computes."""
    ({operands},) = values({operands})
    out = result({first}, forward({numbers}), ({operands},), '{name}')

    def _backward():
{flows}

    out._backward = _backward
    return out
'''
_OPERATION_FLOW = "        {operand}.grad += derivatives[{k}]({numbers}, out.data) * out.grad"
_FUNCTION = '''\
def made(forward, backward):
    def {name}({operands}):
        """What {name}.apply(...) computes: its forward() and backward() are called."""
        number, ctx = forward({numbers})
        out = Value(number, ({operands},), {first}.fit)

        def propagate():
            slopes = backward(ctx, out.grad)
{flows}

        out.propagate = propagate
        return out

    return {name}
'''
_FUNCTION_FLOW = "            {operand}.grad += slopes[{k}]"


class Numbers(Protocol):
    """A function of single numbers."""

    def forward(self, *numbers: float) -> tuple[float, Any]:
        """The result's number, and the context that backward() is given."""

    def backward(self, ctx: Any, upstream: float) -> Sequence[float]:
        """The gradient of each operand."""


class OwnOperations:
    """What the cells of one kernel define.

    load  runs a text of this module so that it is observed: name, source, namespace
    tell  takes a sentence on the cell
    """

    def __init__(self, load: Load, tell: Callable[[str], None]) -> None:
        self._load = load
        self._tell = tell
        self._checked: WeakSet[type] = WeakSet()

    def operation(self, name: str, forward: Callable[..., float], *derivatives: Callable[..., float]) -> Any:
        """An operation by what it computes of numbers, and its local derivative by each operand.

        A derivative takes the operands' numbers, and may take the result's after them. The function that this returns
        computes with values of any class whose objects keep their rule in `_backward`. Raises ValueError, with the
        numbers at all points, where a derivative is wrong.
        """
        if type(name) is not str or not name.isidentifier() or iskeyword(name) or name.startswith("_"):
            raise ValueError(f"{name!r} cannot name an operation: take a name made of letters.")
        if len(derivatives) not in (1, 2):
            raise TypeError(f"{name} has {len(derivatives)} derivatives; give one for each of its one or two operands.")
        row = custom.row_of(name, forward, derivatives)
        self._tell(_checked(row))
        with_result = [_with_result(derivative, len(derivatives)) for derivative in derivatives]
        names: dict[str, Any] = {"forward": forward, "derivatives": with_result, "values": _values, "result": _result}
        self._load(f"operation {name}", _text(_OPERATION, _OPERATION_FLOW, name, len(derivatives)), names)
        return _for_every_class(names[name], row)

    def torch_function(self, made_by: type, numbers: Numbers, exact: Numbers, arity: int) -> Callable[..., Any]:
        """The observed function of a class derived from torch.autograd.Function, for operands of one number each.

        Its backward() is checked when the class is first used, and the notes below the cell say what was found: PyTorch
        itself asks nothing. `exact` computes in double precision.
        """
        name = made_by.__name__
        if made_by not in self._checked:
            self._checked.add(made_by)
            self._tell(_found(name, exact, arity))
        names: dict[str, Any] = {"Value": import_module("torch._scalar").Value}
        self._load(f"torch.autograd {name}", _text(_FUNCTION, _FUNCTION_FLOW, name, arity), names)
        made: Callable[..., Any] = names["made"](numbers.forward, numbers.backward)
        return made


def _found(name: str, exact: Numbers, arity: int) -> str:
    """A sentence on the check of a class."""

    def slope(k: int) -> Callable[..., float]:
        return lambda *numbers: exact.backward(exact.forward(*numbers[:arity])[1], 1.0)[k]

    try:
        return _checked(custom.row_of(name, lambda *numbers: exact.forward(*numbers)[0], [*map(slope, range(arity))]))
    except Exception as error:  # the reader's own lines may raise at numbers that they are not made for
        return str(error) if type(error) is ValueError else f"{name} could not be checked: {type(error).__name__}."


def _checked(row: Op) -> str:
    """The sentence on a row that is right at every point. Raises ValueError with the numbers of one that is not."""
    checks = checks_of(row)
    fault = fault_of(row, checks)
    if fault is None:
        return agreement(row, checks)
    error = fault if isinstance(fault, PlaygroundError) else fault.error
    raise ValueError(f"{error.message} {error.hint}")


def _text(template: str, flow: str, name: str, arity: int) -> str:
    operands = ["x", "y"][:arity]
    numbers = ", ".join(f"{operand}.data" for operand in operands)
    flows = "\n".join(flow.format(operand=operand, k=k, numbers=numbers) for k, operand in enumerate(operands))
    return template.format(name=name, operands=", ".join(operands), first=operands[0], numbers=numbers, flows=flows)


def _with_result(derivative: Callable[..., float], arity: int) -> Callable[..., float]:
    """The derivative as a function that takes the result's number too."""
    parameters = signature(derivative).parameters.values()
    takes_it = len(parameters) > arity or any(each.kind is Parameter.VAR_POSITIONAL for each in parameters)
    return derivative if takes_it else lambda *numbers: derivative(*numbers[:arity])


def _values(*given: Any) -> Sequence[Any]:
    """The operands as values of one class: a plain number becomes one."""
    classes = [type(each) for each in given if not isinstance(each, int | float)]
    if not classes:
        raise TypeError("An operation needs a value, such as Value(2.0), and not only numbers.")
    return [classes[0](each) if isinstance(each, int | float) else each for each in given]


def _result(like: Any, number: float, operands: tuple[Any, ...], name: str) -> Any:
    """A new value of the class, made as its own operations make theirs: with its operands and its symbol."""
    kind = type(like)
    if not hasattr(like, "_backward"):
        raise TypeError(
            f"operation() computes with a class whose values keep their rule in `_backward`, as the lecture's do; "
            f"{kind.__name__} has none: write the operation as a method of it."
        )
    given = [operands, name][: max(len(signature(kind).parameters) - 1, 0)]
    return kind(number, *given)


def _for_every_class(function: Callable[..., Any], row: Op) -> Callable[..., Any]:
    """The function; with values of the playground's own class, which is not observed, the row itself computes."""

    def operate(*operands: Any) -> Any:
        if not any(isinstance(each, Value) for each in operands):
            return function(*operands)
        values = [each if isinstance(each, Value) else Value(each) for each in operands]
        return value.result(row.forward(*(each.data for each in values)), row, *values)

    operate.__name__ = operate.__qualname__ = row.name
    return operate
