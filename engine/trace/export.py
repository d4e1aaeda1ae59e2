"""Exports of the shown graph: programs for PyTorch, JAX and micrograd, and a derivation in LaTeX.

A program is a list of lines that know which node each is about, for the comparison with the reader's own lines.
"""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from ..contract.common import Library, LinePart
from ..contract.replies import Node, TraceReply
from ..contract.steps import Step
from ..errors import PlaygroundError
from ..meter import Meter
from ..ops import BUILT_IN, NAMED, OPS, POW_NUMBER, Op
from .expressions import fill, forward_in_python
from .missing import definitions
from .notation import SUBSCRIPTS, escape_latex
from .own_definitions import call_in, class_name, jax_definition, own_call, own_rows, torch_definition

_NOT_IN_NAMES = re.compile(r"\W", re.ASCII)


class Line(NamedTuple):
    """A line of an exported program: what it is for, and the node that it is about."""

    text: str
    part: LinePart
    node: int | None = None


def torch(trace: TraceReply, meter: Meter) -> list[Line]:
    """A PyTorch program that prints the root and each leaf's gradient."""
    own = [op for op in _used(trace) if op.is_own]
    return _program(
        trace,
        meter,
        [Line("import torch", "import"), _EMPTY, *_defined(own, torch_definition)],
        "torch",
        reserved=[class_name(op) for op in own],
        leaf=lambda name, x: f"{name} = torch.tensor({_number(x)}, dtype=torch.float64, requires_grad=True)",
        grad=lambda x: f"torch.tensor({_number(x)}, dtype=torch.float64)",
        constant=lambda x: f"torch.tensor({_number(x)}, dtype=torch.float64)",
    )


def micrograd(trace: TraceReply, meter: Meter) -> list[Line]:
    """The same for micrograd's Value, with definitions of the operations that it lacks, or for this project's."""
    lines, names = definitions(_used(trace))
    head = [
        *[Line("import math", "import"), _EMPTY] * bool(lines),
        Line("from micrograd.engine import Value", "import"),
        *(Line(line, "definition") for line in lines),
        _EMPTY,
    ]
    return _program(
        trace,
        meter,
        head,
        "micrograd",
        reserved=names,
        leaf=lambda name, x: f"{name} = Value({_number(x)})",
        grad=_number,
        constant=lambda x: f"Value({_number(x)})",
    )


def jax(trace: TraceReply, meter: Meter) -> list[Line]:
    """A JAX function of the leaves, with jax.grad for all of them."""
    own = [op for op in _used(trace) if op.is_own]
    names = _names(trace, [op.name for op in own])
    leaves = [node for node in trace["nodes"] if node["kind"] == "leaf"]
    root = names[trace["roots"][0]]
    earlier = _earlier_grads(trace)
    parameters = ", ".join(names[node["id"]] for node in leaves)
    body = _lines(trace, names, "jax", lambda x: f"jnp.float64({_number(x)})", meter)
    return [
        Line("import jax", "import"),
        Line("import jax.numpy as jnp", "import"),
        _EMPTY,
        Line('jax.config.update("jax_enable_x64", True)', "precision"),
        _EMPTY,
        _EMPTY,
        *_defined(own, jax_definition),
        Line(f"def f({parameters}):", "function"),
        *(line._replace(text=f"    {line.text}") for line in body),
        Line(f"    return {root}", "function"),
        _EMPTY,
        _EMPTY,
        Line(f"leaves = [{', '.join(_number(node['data']) for node in leaves)}]", "leaf"),
        Line(f'print("{root}", f(*leaves))', "root"),
        *_by_hand(trace),
        *_started_afresh(trace, names),
        *(
            Line(
                f'print("{names[node["id"]]}.grad", {_plus(earlier, node)}jax.grad(f, argnums={i})(*leaves))',
                "grad",
                node["id"],
            )
            for i, node in enumerate(leaves)
        ),
    ]


def latex(trace: TraceReply, meter: Meter) -> str:
    """The derivation, step by step, as a LaTeX document."""
    lines = [r"\documentclass{article}", r"\usepackage{amsmath}", r"\usepackage[T1]{fontenc}", r"\begin{document}"]
    backward = {"overwrite": "Backward pass with = instead of +=", "shuffled": "Backward pass in the wrong order"}
    titles = {"forward": "Forward pass", "backward": backward.get(trace.get("mistake", ""), "Backward pass")}
    for phase, title in titles.items():
        lines.append(rf"\section*{{{title}}}")
        lines.append(r"\begin{align*}")
        formulas = [step["math"] for step in trace["steps"] if step["phase"] == phase and step["math"]]
        lines += [f"  & {formula} \\\\" for formula in formulas]
        lines.append(r"\end{align*}")
    lines.append(r"\section*{Program}")
    source = [escape_latex(line).replace(" ", r"\ ") for line in trace["source"].splitlines()]
    lines += [rf"\noindent\texttt{{{line}}}\\" for line in source if line]
    lines.append(r"\end{document}")
    meter.check_time()
    return "\n".join(lines) + "\n"


def _used(trace: TraceReply) -> list[Op]:
    own = own_rows(trace)
    return list(dict.fromkeys(_op(node, own)[0] for node in trace["nodes"] if node["kind"] == "result"))


def _defined(ops: Iterable[Op], definition: Callable[[Op], list[str]]) -> list[Line]:
    """The definitions of the program's own operations, each with two empty lines behind it."""
    return [line for op in ops for line in (*(Line(text, "definition") for text in definition(op)), _EMPTY, _EMPTY)]


def _program(
    trace: TraceReply,
    meter: Meter,
    head: list[Line],
    library: Library,
    leaf: Callable[[str, float], str],
    grad: Callable[[float], str],
    constant: Callable[[float], str],
    reserved: Iterable[str] = (),
) -> list[Line]:
    names = _names(trace, reserved)
    leaves = [node for node in trace["nodes"] if node["kind"] == "leaf"]
    root = trace["roots"][0]
    name = names[root]
    item = ".item()" if library == "torch" else ""
    earlier = {i: grad(left) for i, left in _earlier_grads(trace).items()}
    # micrograd's backward() sets the gradient of its own value, and would not add to it where that is a leaf.
    late = [Line(f"{name}.grad += {earlier.pop(root)}  # left by earlier passes", "carried")] if root in earlier else []
    # PyTorch raises if nothing requires a gradient.
    backward = [Line(f"{name}.backward()", "backward")] if leaves or library != "torch" else []
    return [
        *head,
        *(Line(leaf(names[node["id"]], node["data"]), "leaf", node["id"]) for node in leaves),
        *(
            Line(f"{names[i]}.grad = {left}  # left by earlier passes, to which this one adds", "carried")
            for i, left in earlier.items()
        ),
        *_lines(trace, names, library, constant, meter),
        *_by_hand(trace),
        *_started_afresh(trace, names),
        _EMPTY,
        *backward,
        *late,
        Line(f'print("{name}", {name}.{"item()" if library == "torch" else "data"})', "root", root),
        *(
            Line(f'print("{names[node["id"]]}.grad", {names[node["id"]]}.grad{item})', "grad", node["id"])
            for node in leaves
        ),
    ]


def _earlier_grads(trace: TraceReply) -> dict[int, float]:
    """The gradients of leaves, where not 0, that earlier passes or the program have left for the shown pass."""
    return {i: grad for i, grad in _grads_before(trace).items() if trace["nodes"][i]["kind"] == "leaf"}


def _started_afresh(trace: TraceReply, names: list[str]) -> list[Line]:
    """A comment on each gradient of a result that the program sets before the shown pass, which does not add to it."""
    assigned = {i for step in _steps_before(trace) if step["kind"] == "assign" for i, *_ in step["set"]}
    return [
        Line(f"# {names[i]}.grad, {_number(grad)} before, is left out: {_AFRESH}", "carried")
        for i, grad in _grads_before(trace).items()
        if i in assigned and trace["nodes"][i]["kind"] == "result" and "by_hand" not in trace
    ]


def _grads_before(trace: TraceReply) -> dict[int, float]:
    """The gradients that are not 0 when the shown pass begins, by node."""
    grads = {i: after for step in _steps_before(trace) for i, field, _, after in step["set"] if field == "grad"}
    return {i: grad for i, grad in sorted(grads.items()) if grad != 0.0}


def _steps_before(trace: TraceReply) -> Iterable[Step]:
    return takewhile(lambda step: step["phase"] not in ("order", "backward"), trace["steps"])


def _plus(earlier: dict[int, float], node: Node) -> str:
    """What earlier passes have left, before a term that is added to it."""
    return f"{_number(earlier[node['id']])} + " if node["id"] in earlier else ""


def _by_hand(trace: TraceReply) -> list[Line]:
    text = "# The page shows the gradients that the program sets by hand; these are computed."
    return [Line(text, "carried")] * ("by_hand" in trace)


def _lines(
    trace: TraceReply, names: list[str], library: Library, constant: Callable[[float], str], meter: Meter
) -> Iterator[Line]:
    """One assignment for each constant and result, in creation order."""
    own = own_rows(trace)
    for node in meter.timed(trace["nodes"]):
        name = names[node["id"]]
        if node["kind"] == "constant":
            yield Line(f"{name} = {constant(node['data'])}", "constant", node["id"])
        elif node["kind"] == "result":
            call = _call(node, [names[i] for i in node["parents"]], library, own)
            yield Line(f"{name} = {call}", "result", node["id"])


def _call(node: Node, operands: list[str], library: Library, own: Mapping[str, Op]) -> str:
    op, exponent = _op(node, own)
    if library == "micrograd" and node.get("exponent") == 0.0:
        return "Value(1.0)"  # its power computes 0 * x**-1 on the way back, which Python refuses where x is 0
    if exponent is not None:
        operands = [*operands, exponent]
    return fill(call_template(op, library), dict(zip("ab", operands, strict=False)))


def call_template(op: Op, library: Library) -> str:
    """The operation in another library's program: by the row, else an operator, else the function of the same name."""
    if op.is_own:
        return own_call(op, library)
    if op.name not in BUILT_IN:
        raise PlaygroundError(
            "unsupported",
            f"{op.name} is an operation of your own; {library} does not have it.",
            hint="Export as JSON or LaTeX.",
        )
    if op.name not in NAMED and not op.calls.keys() & {library, "python"}:
        return fill(forward_in_python(op), {"a": "{a}", "b": "{b}"})
    return call_in(op, library)


def _op(node: Node, own: Mapping[str, Op]) -> tuple[Op, str | None]:
    """The row of a node's operation, and the exponent if it is a plain number; `own` are the program's operations."""
    if "exponent" in node:
        return POW_NUMBER, _number(node["exponent"])
    if node["op"] == "-" and len(node["parents"]) == 1:
        return OPS["neg"], None
    return own.get(node["op"]) or OPS[node["op"]], None


def _names(trace: TraceReply, reserved: Iterable[str] = ()) -> list[str]:
    """A unique Python identifier for each node: from its name if possible, else v and its id."""
    names: list[str] = []
    taken = {*_RESERVED, *reserved}
    for node in trace["nodes"]:
        name = _NOT_IN_NAMES.sub("_", node["name"].translate(_DIGITS)) if node["label"] else ""
        if not name.isidentifier() or keyword.iskeyword(name):
            name = f"v{node['id']}"
        while name in taken:
            name = f"{name}_{node['id']}"
        taken.add(name)
        names.append(name)
    return names


# Names that the exported programs use.
_RESERVED = frozenset({"torch", "jax", "jnp", "f", "leaves", "print", "float", "Value"})
_DIGITS = {subscript: chr(digit) for digit, subscript in SUBSCRIPTS.items()}


def _number(x: float) -> str:
    if math.isfinite(x):
        return repr(x)
    return f'float("{x}")'


_EMPTY = Line("", "space")
_AFRESH = "backward() starts the gradients of results afresh."

LIBRARIES: dict[Library, Callable[[TraceReply, Meter], list[Line]]] = {
    "torch": torch,
    "jax": jax,
    "micrograd": micrograd,
}


def _text_of(library: Library) -> Callable[[TraceReply, Meter], str]:
    return lambda trace, meter: "\n".join(line.text for line in LIBRARIES[library](trace, meter)) + "\n"


FORMATS: dict[str, Callable[[TraceReply, Meter], str]] = {
    "torch": _text_of("torch"),
    "jax": _text_of("jax"),
    "micrograd": _text_of("micrograd"),
    "latex": latex,
}
