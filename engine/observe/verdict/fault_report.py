"""Faults of a pass in words, each with its line and, where it is certain, its correction."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...contract.notebook import Fault, FaultKind
from ...contract.notebook import Place as Line
from ..recording import Observed
from . import fixes, sentences
from .findings import Finding
from .orders import Orders
from .reading import Cells, Found
from .rule_lines import rule_line
from .rules import Rules
from .slopes import WrongForward
from .swallowed import swallowed
from .syntax import accumulates_product, holds_functions, subtracts

if TYPE_CHECKING:
    from .judge import Judgement

SHOWN_FAULTS = 5
_LATER = ("missing", "nothing propagates", "too early")  # what may still come, where a pass is done by hand


class FaultReport:
    def __init__(self, judgement: Judgement, sources: Mapping[str, str]) -> None:
        self._judgement = judgement
        self._cells = Cells(sources)
        self._rules = Rules(self._cells)
        self._orders = Orders(self._cells, self._rules)

    def faults(self, stale_leaves: Sequence[Finding], is_wrong: bool) -> list[Fault]:
        words = sentences.Words(self._judgement.recording, self._judgement.slopes, self._judgement.attributes.grad)
        faults = [self._wrong_forward(wrong) for wrong in self._distinct(self._judgement.slopes.wrong)]
        if is_wrong and not self._by_hand():
            # Their rules may be right for what the name says.
            wrong = {each.node for each in self._judgement.slopes.wrong}
            findings = [each for each in self._judgement.events if each.result not in wrong]
            if self._judgement.recording.by_hand:
                findings = [each for each in findings if each.kind not in _LATER]
            findings = [*stale_leaves[:1], *findings]
        else:
            findings = [*stale_leaves[:1], *(self._set_by_hand() if is_wrong else [])]
        shadowed = self._shadowed()
        if shadowed is not None:
            return [*faults, shadowed]
        seen: set[object] = set()
        for finding in findings:
            fault = self._fault(finding, words)
            line = fault["place"]
            key = (finding.kind, None if line is None else (line["cell"], line["line"]))
            order = finding.kind in ("too early", "second time", "not zeroed")
            if (finding.kind if order else key) not in seen:
                seen |= {key, finding.kind}
                faults.append(fault)
        return faults[:SHOWN_FAULTS]

    def _shadowed(self) -> Fault | None:
        """A rule that has taken the place of the method that does the pass."""
        call = self._judgement.recording.call
        found = None
        if call is not None:
            found = self._rules.shadowing_rule(call.function)
        elif not self._by_hand():
            rules = {write.rule for write in self._judgement.recording.writes if write.rule is not None}
            calls = [self._judgement.recording.nodes[i].call for i in rules]
            found = next((line for each in calls if each and (line := self._rules.misnamed_rule(each.function))), None)
        if found is None:
            return None
        return {
            "kind": "nothing propagates",
            "text": f"The call does not run the pass, but one value's rule. Line {found.line['line']} {found.words}.",
            "place": found.line,
            "node": self._judgement.recording.nodes[self._judgement.recording.root].name,
            "before": None,
            "after": None,
            "expected": None,
            "rule": sentences.RULES["nothing propagates"],
            "fix": found.fix,
        }

    def _by_hand(self) -> bool:
        recording = self._judgement.recording
        return recording.by_hand and all(write.rule is None for write in recording.writes)

    def _set_by_hand(self) -> list[Finding]:
        """Gradients that the cell's own lines set to another number."""
        findings = []
        latest = {write.node: (position, write) for position, write in enumerate(self._judgement.recording.writes)}
        for node, (position, write) in latest.items():
            if not self._judgement.agrees(node) and self._judgement.recording.nodes[node].kind != "constant":
                kind: FaultKind = "wrong seed" if node == self._judgement.recording.root else "wrong factor"
                uses = [
                    (i, each.operands.index(node))
                    for i, each in enumerate(self._judgement.recording.nodes)
                    if node in each.operands
                ]
                result, operand = uses[0] if uses else (node, 0)
                right = self._judgement.truth.gradients[node]
                findings.append(Finding(kind, position, node, result, operand, write, right, 1.0))
        return findings

    def _distinct(self, wrong: Sequence[WrongForward]) -> list[WrongForward]:
        """One for each function; of a composite one and a part of it, the part."""
        found: dict[object, WrongForward] = {}
        for each in wrong:
            found.setdefault(each.call.name, each)
        return list(found.values())

    def _wrong_forward(self, wrong: WrongForward) -> Fault:
        node = self._judgement.recording.nodes[wrong.node]
        return {
            "kind": "wrong forward",
            "text": sentences.wrong_forward(wrong, node.data),
            "place": self._cells.result_line(wrong.call.function),
            "node": node.name,
            "before": None,
            "after": node.data,
            "expected": wrong.expected,
            "rule": sentences.RULES["wrong forward"],
            "fix": "",
        }

    def _fault(self, finding: Finding, words: sentences.Words) -> Fault:
        found = self._found(finding)
        write = finding.write
        place = found.line if found is not None else self._place(finding)
        return {
            "kind": finding.kind,
            "text": sentences.fault(finding, words, found),
            "place": place,
            "node": self._judgement.recording.nodes[finding.node].name,
            "before": None if write is None else write.before,
            "after": None if write is None else write.after,
            "expected": finding.right,
            "rule": sentences.RULES[finding.kind],
            "fix": found.fix if found is not None else self._fix(finding, place),
        }

    def _found(self, finding: Finding) -> Found | None:
        """The line that is behind the event, where the cells show it."""
        node = self._result(finding)
        function = node.call.function if node is not None and node.call is not None else None
        match finding.kind:
            case "too early":
                return self._orders.early_order()
            case "second time":
                return self._orders.repeated_order()
            case "nothing propagates" | "missing" if node is not None and (silent := self._silent(node)) is not None:
                return silent
            case "nothing propagates" if finding.detail == "root":
                return self._rules.forgotten_call() or self._rules.misnamed_rule(function)
            case "nothing propagates":
                return self._rules.misnamed_rule(function)
            case "missing" if finding.detail == "skipped":
                return self._orders.comparison_of_visited()
        return None

    def _silent(self, node: Observed) -> Found | None:
        return swallowed(node, self._judgement.recording, self._judgement.attributes, self._cells)

    def _result(self, finding: Finding) -> Observed | None:
        return None if finding.result is None else self._judgement.recording.nodes[finding.result]

    def _place(self, finding: Finding) -> Line | None:
        """The line of the event; that of the forward where the factor was made there."""
        node, write = self._result(finding), finding.write
        function = node.call.function if node is not None and node.call is not None else None
        of_one = finding.kind in ("wrong factor", "missing", "nothing propagates") and function is not None
        if of_one and node is not None and not self._is_in_rule(finding):
            made = (
                self._shared_line(finding)
                or self._pass_line(finding, function)
                or rule_line(node, finding.operand, self._cells)
                or self._cells.slope_line(function)
            )
            if made is not None:
                return made
        if (
            finding.kind == "wrong seed"
            and write is not None
            and (default := self._default_line(write.after)) is not None
        ):
            return default
        if finding.kind == "not zeroed" and self._judgement.recording.called is not None:
            return self._cells.at(self._judgement.recording.called)
        if write is not None:
            line = self._cells.at(write.place)
            if line is not None or write.place is None:
                return line
            return {"cell": write.place.cell, "line": write.place.line, "text": write.text}
        return self._cells.at(self._judgement.recording.place)

    def _default_line(self, seed: float) -> Line | None:
        """The line of a pass whose parameter has the seed as its default."""
        call = self._judgement.recording.call
        found = None if call is None else self._cells.definition(call.function)
        if call is None or found is None or seed not in (getattr(call.function, "__defaults__", None) or ()):
            return None
        return self._cells.line(found[0], found[1].lineno)

    def _shared_line(self, finding: Finding) -> Line | None:
        """The line of the write that serves all operations, where that is wrong and not what one of them gives it."""
        write = finding.write
        line = None if write is None else self._cells.at(write.place)
        if finding.kind != "wrong factor" or write is None or line is None:
            return None
        helper = self._cells.helper(write.place)
        if helper is not None and not subtracts(line["text"]):
            line = self._cells.only_call(helper)
            if line is None:
                return None
        recursion = self._cells.recursion(write.place)
        if recursion is not None and not accumulates_product(recursion["text"]):
            return recursion
        if not accumulates_product(line["text"]):
            return line
        if "chain ends" in finding.used:
            if recursion is not None and "*" in line["text"]:
                return recursion
            if self._cells.takes_noted_slopes(write.place):
                return line
        recording = self._judgement.recording
        wrong = {id(each.write) for each in self._judgement.events if each.kind == "wrong factor"}
        served = [
            (id(each) in wrong, call.name)
            for each, attribution in zip(recording.writes, self._judgement.attributions, strict=True)
            if each.place == write.place
            for edge in attribution.edges
            if (call := recording.nodes[edge[0]].call) is not None
        ]
        return line if all(is_wrong for is_wrong, _ in served) and len({name for _, name in served}) > 1 else None

    def _pass_line(self, finding: Finding, function: Any) -> Line | None:
        """The loop of the pass, where nothing at all is passed back and the operations have no rules of their own."""
        call = self._judgement.recording.call
        found = None if call is None else self._cells.definition(call.function)
        own = self._cells.definition(function)
        if finding.detail != "root" or found is None or own is None or holds_functions(own[1]):
            return None
        loops = [each for each in found[1].body if isinstance(each, ast.For | ast.While)]
        return self._cells.line(found[0], (loops[-1] if loops else found[1]).lineno)

    def _is_in_rule(self, finding: Finding) -> bool:
        """Whether the write is a line of the one operation's rule, not one that all operations share."""
        write = finding.write
        if write is None:
            return False
        own = self._result(finding)
        if own is not None and own.call is not None and self._cells.contains(own.call.function, write.place):
            return True
        shares = (self._cells.in_loop, self._cells.helper, self._cells.recursion)
        if any(each(write.place) for each in shares):
            return False
        recording = self._judgement.recording
        shared = {
            call.name
            for each, attribution in zip(recording.writes, self._judgement.attributions, strict=True)
            if each.place == write.place
            for edge in attribution.edges
            if (call := recording.nodes[edge[0]].call) is not None
        }
        return len(shared) < 2

    def _fix(self, finding: Finding, place: Line | None) -> str:
        write, node = finding.write, self._result(finding)
        if write is None or place is None or write.place is None or place["line"] != write.place.line:
            return ""
        match finding.kind:
            case "overwritten" if not finding.detail and None not in self._judgement.recording.carried:
                return fixes.accumulating(place["text"])
            case "wrong seed":
                return fixes.seeding(place["text"])
            case "wrong factor" if node is not None and node.call is not None and finding.operand is not None:
                assert finding.result is not None
                slopes = self._judgement.slopes
                return fixes.with_right_factor(
                    place["text"], node.call, self._cells, self._judgement.attributes.data, slopes.rows[finding.result],
                    slopes.inputs[finding.result], finding.operand,
                )  # fmt: skip
        return ""
