"""Player of traces as in the page, and checks of what the contract promises for every trace and step."""

from __future__ import annotations

from typing import Any

from autograd_playground.engine.service import api
from tests.support.cases import close

Trace = dict[str, Any]
Fields = dict[tuple[int, str], float | None]
PHASES = ("forward", "order", "backward", "update")


def trace(source: str, **params: Any) -> Trace:
    """The trace of a program that has one."""
    reply = api.handle({"method": "trace", "params": {"source": source, **params}})
    assert "error" not in reply, reply["error"]
    return reply


def same(a: float | None, b: float | None) -> bool:
    """The same number, nan and the sign of 0 included; None is a field that is not known."""
    return a is b if a is None or b is None else a.hex() == b.hex()


class Player:
    """The fields of every node after the first `position` steps; None is a field that is not known yet."""

    def __init__(self, shown: Trace) -> None:
        self.trace = shown
        self.position = 0
        self.fields: Fields = {(node["id"], name): None for node in shown["nodes"] for name in ("data", "grad")}

    def forward(self) -> None:
        for node, name, before, after in self.trace["steps"][self.position]["set"]:
            assert same(self.fields[node, name], before), f"step {self.position}: {node}.{name} is not {before}"
            self.fields[node, name] = after
        self.position += 1

    def back(self) -> None:
        self.position -= 1
        for node, name, before, after in reversed(self.trace["steps"][self.position]["set"]):
            assert same(self.fields[node, name], after)
            self.fields[node, name] = before

    def play_to(self, position: int) -> None:
        while self.position < position:
            self.forward()
        while self.position > position:
            self.back()


def end_of_backward(shown: Trace) -> int:
    """The number of steps up to the last of the backward phase, inclusive."""
    return max(i for i, step in enumerate(shown["steps"]) if step["phase"] == "backward") + 1


def check(shown: Trace) -> None:
    """Check everything that holds for every trace."""
    check_nodes(shown)
    check_steps(shown)
    check_playing(shown)
    check_order(shown)
    check_contributions(shown)
    check_spans(shown)


def check_nodes(shown: Trace) -> None:
    nodes = shown["nodes"]
    assert [node["id"] for node in nodes] == list(range(len(nodes)))
    names = [node["name"] for node in nodes if node["kind"] != "constant" or node["label"]]
    assert all(node["name"].strip() for node in nodes)
    assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
    for node in nodes:
        assert type(node["data"]) is float
        assert type(node["grad"]) is float
        assert all(parent < node["id"] for parent in node["parents"])
        assert bool(node["op"]) == bool(node["parents"]) == (node["kind"] == "result")


def check_steps(shown: Trace) -> None:
    phases = [step["phase"] for step in shown["steps"]]
    order = [phase for i, phase in enumerate(phases) if i == 0 or phases[i - 1] != phase]
    without_updates = [phase for phase in order if phase != "update"]
    assert without_updates == ["forward", "order", "backward"]
    assert [p for i, p in enumerate(order) if p == "update" and i not in (1, len(order) - 1)] == []
    for step in shown["steps"]:
        assert step["text"].strip()
        assert step["text"].rstrip().endswith("."), step["text"]
        assert step["math"].count("{") == step["math"].count("}")
        for _, name, before, after in step["set"]:
            assert name in ("data", "grad")
            assert type(after) is float
            assert before is None or type(before) is float


def check_playing(shown: Trace) -> None:
    """Playing sets every field, the backward phase ends at the nodes' numbers, and stepping back clears them again."""
    player = Player(shown)
    player.play_to(end_of_backward(shown))
    for node in shown["nodes"]:
        assert same(player.fields[node["id"], "data"], node["data"]), node
        assert same(player.fields[node["id"], "grad"], node["grad"]), node
    player.play_to(len(shown["steps"]))
    player.play_to(0)
    assert set(player.fields.values()) == {None}


def check_order(shown: Trace) -> None:
    """enter, seen and append describe a depth-first search that visits operands in order; the order is topological."""
    parents = [node["parents"] for node in shown["nodes"]]
    stack: list[list[int]] = []  # the node, and the number of its operands that the search has visited
    visited: set[int] = set()
    appended: list[int] = []
    for step in shown["steps"]:
        if step["phase"] != "order":
            continue
        node = step["node"]
        if step["kind"] == "append":
            assert stack.pop() == [node, len(parents[node])]
            assert step["position"] == len(appended)
            appended.append(node)
            continue
        if stack:
            consumer, operand = stack[-1]
            assert step["edge"] == (consumer, operand)
            assert parents[consumer][operand] == node
            stack[-1][1] += 1
        else:
            assert step["edge"] is None
            assert [node] == shown["roots"]
        assert (node in visited) == (step["kind"] == "seen")
        if step["kind"] == "enter":
            visited.add(node)
            stack.append([node, 0])
    assert stack == []
    assert sorted(appended) == list(range(len(parents)))
    assert all(appended.index(parent) < appended.index(node) for node in appended[:300] for parent in parents[node])


def check_contributions(shown: Trace) -> None:
    """Each contribution is local times upstream, and the step adds it; one per edge, from the last value back."""
    sent = []
    finished: list[int] = []
    for step in shown["steps"]:
        if step["kind"] != "flow":
            continue
        ((node, name, before, after),) = step["set"]
        assert (node, name) == (step["node"], "grad")
        assert same(step["contribution"], step["upstream"] * step["local"])
        assert same(after, (before or 0.0) + step["contribution"])
        assert same(step["upstream"], shown["nodes"][step["from"]]["grad"])
        if not finished or finished[-1] != step["from"]:
            assert step["from"] not in finished
            finished.append(step["from"])
        sent.append((step["from"], step["operand"], node))
    edges = [(node["id"], k, parent) for node in shown["nodes"] for k, parent in enumerate(node["parents"])]
    assert sorted(sent) == edges


def check_spans(shown: Trace) -> None:
    """Each span is a non-empty range inside the source."""
    lines = shown["source"].split("\n")
    for item in [*shown["nodes"], *shown["steps"], *shown["passes"], *shown["output"], *shown["warnings"]]:
        if item["span"] is None:
            continue
        line, column, end_line, end_column = item["span"]
        assert (1, 0) <= (line, column) < (end_line, end_column)
        assert column < len(lines[line - 1])
        assert end_column <= len(lines[end_line - 1])


def text_at(shown: Trace, item: Trace) -> str:
    """The characters of the span of a node, step or warning, which is within one line."""
    line, column, end_line, end_column = item["span"]
    assert line == end_line
    return str(shown["source"].split("\n")[line - 1][column:end_column])


def agrees(shown: Trace, data: float, grads: dict[str, float]) -> None:
    """Check the root's data and the gradients of the leaves with these labels."""
    assert close(shown["nodes"][shown["roots"][0]]["data"], data)
    leaves = {node["label"]: node["grad"] for node in shown["nodes"] if node["kind"] == "leaf"}
    for label, grad in grads.items():
        assert close(leaves[label], grad), (label, leaves[label], grad)
