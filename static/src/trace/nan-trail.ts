// Where the first number that is not finite comes from, and where it goes from there.

import { plain } from "../lib/format.js";
import type { Field, NodeId, Trace } from "./contract.js";
import { fieldOf } from "./names.js";
import type { NodeNote } from "./node-note.js";

export interface NanTrail {
  readonly field: Field;
  /** The value that it starts at, and the step (from 0) that makes it. */
  readonly origin: NodeId;
  readonly step: number;
  /** The values that it is passed on to, in the order in which they are reached. */
  readonly onward: readonly NodeId[];
}

/** null where every number is finite. */
export function findNanTrail(trace: Trace): NanTrail | null {
  for (const [step, { set }] of trace.steps.entries()) {
    for (const [origin, field, , after] of set) {
      if (!Number.isFinite(after)) return { field, origin, step, onward: onward(trace, origin, field, step) };
    }
  }
  return null;
}

export function nanTrailNotes(trace: Trace, { origin, field, onward: others }: NanTrail): NodeNote[] {
  const note = (node: NodeId, short: string): NodeNote => ({
    node,
    field,
    short,
    text: `${numberOf(trace, node, field)}, ${short}`,
  });
  return [note(origin, "starts here"), ...others.map((node) => note(node, "passed on"))];
}

/** "exp(a).data = Infinity starts in step 2 and is passed on to L.data = NaN." */
export function describeNanTrail(trace: Trace, { origin, field, step, onward: others }: NanTrail): string {
  const start = `It starts in step ${step + 1}: ${numberOf(trace, origin, field)}.`;
  if (others.length === 0) return `${start} It is passed on to no other value.`;
  const named = others.slice(0, MOST_NAMED).map((node) => numberOf(trace, node, field));
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
  return `${start} It is passed on to ${named.join(", ")}${more}.`;
}

const MOST_NAMED = 3;

/** Data is passed on to results, gradients to operands: by whatever is not finite itself. */
function onward(trace: Trace, origin: NodeId, field: Field, since: number): NodeId[] {
  const reached = new Set([origin]);
  for (const step of trace.steps.slice(since + 1)) {
    for (const [node, changed, , after] of step.set) {
      if (changed !== field || Number.isFinite(after)) continue;
      const sources = step.kind === "flow" ? [step.from] : trace.nodes[node]!.parents;
      if (sources.some((source) => reached.has(source))) reached.add(node);
    }
  }
  reached.delete(origin);
  return [...reached];
}

function numberOf(trace: Trace, node: NodeId, field: Field): string {
  return `${fieldOf(trace, node, field)} = ${plain(trace.nodes[node]![field])}`;
}
