// The account of one value's gradient: each contribution, the path it came along, and the running sum.

import { html, type TemplateResult } from "lit";
import { icon } from "../lib/dom/icons.js";
import { allDigits, plain } from "../lib/format.js";
import type { NodeId, Trace } from "../trace/contract.js";
import { mistakeNotes } from "../trace/mistakes.js";
import { fieldOf, nameOf } from "../trace/names.js";
import { type LedgerEntry, ledgerAt, type TraceIndex } from "../trace/trace-index.js";

/** A path of more values than this is cut in the middle. */
const LONGEST_PATH = 5;

export function ledger(trace: Trace, index: TraceIndex, node: NodeId, position: number): TemplateResult {
  const all = index.ledgers.get(node)?.length ?? 0;
  const entries = ledgerAt(index, node, position);
  const name = fieldOf(trace, node, "grad");
  return html`
    <h2 class="panel-title">Ledger of ${name}</h2>
    ${entries.length === 0 ? html`<p class="soft">${noEntries(trace, node, all)}</p>` : table(trace, index, entries, name)}
    ${
      entries.length > 0 && entries.length < all
        ? html`<p class="soft">${entries.length} of ${all} contributions so far.</p>`
        : ""
    }
    ${mistakeNotes(trace, position)
      .filter((note) => note.node === node)
      .map(({ text }) => html`<p class="practice-notice">${icon("warning")} ${text}.</p>`)}
  `;
}

function noEntries(trace: Trace, node: NodeId, all: number): string {
  if (trace.roots.includes(node)) return "The root has grad 1: it moves exactly as much as itself.";
  if (all === 0) return "No contribution comes here.";
  return `No contribution has come yet. ${all === 1 ? "One comes" : `${all} come`} in the backward pass.`;
}

function table(trace: Trace, index: TraceIndex, entries: readonly LedgerEntry[], name: string): TemplateResult {
  return html`
    <table class="ledger" aria-label="Contributions to ${name}">
      <thead><tr><th scope="col">along</th><th scope="col">local × upstream</th><th scope="col">sum</th></tr></thead>
      <tbody>
        ${entries.map(
          (entry) => html`
          <tr>
            <td data-node=${entry.flow.from}>${path(trace, index, entry)}${operand(trace, entry)}</td>
            <td title="${allDigits(entry.flow.local)} × ${allDigits(entry.flow.upstream)} = ${allDigits(entry.flow.contribution)}"
            >${plain(entry.flow.local)} × ${plain(entry.flow.upstream)} = ${plain(entry.flow.contribution)}</td>
            <td title=${allDigits(entry.sum)}>${plain(entry.sum)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** Which operand is meant, where a value is used twice in one operation: both paths have the same names. */
function operand(trace: Trace, { flow }: LedgerEntry): string {
  const times = trace.nodes[flow.from]!.parents.filter((parent) => parent === flow.node).length;
  return times > 1 ? ` (operand ${flow.operand + 1})` : "";
}

/** From the root to the value; from where paths have met already, "..." stands for all of them. */
function path(trace: Trace, index: TraceIndex, entry: LedgerEntry): string {
  const names = [nameOf(trace, entry.flow.node)];
  let node = entry.flow.from;
  for (;;) {
    names.unshift(nameOf(trace, node));
    const before = index.ledgers.get(node) ?? [];
    if (before.length !== 1) {
      if (before.length > 1) names.unshift("…");
      break;
    }
    node = before[0]!.flow.from;
  }
  const start = names[0] === "…" ? [] : names.slice(0, 1);
  const cut = names.length > LONGEST_PATH ? [...start, "…", ...names.slice(-2)] : names;
  return cut.join(" → ");
}
