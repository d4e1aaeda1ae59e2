// Meaning of a gradient: how much the root moves when a value does, and the leaves ranked by it.

import { plain } from "../lib/format.js";
import type { NodeId, Trace } from "./contract.js";
import { type Leaf, leavesOf } from "./leaves.js";
import { fieldOf, nameOf } from "./names.js";
import { indexTrace, ledgerAt } from "./trace-index.js";

/** The root of the shown pass; undefined if the program computes no value. */
export function rootOf(trace: Trace): NodeId | undefined {
  return trace.passes[trace.pass]?.root ?? trace.roots[0];
}

/**
 * The gradient that the shown pass gives a value, after `position` steps: what earlier passes have left in it says
 * nothing about the root. Null while contributions are missing.
 */
export function passGradient(trace: Trace, node: NodeId, position: number): number | null {
  const { ledgers, phases } = indexTrace(trace);
  const backward = phases.find(({ phase }) => phase === "backward");
  if (!backward || position <= backward.start) return null;
  if (trace.by_hand || trace.mistake) return position >= backward.end ? trace.nodes[node]!.grad : null;
  if (node === rootOf(trace)) return 1;
  const entries = ledgerAt({ ledgers }, node, position);
  if (entries.length < (ledgers.get(node)?.length ?? 0)) return null;
  return entries.reduce((sum, { flow }) => sum + flow.contribution, 0);
}

/** The leaves whose data the program changes after the shown backward pass, of which its gradients know nothing. */
export function movedAfterwards(trace: Trace): readonly NodeId[] {
  const end = indexTrace(trace).phases.find(({ phase }) => phase === "backward")?.end ?? trace.steps.length;
  const changes = trace.steps.slice(end).flatMap((step) => (step.kind === "assign" ? step.set : []));
  return [...new Set(changes.flatMap(([node, field]) => (field === "data" ? [node] : [])))];
}

/** A step that is small beside `data`, and a round number: 0.01 for numbers of everyday size. */
export function smallStep(data: number): number {
  const size = Math.abs(data);
  if (size === 0 || !Number.isFinite(size) || (size >= 0.1 && size <= 100)) return 0.01;
  return Number(`1e${Math.floor(Math.log10(size)) - 2}`);
}

/** "raise a by 0.01 and L rises by about 0.06, because a.grad is 6", without a full stop. */
export function describeGradient(trace: Trace, node: NodeId, gradient: number): string {
  const root = nameOf(trace, rootOf(trace)!);
  const name = nameOf(trace, node);
  const field = fieldOf(trace, node, "grad");
  if (!Number.isFinite(gradient)) return `${field} is ${plain(gradient)}, so it does not say how ${root} moves`;
  const h = smallStep(trace.nodes[node]!.data);
  const raise = `raise ${name} by ${plain(h)}`;
  if (gradient === 0) return `${raise} and ${root} stays as it is, because ${field} is ${plain(gradient)}`;
  const change = `${gradient > 0 ? "rises" : "falls"} by about ${plain(Math.abs(gradient * h))}`;
  return `${raise} and ${root} ${change}, because ${field} is ${plain(gradient)}`;
}

export interface RankedLeaf {
  readonly leaf: Leaf;
  /** Of the shown pass alone. */
  readonly gradient: number;
}

/** The leaves with the gradients of the shown pass, the most influential first; those without a number last. */
export function rankedLeaves(trace: Trace): readonly RankedLeaf[] {
  const position = trace.steps.length;
  const size = ({ gradient }: RankedLeaf): number => (Number.isNaN(gradient) ? -1 : Math.abs(gradient));
  return leavesOf(trace)
    .flatMap((leaf) => {
      const gradient = passGradient(trace, leaf.node, position);
      return gradient === null ? [] : [{ leaf, gradient }];
    })
    .toSorted((a, b) => size(b) - size(a));
}
