// Meaning of a gradient: how much the root moves when a value does, and the leaves ranked by it.

import { plain } from "../lib/format.js";
import type { NodeId, Trace } from "./contract.js";
import { type Leaf, leavesOf, MAX_MAGNITUDE } from "./leaves.js";
import { fieldOf, nameOf } from "./names.js";
import { accumulatedLeaves } from "./notes/accumulated.js";
import { describeKinks, kinksBetween } from "./notes/kinks.js";
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
  const step = Number(`1e${Math.floor(Math.log10(size)) - 2}`);
  return Math.min(Math.max(step, Number.MIN_VALUE), MAX_MAGNITUDE);
}

/**
 * "raise a by 0.01 and L rises by about 0.06, because a.grad is 6", without a full stop. A sentence begins with a
 * capital, but for a name, which stands as the program writes it.
 */
export function describeGradient(trace: Trace, node: NodeId, gradient: number, isSentence = false): string {
  const start = (word: string): string => (isSentence ? word.charAt(0).toUpperCase() + word.slice(1) : word);
  const root = nameOf(trace, rootOf(trace)!);
  const name = nameOf(trace, node);
  const field = fieldOf(trace, node, "grad");
  if (!Number.isFinite(gradient)) return `${field} is ${plain(gradient)}, so it does not say how ${root} moves`;
  const isAccumulated = accumulatedLeaves(trace, [{ node, grad: gradient }]).length > 0;
  const because = (pass: string): string =>
    isAccumulated ? `${pass} pass adds ${plain(gradient)} to ${field}` : `${field} is ${plain(gradient)}`;
  const kinks = kinksBetween(trace, node, rootOf(trace)!);
  if (kinks.length > 0)
    return (
      `${because(start("this"))}, by the rule for ${describeKinks(kinks)}: ` + `${root} may move otherwise on each side`
    );
  const h = smallStep(trace.nodes[node]!.data);
  const raise = `${start("raise")} ${name} by ${plain(h)}`;
  if (gradient === 0) return `${raise} and ${root} stays as it is, because ${because("this")}`;
  const way = gradient > 0 ? "rises" : "falls";
  return `${raise} and ${root} ${way} by ${sizeOf(gradient * h)}, because ${because("this")}`;
}

function sizeOf(change: number): string {
  if (change === 0) return "less than a float can hold";
  return Number.isFinite(change) ? `about ${plain(Math.abs(change))}` : "more than a float can hold";
}

/** The leaves with the gradients that the shown pass alone gives them. */
export function aloneOf(trace: Trace, leaves: readonly Leaf[]): readonly { node: NodeId; grad: number }[] {
  return leaves.map(({ node, grad }) => ({ node, grad: passGradient(trace, node, trace.steps.length) ?? grad }));
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
