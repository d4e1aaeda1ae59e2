// Words for the gradient check: the verdict on each leaf, and their sum.

import { plain } from "../lib/format.js";
import type { Check, CheckedLeaf } from "./contract.js";

/** Leaves that a summary names; the table marks all of them. */
const MAX_NAMES = 6;

export const MARKS: Readonly<Record<CheckedLeaf["verdict"], string>> = {
  agrees: "✓",
  differs: "✗",
  "cannot be measured": "?",
  kink: "∧",
};

/** "✓ agrees to 9 digits" */
export function describeVerdict({ verdict, digits }: Pick<CheckedLeaf, "verdict" | "digits">): string {
  const to = digits === null ? "" : ` to ${digits} digits`;
  return `${MARKS[verdict]} ${verdict}${to}`;
}

/** Why a small step does not change the root by what the gradient promises. */
export function describeMismatch({ name, verdict, numeric, reason }: CheckedLeaf): string {
  if (verdict === "agrees")
    return "The result bends here: with a smaller step the change comes closer to the gradient's.";
  if (verdict === "differs")
    return `Smaller steps measure a slope of ${plain(numeric)}: ${name}.grad is not it. ${reason}`;
  return reason;
}

/** "2 of 5 differ: a.grad, b.grad. 1 cannot be measured here." */
export function summarizeCheck({ leaves }: Check): string {
  if (leaves.length === 0) return "There is no leaf to check.";
  const having = (verdict: CheckedLeaf["verdict"]): readonly CheckedLeaf[] =>
    leaves.filter((leaf) => leaf.verdict === verdict);
  const agreeing = having("agrees").length;
  if (agreeing === leaves.length) return leaves.length === 1 ? "It agrees." : `All ${leaves.length} agree.`;
  const differing = having("differs");
  const sentences = [
    clause(differing, leaves.length, "differs", "differ"),
    clause(having("kink"), leaves.length, "is on a kink", "are on a kink"),
    clause(having("cannot be measured"), leaves.length, "cannot be measured here", "cannot be measured here"),
  ].filter((sentence) => sentence !== "");
  if (agreeing > 0) sentences.push(agreeing === 1 ? "The other agrees." : `The other ${agreeing} agree.`);
  return sentences.join(" ");
}

function clause(some: readonly CheckedLeaf[], total: number, one: string, several: string): string {
  if (some.length === 0) return "";
  const names = some.slice(0, MAX_NAMES).map(({ name }) => `${name}.grad`);
  if (some.length > MAX_NAMES) names.push(`${some.length - MAX_NAMES} more`);
  return `${some.length} of ${total} ${some.length === 1 ? one : several}: ${names.join(", ")}.`;
}
