// Analysis of a backward pass with a deliberate mistake: the wrong gradients, the steps that complete them, and the
// cause.

import { plain } from "../../lib/format.js";
import type { FlowStep, Mistake, NodeId, Trace } from "../contract.js";
import { fieldOf, nameOf } from "../names.js";
import { indexTrace } from "../trace-index.js";
import type { NodeNote } from "./node-note.js";

export const MISTAKE_LABELS: Readonly<Record<Mistake, string>> = {
  overwrite: "= instead of +=",
  shuffled: "backward in the wrong order",
};

/** A program in which the mistake makes a difference, for the reader of one in which it makes none. */
const COUNTEREXAMPLES: Readonly<Record<Mistake, string>> = {
  overwrite: "a = Value(3.0)\nb = a + a\nb.backward()\n",
  shuffled: "a = Value(2.0)\nb = a * 3\nc = b * b\nd = c * c\ny = d + b\ny.backward()\n",
};

/** Relative tolerance: sums in another order differ only in their last digits. */
const TOLERANCE = 1e-9;

export interface WrongGrad {
  readonly node: NodeId;
  readonly grad: number;
  readonly truth: number;
  /** Index of the step with its last contribution. */
  readonly lastStep: number;
}

const cache = new WeakMap<Trace, readonly WrongGrad[]>();

export function wrongGrads(trace: Trace): readonly WrongGrad[] {
  let wrong = cache.get(trace);
  if (!wrong) cache.set(trace, (wrong = findWrong(trace)));
  return wrong;
}

function findWrong(trace: Trace): readonly WrongGrad[] {
  const { truth, nodes } = trace;
  if (!truth || trace.by_hand) return [];
  const { ledgers } = indexTrace(trace);
  return nodes.flatMap(({ id, grad, kind }) => {
    if (kind === "constant" || nearlyEqual(grad, truth[id]!)) return [];
    return [{ node: id, grad, truth: truth[id]!, lastStep: ledgers.get(id)?.at(-1)?.step ?? 0 }];
  });
}

/** Notes on the wrong gradients that are complete at `position`. */
export function mistakeNotes(trace: Trace, position: number): NodeNote[] {
  return wrongGrads(trace)
    .filter(({ lastStep }) => lastStep < position)
    .map(({ node, grad, truth }) => ({
      node,
      field: "grad",
      short: `should be ${plain(truth)}`,
      text: `${fieldOf(trace, node, "grad")} is ${plain(grad)}, should be ${plain(truth)}`,
    }));
}

/** "1 of 2 gradients comes out wrong", and the cause. */
export function mistakeSummary(trace: Trace): string {
  const wrong = wrongGrads(trace).length;
  const total = trace.nodes.filter(({ kind }) => kind !== "constant").length;
  const count =
    wrong === 0
      ? "No gradient comes out wrong"
      : `${wrong} of ${total} gradients ${wrong === 1 ? "comes" : "come"} out wrong`;
  return `${count}: ${trace.mistake === "shuffled" ? explainOrder(trace) : explainOverwrite(trace)}`;
}

/** A program that shows what the mistake does; null where the present one does, or without a mistake. */
export function counterexample(trace: Trace): string | null {
  return trace.mistake && wrongGrads(trace).length === 0 ? COUNTEREXAMPLES[trace.mistake] : null;
}

function explainOverwrite(trace: Trace): string {
  const { ledgers } = indexTrace(trace);
  const first = wrongGrads(trace).find(({ node }) => (ledgers.get(node)?.length ?? 0) > 1);
  if (!first) return "nothing that was added before is lost here. A value that is used twice shows it.";
  const count = ledgers.get(first.node)!.length;
  return (
    `${nameOf(trace, first.node)} gets ${count} contributions. ` +
    "Each takes the place of the one before, so only the last is left."
  );
}

function explainOrder(trace: Trace): string {
  const early = trace.steps.find(
    (step): step is FlowStep => step.kind === "flow" && !nearlyEqual(step.upstream, trace.truth?.[step.from] ?? NaN),
  );
  if (!early) {
    return "in this graph the shuffled order is a right one too. A value that is used at two depths shows it.";
  }
  const name = fieldOf(trace, early.from, "grad");
  const correct = plain(trace.truth![early.from]!);
  return (
    `${nameOf(trace, early.from)} passes its gradient on too early. ` +
    `${name} is ${plain(early.upstream)} then, and should be ${correct}.`
  );
}

function nearlyEqual(a: number, b: number): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Object.is(a, b);
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}
