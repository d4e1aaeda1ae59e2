"""`Tape`: recording of a program's run, from which the steps are built afterwards.

A traced value is a `Value` with an id, the source span it comes from and the neuron it belongs to. The tape creates all
traced values, applies operations at the chosen level of detail and logs the program's changes. For the pass to be shown
it stores the data and gradients at the time `backward()` was called.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Literal, NamedTuple, cast

from .. import nn
from ..budgets import MAX_OUTPUT, SERVER, Budget
from ..contract.common import Field, Level, NodeKind
from ..contract.replies import Output as PrintedLine
from ..contract.replies import OwnOperation
from ..errors import Correction, PlaygroundError, Span
from ..gradient_graph import chooses, contribution, require_expressions
from ..meter import Meter
from ..ops import NAMED, OPS, POW_NUMBER, Op
from ..value import Value
from .levels import EXPANSIONS

DEFAULT_SEED = 1337
MAX_SLIPS = 5  # that are told; more would hide the program


class Traced(Value):
    """A Value with its origin: `id` (a counter of the run's values, in creation order), source span and group.

    gradient  after backward(create_graph=True) the gradient as a value of the graph, whose data is `grad`; else None
    source    the value whose gradient this is
    plain    in plain style (engine/language/plain.py): the number that Python has in its place, or why there is none
    counted  whether it served as a number, such as an index, so that it is not what the program computes
    written  the operation that made it, as the program writes it
    """

    __slots__ = ("counted", "gradient", "group", "id", "kind", "plain", "source", "span", "tape", "written")

    def __init__(
        self, tape: Tape, kind: NodeKind, data: float, op: Op | None, a: Value | None, b: Value | None
    ) -> None:
        # Not super().__init__(): the tape holds all values and unlinks them in close(), so that no chain frees
        # recursively.
        self.data = data
        self.grad = 0.0
        self.label = ""
        self.op = op
        self.a = a
        self.b = b
        self.mark = self.depth = 0
        self.tape = tape
        self.kind: NodeKind = kind
        self.id = len(tape.values)
        self.span = tape.span
        self.group = tape.group
        self.written = tape.writing
        self.plain: int | float | PlaygroundError | None = None
        self.counted = False
        self.gradient: Traced | None = None
        self.source: Traced | None = None

    def observe(self, field: Field = "data") -> float:
        """A number for the program to see: from now on its run may depend on it."""
        self.tape.static = False
        return self.data if field == "data" else self.grad

    def holds(self, condition: Callable[[float], bool]) -> bool:
        """Whether `condition` holds for the data: the run stays the same as long as it gives the same answer."""
        answer = condition(self.data)
        self.tape.conditions.append((self, condition, answer))
        return answer


def _operator(name: str, reflected: bool = False) -> Callable[..., Traced]:
    def method(self: Traced, *others: Traced | float) -> Traced:
        return self.tape.apply(name, *others, self) if reflected else self.tape.apply(name, self, *others)

    return method


for _name, _dunder in {"+": "add", "-": "sub", "*": "mul", "/": "truediv", "**": "pow"}.items():
    setattr(Traced, f"__{_dunder}__", _operator(_name))
    setattr(Traced, f"__r{_dunder}__", _operator(_name, reflected=True))
for _name in ("neg", "abs"):
    setattr(Traced, f"__{_name}__", _operator(_name))


def attach(op: Op) -> None:
    """Make `op` a method of traced values with the name of the operation."""
    setattr(Traced, op.name, _operator(op.name))


def detach(op: Op) -> None:
    """Remove the method that `attach` made."""
    delattr(Traced, op.name)


for _op in NAMED.values():
    attach(_op)


@dataclass(slots=True)
class Change:
    """An assignment of data or grad by the program, a zero_grad(), or one value's _backward() (`sets` by operand)."""

    kind: Literal["assign", "zero", "backward"]
    position: int  # len(tape.values) at the time
    passes: int  # len(tape.passes) at the time
    sets: list[tuple[Traced, Field, float, float]]  # value, field, before, after
    span: Span | None
    result: Traced | None = None  # whose _backward() was called


@dataclass(slots=True)
class Pass:
    """One call of backward()."""

    root: Traced
    data: float
    span: Span | None
    position: int  # len(tape.values) at the time


@dataclass(slots=True)
class Snapshot:
    """The graph of one pass at the time backward() was called."""

    index: int  # of the pass
    graph: list[Traced]  # with leaves, in creation order
    data: list[float]
    grad: list[float]


class Written(NamedTuple):
    """An operation as the program writes it, whatever the level makes of it: `3 / 0`, with the numbers at that time."""

    op: Op
    numbers: tuple[float, ...]


@dataclass(slots=True)
class ByHand:
    """Backpropagation by hand, from the first gradient on that the program itself sets."""

    snapshot: Snapshot  # of the graph at that time
    root: Traced
    data: float  # of the root
    position: int  # len(tape.values) at the time
    first: int  # index of the first of its changes


@dataclass(slots=True)
class NotFinite:
    """The first number that is not finite, with the data at that time, which later assignments may change."""

    value: Traced
    data: float
    written: Written | None  # None for an assigned number, and for a leaf
    span: Span | None


@dataclass(slots=True, frozen=True)
class Slip:
    """A line that Python runs and that does nothing, or something else than it seems to."""

    message: str
    span: Span
    correction: Correction | None


@dataclass(slots=True)
class Output:
    text: str
    span: Span | None


@dataclass(slots=True)
class Tape:
    """The record of one run.

    level      the level of detail
    budget     the limits of the run
    meter      what of them is used: of the request, where that does more than this run
    show       the number of the pass to store as the snapshot, or None for the last
    overrides  data that replaces the program's for some leaves, by ordinal: leaves are counted from 0 in creation order
    """

    level: Level = "lecture"
    budget: Budget = SERVER
    show: int | None = None
    overrides: Mapping[int, float] = field(default_factory=dict)
    span: Span | None = None
    group: tuple[str, ...] = ()
    values: list[Traced] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    passes: list[Pass] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    slips: dict[Span, Slip] = field(default_factory=dict)  # once for each place, however often a loop comes by
    snapshot: Snapshot | None = None
    by_hand: ByHand | None = None  # counts if there is no pass
    last: Traced | None = None  # the last result, or the last value if there is no result
    not_finite: NotFinite | None = None
    writing: Written | None = None  # the operation that is being applied
    random: random.Random = field(default_factory=lambda: random.Random(DEFAULT_SEED))
    ordinals: dict[int, int] = field(default_factory=dict)  # of the leaves, by id
    written: dict[int, float] = field(default_factory=dict)  # the program's data for overridden leaves, by id
    conditions: list[tuple[Traced, Callable[[float], bool], bool]] = field(default_factory=list)
    static: bool = True  # whether the program has seen no number of a value
    chosen_in: int | None = None  # the first pass whose gradients' values depend on a choice at a kink
    operations: dict[str, Op] = field(default_factory=dict)  # those that the program defines
    own_costs: dict[str, int] = field(default_factory=dict)  # steps that each of them takes, by its name
    described: dict[str, OwnOperation] = field(default_factory=dict)  # the same, for the reply
    meter: Meter = field(init=False)
    _gradients: bool = False  # whether any gradient has been a value
    _printed: int = 0
    _line_is_open: bool = False

    def __post_init__(self) -> None:
        self.meter = Meter(self.budget)

    # creating values

    def leaf(self, data: float, label: str = "") -> Traced:
        """A leaf such as `Value(2.0)`, with its override as data if it has one."""
        ordinal = len(self.ordinals)
        value = self._make("leaf", self.overrides.get(ordinal, float(data)), None)
        self.ordinals[value.id] = ordinal
        if ordinal in self.overrides:
            self.written[value.id] = float(data)
        value.label = label
        return value

    def number(self, data: float) -> Traced:
        """A constant: a plain number in the graph."""
        return self._make("constant", float(data), None)

    def apply(self, name: str, *operands: Traced | float) -> Traced:
        """The result of the operation `name`, expanded according to the level of detail."""
        numbers = [x if isinstance(x, Traced) else float(x) for x in operands]
        if self.writing is not None:  # a part of an expansion
            return self._expanded(name, numbers)
        was_finite = self.not_finite is None
        self.writing = Written(self.row(name), tuple(x.data if isinstance(x, Traced) else x for x in numbers))
        try:
            result = self._expanded(name, numbers)
            if was_finite and self.not_finite is not None and not isfinite(result.data):
                # What the program writes is named, and not the part of it that the level computes first.
                self.not_finite = NotFinite(result, result.data, self.writing, self.span)
        finally:
            self.writing = None
        return result

    def row(self, name: str) -> Op:
        """The operation of this name: the program's own, or one of the table."""
        return self.operations.get(name) or OPS[name]

    def _expanded(self, name: str, numbers: list[Traced | float]) -> Traced:
        expansion = EXPANSIONS[self.level].get(name)
        if expansion is not None:
            # Only the binary operators' expansions take plain numbers; a function's operand must be a value.
            if len(numbers) == 1:
                numbers = [self._lift(numbers[0])]
            expanded = cast("Traced | None", expansion(self.apply, *numbers))
            if expanded is not None:
                return expanded
        return self._primitive(name, numbers)

    def _primitive(self, name: str, operands: list[Traced | float]) -> Traced:
        op = self.row(name)
        a = self._lift(operands[0])
        if len(operands) == 1:
            return self._make("result", op.forward(a.data), op, a)
        exponent = operands[1]
        if name == "**" and not isinstance(exponent, Traced):
            # The exponent is an untraced Value: it is part of the operation, not of the graph.
            return self._make("result", POW_NUMBER.forward(a.data, exponent), POW_NUMBER, a, Value(exponent))
        b = self._lift(exponent)
        return self._make("result", op.forward(a.data, b.data), op, a, b)

    def _lift(self, operand: Traced | float) -> Traced:
        return operand if isinstance(operand, Traced) else self.number(operand)

    def _make(
        self, kind: NodeKind, data: float, op: Op | None, a: Value | None = None, b: Value | None = None
    ) -> Traced:
        if len(self.values) >= self.budget.values:
            raise PlaygroundError(
                "limit",
                f"This program makes more than {self.budget.values:,} values, "
                f"the most that the {self.budget.backend} allows.",
                hint=self.budget.hint("Use fewer repetitions or a smaller network."),
            )
        value = Traced(self, kind, data, op, a, b)
        self.values.append(value)
        if op is not None or self.last is None or self.last.op is None:
            self.last = value
        if not isfinite(data):
            self._note_not_finite(value, _computed(value))
        return value

    def _note_not_finite(self, value: Traced, written: Written | None) -> None:
        if self.not_finite is None:
            self.not_finite = NotFinite(value, value.data, written, self.span)

    # actions of the program

    def assign(self, value: Traced, field: Field, number: float) -> None:
        if field == "grad" and number != 0.0:
            self._begin_by_hand(value)
        self._change("assign", [(value, field, getattr(value, field), float(number))])

    def zero_grad(self, values: Sequence[Traced]) -> None:
        self._change("zero", [(value, "grad", value.grad, 0.0) for value in values])

    def backward_of(self, value: Traced) -> None:
        """Run the value's own _backward(): a contribution to each of its operands. A leaf has none."""
        if value.op is None:
            return
        self._begin_by_hand(value)
        before = [operand.grad for operand in value.operands]
        value.op.vjp(value, value.grad)
        operands = cast("tuple[Traced, ...]", value.operands)
        sets: list[tuple[Traced, Field, float, float]] = [
            (operand, "grad", grad, operand.grad) for operand, grad in zip(operands, before, strict=True)
        ]
        for operand in operands:
            operand.gradient = None
        self.changes.append(Change("backward", len(self.values), len(self.passes), sets, self.span, value))

    def _begin_by_hand(self, value: Traced) -> None:
        """Note that the program sets a gradient of `value` itself; the graph is that of the last value that uses it."""
        if self.by_hand is not None or self.passes:
            return
        users = {value.id}
        root = value
        for later in self.values[value.id + 1 :]:
            if any(operand.id in users for operand in cast("tuple[Traced, ...]", later.operands)):
                users.add(later.id)
                root = later
        graph = reachable(root)
        snapshot = Snapshot(0, graph, [v.data for v in graph], [v.grad for v in graph])
        self.by_hand = ByHand(snapshot, root, root.data, len(self.values), len(self.changes))

    def finish(self) -> None:
        """Complete a run without a pass: by what the program has set by hand, else by a pass from its last value."""
        if self.passes or self.last is None:
            return
        if self.by_hand is None:
            self.backward(self.last)
        else:
            self.passes.append(Pass(self.by_hand.root, self.by_hand.data, None, self.by_hand.position))
            if self.show in (None, 0):
                self.snapshot = self.by_hand.snapshot

    def _change(self, kind: Literal["assign", "zero"], sets: list[tuple[Traced, Field, float, float]]) -> None:
        for value, name, _, after in sets:
            setattr(value, name, after)
            if name == "grad":
                value.gradient = None
            if name == "data" and not isfinite(after):
                self._note_not_finite(value, None)
        self.changes.append(Change(kind, len(self.values), len(self.passes), sets, self.span))

    def relabel(self, value: Traced, label: str) -> None:
        value.label = label

    def print(self, text: str, end: str = "\n") -> None:
        """Print a line; with another `end`, the next text goes on in it."""
        self._printed += len(text) + len(end)
        if self._printed > MAX_OUTPUT:
            raise PlaygroundError(
                "limit", f"This program prints more than {MAX_OUTPUT:,} characters.", hint="Print less."
            )
        whole = f"{text}{end.removesuffix(chr(10))}"
        if self._line_is_open:
            self.outputs[-1].text += whole
        else:
            self.outputs.append(Output(whole, self.span))
        self._line_is_open = not end.endswith("\n")

    def note(self, slip: Slip) -> None:
        if len(self.slips) < MAX_SLIPS:
            self.slips.setdefault(slip.span, slip)

    def printed(self) -> list[PrintedLine]:
        """The lines that the program has printed, as in a reply."""
        return [{"text": output.text, "span": output.span} for output in self.outputs]

    @contextmanager
    def printed_before_errors(self) -> Iterator[None]:
        """Give a PlaygroundError what the program printed before it."""
        try:
            yield
        except PlaygroundError as error:
            error.output = self.printed()
            raise

    def backward(self, root: Traced, create_graph: bool = False) -> None:
        """Run backward() from `root`, after a snapshot of the graph if this is the pass to be shown.

        The gradients' values come into being after the pass: they belong to the forward phase of the next one.
        """
        index = len(self.passes)
        order = cast("list[Traced]", root.order())
        if create_graph:
            require_expressions(order)
        if self.show is None or self.show == index:
            graph = reachable(root)
            self.snapshot = Snapshot(index, graph, [v.data for v in graph], [v.grad for v in graph])
        self.passes.append(Pass(root, root.data, self.span, len(self.values)))
        earlier = self._earlier_gradients(root) if create_graph else {}
        root.backward()
        for value in reachable(root) if self._gradients else ():
            value.gradient = None
        if create_graph:
            self._gradients = True
            self.static = False  # where a derivative chooses, as at a kink, the graph follows a number
            if self.chosen_in is None and any(chooses(value.op) for value in order if value.op is not None):
                self.chosen_in = index
            self._create_gradients(root, order, earlier)

    def _earlier_gradients(self, root: Traced) -> dict[int, Traced | float]:
        """By id, what the leaves have already, where that is not 0."""
        leaves = [value for value in reachable(root) if value.op is None]
        earlier = {leaf.id: leaf.gradient or leaf.grad for leaf in leaves}
        return {i: gradient for i, gradient in earlier.items() if isinstance(gradient, Traced) or gradient != 0.0}

    def _create_gradients(self, root: Traced, order: Sequence[Traced], earlier: Mapping[int, Traced | float]) -> None:
        """The gradients as values, accumulated as in Value.backward(); constants get none, since none is ever read."""
        gradients: dict[int, Any] = dict(earlier)
        owners = {root.id: root}

        def accumulate(value: Traced, added: Traced) -> None:
            before = gradients.get(value.id)
            gradients[value.id] = added if before is None else before + added
            owners[value.id] = value

        accumulate(root, self.number(1.0))
        for value in reversed(order):
            for i, operand in enumerate(cast("tuple[Traced, ...]", value.operands)):
                if operand.kind != "constant":
                    accumulate(operand, contribution(value, gradients[value.id], i))
        for i, owner in owners.items():
            owner.gradient = gradients[i]
            if owner.gradient.source is None:
                owner.gradient.source = owner

    # networks

    def module(self, kind: Literal["Neuron", "Layer", "MLP"], *args: Any, **kwargs: Any) -> nn.Module:
        """A module of engine/nn.py whose parameters are traced leaves with labels and groups."""
        module: nn.Module = getattr(nn, kind)(*args, **kwargs, value=self.leaf, rng=self.random)
        for group, neuron in _neurons(module):
            for i, weight in enumerate(cast("list[Traced]", neuron.w)):
                weight.label = f"w{i}"
                weight.group = group
            bias = cast(Traced, neuron.b)
            bias.label = "b"
            bias.group = group
        return module

    def call(self, module: nn.Module, x: Sequence[Traced | float]) -> Any:
        """The outputs of `module` for the inputs `x`; the values of each neuron get its group."""
        if isinstance(module, nn.MLP):
            with self._grouped("MLP"):
                inputs: Sequence[Traced | float] = x
                for i, layer in enumerate(module.layers):
                    outputs = inputs = self._layer(layer, inputs, f"Layer {i}")
        elif isinstance(module, nn.Layer):
            outputs = self._layer(module, x, "Layer")
        else:
            with self._grouped("Neuron"):
                outputs = [self._neuron(cast(nn.Neuron, module), x)]
        return outputs[0] if len(outputs) == 1 else outputs

    def _layer(self, layer: nn.Layer, x: Sequence[Traced | float], name: str) -> list[Traced]:
        outputs = []
        with self._grouped(name):
            for i, neuron in enumerate(layer.neurons):
                with self._grouped(f"Neuron {i}"):
                    outputs.append(self._neuron(neuron, x))
        return outputs

    def _neuron(self, neuron: nn.Neuron, x: Sequence[Traced | float]) -> Traced:
        if len(x) != len(neuron.w):
            raise PlaygroundError(
                "value",
                f"This neuron has {len(neuron.w)} weights, but it gets {len(x)} inputs.",
                hint=f"Give it {len(neuron.w)} inputs, or make it with {len(x)}.",
            )
        return cast(Traced, neuron(x))

    @contextmanager
    def _grouped(self, name: str) -> Iterator[None]:
        outer = self.group
        self.group = (*outer, name)
        try:
            yield
        finally:
            self.group = outer

    def close(self) -> None:
        """Unlink all values: freeing a linked chain would recurse, and a long one crashes Pyodide."""
        for value in self.values:
            value.a = value.b = value.gradient = value.source = None


def _computed(value: Traced) -> Written | None:
    """The operation of a value itself, which may be a part of what the program writes."""
    if value.op is None:
        return None
    numbers = tuple(operand.data for operand in value.operands)
    return Written(value.op, numbers if value.exponent is None else (*numbers, value.exponent))


def _neurons(module: nn.Module) -> Iterator[tuple[tuple[str, ...], nn.Neuron]]:
    if isinstance(module, nn.MLP):
        for i, layer in enumerate(module.layers):
            for j, neuron in enumerate(layer.neurons):
                yield ("MLP", f"Layer {i}", f"Neuron {j}"), neuron
    elif isinstance(module, nn.Layer):
        for j, neuron in enumerate(module.neurons):
            yield ("Layer", f"Neuron {j}"), neuron
    else:
        yield ("Neuron",), cast(nn.Neuron, module)


def reachable(root: Traced) -> list[Traced]:
    """The graph below `root`, itself included, in creation order."""
    found: set[int] = {root.id}
    stack = [root]
    graph = []
    while stack:
        value = stack.pop()
        graph.append(value)
        for operand in cast("tuple[Traced, ...]", value.operands):
            if operand.id not in found:
                found.add(operand.id)
                stack.append(operand)
    graph.sort(key=lambda v: v.id)
    return graph
