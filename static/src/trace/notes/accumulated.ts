// Gradients of leaves that hold more than the shown pass gives: what earlier passes or the program left in them.

import { plain } from "../../lib/format.js";
import type { CheckedLeaf, Trace } from "../contract.js";
import { fieldOf } from "../names.js";

type LeafGradient = Pick<CheckedLeaf, "node" | "grad">;

/** The leaves whose grad in the graph is not what this pass alone gives; `alone` has the latter. */
export function accumulatedLeaves<T extends LeafGradient>(trace: Trace, alone: readonly T[]): readonly T[] {
  return alone.filter(({ node, grad }) => !isNearly(trace.nodes[node]!.grad, grad));
}

/** "This is about the shown pass alone, ..."; empty if every leaf has what this pass gives it. */
export function describeAccumulated(trace: Trace, alone: readonly LeafGradient[]): string {
  const [first] = accumulatedLeaves(trace, alone);
  if (!first) return "";
  const given = `${fieldOf(trace, first.node, "grad")} = ${plain(first.grad)}`;
  return `This is about the shown pass alone, which gives ${given}. ${describeRest(trace, alone)}`;
}

/** "The graph shows 8: ...", beside a sentence that names what this pass gives. */
export function describeRest(trace: Trace, alone: readonly LeafGradient[]): string {
  const [first] = accumulatedLeaves(trace, alone);
  return first ? `The graph shows ${plain(trace.nodes[first.node]!.grad)}: ${REST}` : "";
}

/** The same for a gradient step, which uses what the graph shows. */
export function describeAccumulatedStep(trace: Trace, alone: readonly LeafGradient[]): string {
  const [first] = accumulatedLeaves(trace, alone);
  if (!first) return "";
  const field = fieldOf(trace, first.node, "grad");
  return (
    `The step uses ${field} = ${plain(trace.nodes[first.node]!.grad)}, as the graph shows it. ` +
    `The shown pass alone gives ${plain(first.grad)}: ${REST}`
  );
}

const REST = "what was in it before the pass is still there, because nothing set it to 0 (zero_grad does).";

/** Sums in another order differ in their last digits. */
function isNearly(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.min(Math.abs(a), Math.abs(b));
}
