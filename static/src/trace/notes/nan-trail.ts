// Trail of the first non-finite number: its origin, and the values it is passed on to.

import { plain } from "../../lib/format.js";
import type { Field, NodeId, Trace } from "../contract.js";
import { fieldOf } from "../names.js";
import type { NodeNote } from "./node-note.js";

export interface NanTrail {
  readonly field: Field;
  /** The value where it starts, and the index of the step that computes it. */
  readonly origin: NodeId;
  readonly step: number;
  /** The values it is passed on to, in the order in which they are reached. */
  readonly reached: readonly NodeId[];
}

/** Null if every number is finite. The gradient of a constant counts for nothing: nobody uses it. */
export function findNanTrail(trace: Trace): NanTrail | null {
  for (const [step, { set }] of trace.steps.entries()) {
    for (const [origin, field, , after] of set) {
      if (Number.isFinite(after) || (field === "grad" && trace.nodes[origin]!.kind === "constant")) continue;
      return { field, origin, step, reached: reachedFrom(trace, origin, field, step) };
    }
  }
  return null;
}

export function nanTrailNotes(trace: Trace, { origin, field, reached }: NanTrail): NodeNote[] {
  const note = (node: NodeId, short: string): NodeNote => ({
    node,
    field,
    short,
    text: `${equationOf(trace, node, field)}, ${short}`,
  });
  return [note(origin, "starts here"), ...reached.map((node) => note(node, "passed on"))];
}

/** "It starts in step 2: 3 / 0 gives Infinity. It is passed on to y.data = Infinity, z.data = NaN." */
export function describeNanTrail(trace: Trace, trail: NanTrail): string {
  const { field, step, reached } = trail;
  const start = `It starts in step ${step + 1}: ${originOf(trace, trail)}`;
  if (reached.length === 0) return `${start} It is passed on to no other value.`;
  const named = reached.slice(0, MOST_NAMED).map((node) => equationOf(trace, node, field));
  const more = reached.length > MOST_NAMED ? ` and ${reached.length - MOST_NAMED} more` : "";
  return `${start} It is passed on to ${named.join(", ")}${more}.`;
}

/** The operation as the program writes it, where the engine's warning is about this number. */
function originOf(trace: Trace, { origin, field, step }: NanTrail): string {
  const equation = `${equationOf(trace, origin, field)}.`;
  const warning = trace.warnings.find((each) => each.field === field);
  if (!warning?.origin) return equation;
  if (field === "grad") return `${equation} ${warning.origin}`;
  // A constant comes into being in the step of its result.
  return warning.node === origin || warning.node === trace.steps[step]!.node ? warning.origin : equation;
}

const MOST_NAMED = 3;

/** The values reached: non-finite data is passed on to results, a non-finite gradient to operands. */
function reachedFrom(trace: Trace, origin: NodeId, field: Field, since: number): NodeId[] {
  const reached = new Set([origin]);
  for (const step of trace.steps.slice(since)) {
    for (const [node, changed, , after] of step.set) {
      if (changed !== field || Number.isFinite(after)) continue;
      if (field === "grad" && trace.nodes[node]!.kind === "constant") continue;
      const sources = step.kind === "flow" ? [step.from] : trace.nodes[node]!.parents;
      if (sources.some((source) => reached.has(source))) reached.add(node);
    }
  }
  reached.delete(origin);
  return [...reached];
}

function equationOf(trace: Trace, node: NodeId, field: Field): string {
  return `${fieldOf(trace, node, field)} = ${plain(trace.nodes[node]![field])}`;
}
