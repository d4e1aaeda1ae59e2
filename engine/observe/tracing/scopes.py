"""Scopes of results: the runs of the reader's functions and modules in which they were made, for folding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .classes import MISSING, in_mro

if TYPE_CHECKING:
    from .call import Call
    from .graph import Node
    from .sites import Sites

Path = tuple[str, ...]

GROUPED_FROM = 60  # values; a smaller graph is drawn as it is
MAX_DEPTH = 8  # runs within runs; a function that calls itself may do so a thousand times
LEAVES = "leaves"  # the group of those that several groups use
MODULE_CALLS = ("__call__", "forward")


class Scope:
    """One run of a function of the reader's, such as `linear` or `Neuron`, and the run around it."""

    __slots__ = ("depth", "label", "outer")

    def __init__(self, label: str, outer: Scope | None) -> None:
        self.label = label
        self.outer = outer
        self.depth: int = 0 if outer is None else outer.depth + 1


OUTERMOST = Scope("", None)


def scope_of(call: Call, sites: Sites) -> Scope:
    """The scope of what is made in a call; operations, lambdas and functions such as `__init__` have none."""
    unknown: list[Call] = []
    each: Call | None = call
    while each is not None and each.scope is None:
        unknown.append(each)
        each = each.caller
    scope = OUTERMOST if each is None or each.scope is None else each.scope
    for inner in reversed(unknown):
        label = "" if inner.site < 0 or scope.depth == MAX_DEPTH else _label(inner, sites)
        scope = inner.scope = Scope(label, scope) if label else scope
    return scope


def _label(call: Call, sites: Sites) -> str:
    site = sites.functions[call.site]
    kind = type(call.arguments[0]) if call.arguments else object
    is_method = in_mro(kind, site.name) is not MISSING
    if is_method and in_mro(kind, "__add__") is not MISSING and kind not in (list, tuple, int, float, str):
        return ""
    if is_method and site.name in MODULE_CALLS:
        return kind.__name__
    return "" if site.operator or site.name == "<lambda>" else site.name


def groups(graph: Sequence[tuple[Node, object]], operands: Sequence[Sequence[int]], lines: Sequence[int]) -> list[Path]:
    """A path of groups for each value; () for all values of a small graph.

    Results that stand beside inner groups are grouped by their lines. A leaf belongs where all of its results are.
    """
    nodes = [node for node, _ in graph]
    paths: list[Path] = [()] * len(nodes)
    if len(nodes) < GROUPED_FROM:
        return paths
    named = _named([node.scope or OUTERMOST for node in nodes])
    results = [i for i, node in enumerate(nodes) if node.kind == "result"]
    common = _common([named[nodes[i].scope or OUTERMOST] for i in results])
    around = {path[:depth] for path in named.values() for depth in range(len(path))}
    for i in results:
        path = named[nodes[i].scope or OUTERMOST]
        if path in around and len(path) > common and lines[i]:
            path = (*path, f"line {lines[i]}")
        paths[i] = path[common:]
    _place_leaves(nodes, operands, paths)
    return paths


def _named(scopes: Sequence[Scope]) -> dict[Scope, Path]:
    """The path of each scope; runs of one function within the same run are numbered from 0."""
    within: defaultdict[tuple[Scope, str], list[Scope]] = defaultdict(list)
    order: dict[Scope, None] = {}

    def note(scope: Scope) -> None:
        if scope not in order and scope.outer is not None:
            note(scope.outer)
            within[scope.outer, scope.label].append(scope)
        order[scope] = None

    for scope in dict.fromkeys(scopes):
        note(scope)
    numbers = {scope: i for alike in within.values() if len(alike) > 1 for i, scope in enumerate(alike)}
    paths: dict[Scope, Path] = {OUTERMOST: ()}
    for scope in order:
        if scope.outer is not None:
            name = f"{scope.label} {numbers[scope]}" if scope in numbers else scope.label
            paths[scope] = (*paths[scope.outer], name)
    return paths


def _place_leaves(nodes: Sequence[Node], operands: Sequence[Sequence[int]], paths: list[Path]) -> None:
    users: defaultdict[int, list[Path]] = defaultdict(list)
    for i, used in enumerate(operands):
        for operand in used:
            if nodes[operand].kind != "result":
                users[operand].append(paths[i])
    for leaf, used_in in users.items():
        path = used_in[0][: _common(used_in)]
        paths[leaf] = (*path, LEAVES) if len(set(used_in)) > 1 else path


def _common(paths: Sequence[Path]) -> int:
    """How many parts all paths begin with."""
    if not paths:
        return 0
    least, most = min(paths), max(paths)
    return next((i for i, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), min(len(least), len(most)))
