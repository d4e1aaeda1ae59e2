"""Two runs side by side: the places at which both are at the same point, so that one stepper moves both.

A node's key says which operation or leaf of the program it belongs to: the nodes of the two runs with the same key
belong together, one operation above and all of its pieces below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import isclose

from ..contract.replies import BesideLeaf, TraceReply
from ..contract.steps import Step
from .tape import Traced

Keys = Sequence[Hashable]


def keys_of(graph: Sequence[Traced]) -> Keys:
    """The key of each value of a graph: a leaf's ordinal, and the place of the operation as the program writes it."""
    tape = graph[0].tape
    places: dict[int, int] = {}
    for value in tape.values:
        if value.written is not None:
            places.setdefault(id(value.written), len(places))
    return [
        ("leaf", tape.ordinals[value.id])
        if value.id in tape.ordinals
        else None
        if value.written is None
        else places[id(value.written)]
        for value in graph
    ]


def stops_of(
    left: TraceReply, left_keys: Keys, right: TraceReply, right_keys: Keys, *, each_contribution: bool = False
) -> list[tuple[int, int]]:
    """Positions in both runs at which both have done the same, in order; the last pair are their ends.

    With `each_contribution` an operation's contributions are places of their own: where both sides have the same ones.
    """
    ends = _ends(right["steps"], right_keys, each_contribution)
    stops: list[tuple[int, int]] = []
    reached = 0
    for event, position in _ends(left["steps"], left_keys, each_contribution).items():
        if event in ends and ends[event] > reached:
            reached = ends[event]
            stops.append((position, reached))
    whole = (len(left["steps"]), len(right["steps"]))
    # An event that ends later on the right than a later one would leave that one behind.
    return [*(stop for stop in stops if stop[0] < whole[0] and stop[1] < whole[1]), whole]


def leaves_of(left: TraceReply, left_keys: Keys, right: TraceReply, right_keys: Keys) -> list[BesideLeaf]:
    """The gradients of the leaves that both runs have, at the end."""
    there = {key: node for key, node in zip(right_keys, right["nodes"], strict=True) if node["kind"] == "leaf"}
    return [
        {
            "name": node["name"],
            "left": node["grad"],
            "right": there[key]["grad"],
            "agrees": isclose(node["grad"], there[key]["grad"], rel_tol=1e-9, abs_tol=1e-12),
        }
        for key, node in zip(left_keys, left["nodes"], strict=True)
        if node["kind"] == "leaf" and key in there
    ]


def in_pieces(left: TraceReply, left_keys: Keys, right: TraceReply, right_keys: Keys) -> str:
    """Which operations are one node above and several below."""
    sizes = [Counter(_results(trace, keys)) for trace, keys in ((left, left_keys), (right, right_keys))]
    ops = {key: node["op"] for key, node in zip(left_keys, left["nodes"], strict=True) if node["kind"] == "result"}
    split = dict.fromkeys(ops[key] for key, size in sizes[0].items() if sizes[1][key] > size)
    if not split:
        return "No operation of this program has pieces: both graphs are the same. Try tanh(x), or sigmoid(x)."
    names = list(split)
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    one = "is one operation above, and its pieces are"
    many = "are one operation each above, and their pieces are"
    return f"{listed} {one if len(names) == 1 else many} below; each step moves both."


def _results(trace: TraceReply, keys: Keys) -> list[Hashable]:
    return [key for key, node in zip(keys, trace["nodes"], strict=True) if node["kind"] == "result"]


def _ends(steps: Sequence[Step], keys: Keys, each_contribution: bool) -> dict[Hashable, int]:
    """The position after the last step of each event, in order."""
    times: Counter[Hashable] = Counter()
    ends: dict[Hashable, int] = {}
    for position, step in enumerate(steps, 1):
        ends[_event(step, keys, times, each_contribution)] = position
    return dict(sorted(ends.items(), key=lambda each: each[1]))


def _event(step: Step, keys: Keys, times: Counter[Hashable], each_contribution: bool) -> Hashable:
    if step["phase"] == "order":
        return "order"
    if step["kind"] == "flow":
        return "flow", keys[step["from"]], each_contribution and step["operand"]
    key = None if step["node"] is None else keys[step["node"]]
    if step["kind"] in ("leaf", "operation"):
        return "made", key
    event = step["phase"], step["kind"], key
    times[event] += 1
    return *event, times[event]
