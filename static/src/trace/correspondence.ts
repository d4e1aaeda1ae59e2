// Correspondence between two traces of one program, such as two levels of detail: matching values and matching steps.

import type { Node, NodeId, Step, Trace } from "./contract.js";

/** The value of `to` that matches `node` of `from` by label, name or source text; null if there is none. */
export function counterpart(node: NodeId, from: Trace, to: Trace): NodeId | null {
  if (from === to) return node;
  const original = from.nodes[node]!;
  const criteria: ((other: Node) => boolean)[] = [
    (other) =>
      original.label !== "" &&
      other.label === original.label &&
      sameSpan(other, original) &&
      other.kind === original.kind,
    (other) => original.kind !== "constant" && other.name === original.name,
    (other) => original.label !== "" && other.label === original.label,
    (other) => original.span !== null && sameSpan(other, original),
  ];
  for (const criterion of criteria) {
    const matches = to.nodes.filter(criterion);
    if (matches.length > 0) return atSameFraction(matches, original, from.nodes.filter(criterion)).id;
  }
  return enclosing(original, to)?.id ?? null;
}

/** The position in `to` that corresponds to `position` in `from`. */
export function samePosition(position: number, from: Trace, to: Trace): number {
  if (from.steps.length === 0 || position >= from.steps.length) return to.steps.length;
  const step = from.steps[position - 1];
  if (!step) return 0;
  const candidates = to.steps.flatMap((each, i) =>
    each.phase === step.phase ? [{ step: each, position: i + 1 }] : [],
  );
  const node = step.node === null ? null : counterpart(step.node, from, to);
  const source = step.kind === "flow" ? counterpart(step.from, from, to) : null;
  const criteria: ((other: Step) => boolean)[] = [
    (other) =>
      other.node === node &&
      other.kind === "flow" &&
      step.kind === "flow" &&
      other.from === source &&
      other.operand === step.operand,
    (other) => other.node === node && other.kind === step.kind,
    (other) => node !== null && other.node === node,
  ];
  for (const criterion of criteria) {
    const match = candidates.find((each) => criterion(each.step));
    if (match) return match.position;
  }
  return candidates[Math.floor(phaseProgress(position, step, from) * candidates.length)]?.position ?? 0;
}

/** The fraction of its phase that is over at a step, below 1. */
function phaseProgress(position: number, { phase }: Step, { steps }: Trace): number {
  const before = steps.findIndex((step) => step.phase === phase);
  const total = steps.filter((step) => step.phase === phase).length;
  return (position - 1 - before) / total;
}

function sameSpan({ span: a }: Node, { span: b }: Node): boolean {
  return a === b || (a !== null && b !== null && a.every((number, i) => number === b[i]));
}

/**
 * Among the values made by one span (a line in a loop), the one at the same relative position. If one value became
 * several, the last of them.
 */
function atSameFraction(matches: readonly Node[], original: Node, originals: readonly Node[]): Node {
  const index = originals.findIndex(({ id }) => id === original.id);
  const fraction = originals.length > 1 ? index / (originals.length - 1) : 1;
  return matches[Math.round(fraction * (matches.length - 1))]!;
}

/** The value with the shortest span that contains the span of the given node. */
function enclosing({ span }: Node, to: Trace): Node | null {
  if (!span) return null;
  const candidates = to.nodes.filter((other) => {
    if (!other.span) return false;
    const [line, column, endLine, endColumn] = other.span;
    const starts = line < span[0] || (line === span[0] && column <= span[1]);
    return starts && (endLine > span[2] || (endLine === span[2] && endColumn >= span[3]));
  });
  const size = ({ span: inner }: Node): number => (inner![2] - inner![0]) * 1e6 + inner![3] - inner![1];
  return candidates.reduce<Node | null>((best, other) => (!best || size(other) <= size(best) ? other : best), null);
}
