// Quiz questions: the steps whose result the user predicts, with prompts, answers and hints.

import { plain } from "../lib/format.js";
import type { Change, FlowStep, NodeId, Step, Trace } from "./contract.js";
import { expressionOf, fieldOf, nameOf } from "./names.js";

/** Tolerance of an answer: 1% of the number or 0.005, whichever is larger. */
const RELATIVE_TOLERANCE = 0.01;
const ABSOLUTE_TOLERANCE = 0.005;
export const TOLERANCE_TEXT = "An answer within 1% or 0.005 is right.";

export interface Question {
  /** The number of the step that gives the answer, from 1 as the page counts. */
  readonly number: number;
  readonly node: NodeId;
  /** The known values that the answer follows from. */
  readonly given: string;
  readonly prompt: string;
  readonly answer: number;
  /** The most frequent wrong answer, and the reply to it; null if it equals the answer. */
  readonly commonError: { readonly value: number; readonly text: string } | null;
  /** How to compute the answer. */
  readonly hint: string;
}

/**
 * The numbers of the question steps, ascending: those the author chose, else every contribution to a value that is no
 * constant.
 */
export function questionSteps(trace: Trace, chosen: readonly number[] | null): readonly number[] {
  const numbers = chosen
    ? [...new Set(chosen)].sort((a, b) => a - b)
    : trace.steps.flatMap((step, i) =>
        step.kind === "flow" && trace.nodes[step.node]!.kind !== "constant" ? [i + 1] : [],
      );
  return numbers.filter((number) => questionAt(trace, number) !== null);
}

/** The question of a step; null if the step changes no number. */
export function questionAt(trace: Trace, number: number): Question | null {
  const step = trace.steps[number - 1];
  const change = step?.set.at(-1);
  if (!step || !change) return null;
  return step.kind === "flow"
    ? contributionQuestion(trace, number, step, change)
    : valueQuestion(trace, number, step, change);
}

/** Arithmetic to show how an answer can be written: the answer to no question of this trace. */
export function exampleAnswer(trace: Trace): string {
  const answers = trace.steps.flatMap((_, i) => questionAt(trace, i + 1)?.answer ?? []);
  // More examples than answers, none within the tolerance of another one: one of them is free.
  const factors = Array.from({ length: answers.length + 1 }, (_, i) => 3 * 2 ** i);
  const free = factors.find((factor) => !answers.some((answer) => isRight(-2 * -factor, answer)))!;
  return `-${free}*-2`;
}

export function isRight(given: number, answer: number): boolean {
  if (Object.is(given, answer)) return true;
  return (
    Math.abs(given - answer) <= Math.max(ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE * Math.abs(answer)) &&
    Number.isFinite(answer)
  );
}

function contributionQuestion(trace: Trace, number: number, step: FlowStep, [, , before, after]: Change): Question {
  const from = trace.nodes[step.from]!;
  const target = fieldOf(trace, step.node, "grad");
  const upstream = fieldOf(trace, step.from, "grad");
  const accumulated = before ? ` So far ${target} is ${plain(before)}.` : "";
  return {
    number,
    node: step.node,
    given: `${equation(trace, step.from)}, and ${upstream} is ${plain(step.upstream)}.${accumulated}`,
    prompt: `What does ${from.name} add to ${target}?`,
    answer: step.contribution,
    commonError: commonErrorOf(step, after, target, upstream),
    hint: `Multiply how far ${from.name} moves with ${nameOf(trace, step.node)} (local derivative) by ${upstream}.`,
  };
}

function commonErrorOf(step: FlowStep, after: number, target: string, upstream: string): Question["commonError"] {
  const isCorrect = (value: number): boolean => isRight(value, step.contribution);
  if (!isCorrect(after)) return { value: after, text: `That is what ${target} becomes. Asked is what is added.` };
  if (!isCorrect(step.local))
    return { value: step.local, text: `That is the local derivative. Multiply it by ${upstream}.` };
  return null;
}

function valueQuestion(trace: Trace, number: number, step: Step, [node, field, , after]: Change): Question {
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
  const expression = expressionOf(trace, trace.nodes[node]!);
  return name.replaceAll(" ", "") === expression.replaceAll(" ", "") ? name : `${name} = ${expression}`;
}
