// A backward pass with a mistake made on purpose: which gradients come out wrong, from when on, and why.

import { plain } from "../lib/format.js";
import type { FlowStep, Mistake, NodeId, Trace } from "./contract.js";
import { fieldOf, nameOf } from "./names.js";
import type { NodeNote } from "./node-note.js";
import { indexTrace } from "./trace-index.js";

/** How the choice of mistakes names each. */
export const MISTAKE_LABELS: Readonly<Record<Mistake, string>> = {
  overwrite: "= instead of +=",
  shuffled: "backward in the wrong order",
};

/** Sums in another order differ in their last digits only. */
const SAME = 1e-9;

export interface WrongGrad {
  readonly node: NodeId;
  readonly grad: number;
  readonly truth: number;
  /** The step (from 0) after which nothing more comes to it. */
  readonly lastStep: number;
}

const found = new WeakMap<Trace, readonly WrongGrad[]>();

export function wrongGrads(trace: Trace): readonly WrongGrad[] {
  let wrong = found.get(trace);
  if (!wrong) found.set(trace, (wrong = findWrong(trace)));
  return wrong;
}

function findWrong(trace: Trace): readonly WrongGrad[] {
  const { truth, nodes } = trace;
  if (!truth) return [];
  const { ledgers } = indexTrace(trace);
  return nodes.flatMap(({ id, grad, kind }) => {
    if (kind === "constant" || same(grad, truth[id]!)) return [];
    return [{ node: id, grad, truth: truth[id]!, lastStep: ledgers.get(id)?.at(-1)?.step ?? 0 }];
  });
}

/** The wrong gradients that are finished at `position`, in words. */
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

/** "1 of 2 gradients comes out wrong", and why. */
export function mistakeSummary(trace: Trace): string {
  const wrong = wrongGrads(trace).length;
  const all = trace.nodes.filter(({ kind }) => kind !== "constant").length;
  const counted =
    wrong === 0
      ? "No gradient comes out wrong"
      : `${wrong} of ${all} gradients ${wrong === 1 ? "comes" : "come"} out wrong`;
  return `${counted}: ${trace.mistake === "shuffled" ? tooEarly(trace) : lost(trace)}`;
}

function lost(trace: Trace): string {
  const { ledgers } = indexTrace(trace);
  const first = wrongGrads(trace).find(({ node }) => (ledgers.get(node)?.length ?? 0) > 1);
  if (!first) return "nothing that was added before is lost here. A value that is used twice shows it, as in a + a.";
  const count = ledgers.get(first.node)!.length;
  return `${nameOf(trace, first.node)} gets ${count} contributions. Each takes the place of the one before, so only the last is left.`;
}

function tooEarly(trace: Trace): string {
  const early = trace.steps.find(
    (step): step is FlowStep => step.kind === "flow" && !same(step.upstream, trace.truth?.[step.from] ?? NaN),
  );
  if (!early) return "in this graph the shuffled order is a right one too.";
  const name = fieldOf(trace, early.from, "grad");
  return `${nameOf(trace, early.from)} passes its gradient on too early. ${name} is ${plain(early.upstream)} then, and should be ${plain(trace.truth![early.from]!)}.`;
}

function same(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
}
