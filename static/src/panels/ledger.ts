// Ledger of one value's gradient: each contribution, its path from the root, and the running sum.

import { html, type TemplateResult } from "lit";
import { icon } from "../lib/dom/icons.js";
import { allDigits, plain } from "../lib/format.js";
import type { Agreement, FlowStep, NodeId, Trace } from "../trace/contract.js";
import { fieldOf, nameOf } from "../trace/names.js";
import { gradNotes } from "../trace/notes/annotations.js";
import { type LedgerEntry, ledgerAt, type TraceIndex } from "../trace/trace-index.js";

const BY_HAND: Readonly<Record<Agreement, string>> = {
  equal: "The program sets it by hand, and it equals that of backward().",
  differs: "The program sets it by hand.",
  unset: "The program has not set it.",
};

const OBSERVED: Readonly<Record<Agreement, string>> = {
  equal: "Nothing flows here along an edge. What your code leaves is right.",
  differs: "Nothing flows here along an edge. What your code leaves is not right.",
  unset: "Your code sets no gradient here.",
};

/** A longer path is shortened in the middle. */
const MAX_PATH = 5;

export function ledger(trace: Trace, index: TraceIndex, node: NodeId, position: number): TemplateResult {
  const total = index.ledgers.get(node)?.length ?? 0;
  const entries = ledgerAt(index, node, position);
  const name = fieldOf(trace, node, "grad");
  return html`
    <h2 class="panel-title">Contributions to ${name}</h2>
    ${
      entries.length === 0
        ? html`<p class="soft">${emptyText(trace, node, total)}</p>`
        : table(trace, index, entries, node)
    }
    ${
      entries.length > 0 && entries.length < total
        ? html`<p class="soft">${entries.length} of ${total} contributions so far.</p>`
        : ""
    }
    ${gradNotes(trace, position)
      .filter((note) => note.node === node)
      .map(({ text }) => html`<p class="practice-notice">${icon("warning")} ${text}.</p>`)}
  `;
}

function emptyText(trace: Trace, node: NodeId, total: number): string {
  const agreement = trace.by_hand?.[node];
  if (agreement && total === 0) return (trace.observed ? OBSERVED : BY_HAND)[agreement];
  if (trace.roots.includes(node)) return "The root has grad 1: it moves exactly as much as itself.";
  if (total === 0) return "No contribution comes here.";
  return `No contribution has come yet. ${total === 1 ? "One comes" : `${total} come`} in the backward pass.`;
}

function table(trace: Trace, index: TraceIndex, entries: readonly LedgerEntry[], node: NodeId): TemplateResult {
  return html`
    <table class="ledger" aria-label="Contributions to ${fieldOf(trace, node, "grad")}">
      <thead><tr>
        <th scope="col">path back</th><th scope="col">local × upstream</th><th scope="col">sum</th>
      </tr></thead>
      <tbody>
        ${entries.map(
          (entry) => html`
          <tr>
            <td data-node=${entry.flow.from}>${pathText(trace, index, entry)}${operandText(trace, entry)}</td>
            <td title=${product(entry.flow, allDigits)}>${product(entry.flow, plain)}</td>
            <td title=${allDigits(entry.sum)}>${plain(entry.sum)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="soft ledger-terms">${terms(trace, node)}</p>
  `;
}

/** What the columns are, said with the value's name. */
function terms(trace: Trace, node: NodeId): string {
  const name = nameOf(trace, node);
  return (
    `local: how much the value that is computed from ${name} moves when ${name} does. ` +
    "upstream: the grad of that value."
  );
}

function product({ local, upstream, contribution }: FlowStep, format: (value: number) => string): string {
  return `${format(local)} × ${format(upstream)} = ${format(contribution)}`;
}

/** Names the operand where a value is used twice in one operation, because both paths then have the same names. */
function operandText(trace: Trace, { flow }: LedgerEntry): string {
  const times = trace.nodes[flow.from]!.parents.filter((parent) => parent === flow.node).length;
  return times > 1 ? ` (operand ${flow.operand + 1})` : "";
}

/** The path from the root to the value; "…" replaces everything above a value where several paths have met. */
function pathText(trace: Trace, index: TraceIndex, entry: LedgerEntry): string {
  const names = [nameOf(trace, entry.flow.node)];
  let node = entry.flow.from;
  for (;;) {
    names.unshift(nameOf(trace, node));
    const incoming = index.ledgers.get(node) ?? [];
    if (incoming.length !== 1) {
      if (incoming.length > 1) names.unshift("…");
      break;
    }
    node = incoming[0]!.flow.from;
  }
  const start = names[0] === "…" ? [] : names.slice(0, 1);
  const cut = names.length > MAX_PATH ? [...start, "…", ...names.slice(-2)] : names;
  return cut.join(" → ");
}
