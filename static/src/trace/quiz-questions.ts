// Which steps the reader is asked to predict, and what is asked there.

import { plain } from "../lib/format.js";
import type { Change, FlowStep, NodeId, Step, Trace } from "./contract.js";
import { expressionOf, fieldOf, nameOf } from "./names.js";

/** An answer is right within 1% of the number, or within 0.005 where that is more. */
const RELATIVE = 0.01;
const ABSOLUTE = 0.005;
export const TOLERANCE_TEXT = "An answer within 1% or 0.005 is right.";

export interface Question {
  /** The step that gives the answer, numbered from 1 as the page counts. */
  readonly number: number;
  readonly node: NodeId;
  /** What is there to answer with. */
  readonly given: string;
  readonly prompt: string;
  readonly answer: number;
  /** The number that is taken for the answer most often, and what it is. */
  readonly commonError: { readonly value: number; readonly text: string } | null;
  /** How to come to the answer. */
  readonly hint: string;
}

/** The numbers of the steps to ask, ascending: the author's where there are any, else every contribution that matters. */
export function questionSteps(trace: Trace, wanted: readonly number[] | null): readonly number[] {
  const numbers = wanted
    ? [...new Set(wanted)].sort((a, b) => a - b)
    : trace.steps.flatMap((step, i) =>
        step.kind === "flow" && trace.nodes[step.node]!.kind !== "constant" ? [i + 1] : [],
      );
  return numbers.filter((number) => questionAt(trace, number) !== null);
}

/** null where the step changes no number that could be asked. */
export function questionAt(trace: Trace, number: number): Question | null {
  const step = trace.steps[number - 1];
  const change = step?.set.at(-1);
  if (!step || !change) return null;
  return step.kind === "flow" ? contribution(trace, number, step, change) : nextValue(trace, number, step, change);
}

export function isRight(given: number, answer: number): boolean {
  if (Object.is(given, answer)) return true;
  return Math.abs(given - answer) <= Math.max(ABSOLUTE, RELATIVE * Math.abs(answer)) && Number.isFinite(answer);
}

function contribution(trace: Trace, number: number, step: FlowStep, [, , before, after]: Change): Question {
  const from = trace.nodes[step.from]!;
  const target = fieldOf(trace, step.node, "grad");
  const upstream = fieldOf(trace, step.from, "grad");
  const had = before ? ` So far ${target} is ${plain(before)}.` : "";
  return {
    number,
    node: step.node,
    given: `${equation(trace, step.from)}, and ${upstream} is ${plain(step.upstream)}.${had}`,
    prompt: `What does ${from.name} add to ${target}?`,
    answer: step.contribution,
    commonError: commonErrorOf(step, after, target, upstream),
    hint: `Multiply the local derivative of ${from.name} by ${upstream}.`,
  };
}

function commonErrorOf(step: FlowStep, after: number, target: string, upstream: string): Question["commonError"] {
  const close = (value: number): boolean => isRight(value, step.contribution);
  if (!close(after)) return { value: after, text: `That is what ${target} becomes. Asked is what is added.` };
  if (!close(step.local))
    return { value: step.local, text: `That is the local derivative. Multiply it by ${upstream}.` };
  return null;
}

function nextValue(trace: Trace, number: number, step: Step, [node, field, , after]: Change): Question {
  const operands = trace.nodes[node]!.parents;
  const known = [...new Set(operands)].map(
    (operand) => `${fieldOf(trace, operand, "data")} is ${plain(trace.nodes[operand]!.data)}`,
  );
  const given = field === "data" && operands.length > 0 ? `${equation(trace, node)}; ${known.join(", ")}.` : "";
  const prompt =
    step.kind === "seed"
      ? `The backward pass starts. What is ${fieldOf(trace, node, "grad")}?`
      : `What is ${fieldOf(trace, node, field)} next?`;
  return {
    number,
    node,
    given,
    prompt,
    answer: after,
    commonError: null,
    hint: HINTS[step.kind] ?? "Compute it from what is given.",
  };
}

const HINTS: Readonly<Record<string, string>> = {
  seed: "It is the derivative of the root by itself.",
  zero: "Clearing sets it to 0.",
};

function equation(trace: Trace, node: NodeId): string {
  const name = nameOf(trace, node);
  const made = expressionOf(trace, trace.nodes[node]!);
  return name.replaceAll(" ", "") === made.replaceAll(" ", "") ? name : `${name} = ${made}`;
}
