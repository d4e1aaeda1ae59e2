// The same place in another trace of the same program: which value is meant at another level of detail, and which step.

import type { Node, NodeId, Step, Trace } from "./contract.js";

/** The value of `to` that stands for `node` of `from`: the one with its label, its name, its text; null where there is none. */
export function counterpart(node: NodeId, from: Trace, to: Trace): NodeId | null {
  if (from === to) return node;
  const wanted = from.nodes[node]!;
  const alike: ((other: Node) => boolean)[] = [
    (other) =>
      wanted.label !== "" && other.label === wanted.label && isSpan(other, wanted) && other.kind === wanted.kind,
    (other) => wanted.kind !== "constant" && other.name === wanted.name,
    (other) => wanted.label !== "" && other.label === wanted.label,
    (other) => wanted.span !== null && isSpan(other, wanted),
  ];
  for (const is of alike) {
    const theirs = to.nodes.filter(is);
    if (theirs.length > 0) return nth(theirs, wanted, from.nodes.filter(is)).id;
  }
  return around(wanted, to)?.id ?? null;
}

/** The position in `to` that tells what position `position` of `from` tells. */
export function samePosition(position: number, from: Trace, to: Trace): number {
  if (from.steps.length === 0 || position >= from.steps.length) return to.steps.length;
  const step = from.steps[position - 1];
  if (!step) return 0;
  const phase = to.steps.flatMap((each, i) => (each.phase === step.phase ? [{ step: each, position: i + 1 }] : []));
  const node = step.node === null ? null : counterpart(step.node, from, to);
  const source = step.kind === "flow" ? counterpart(step.from, from, to) : null;
  const alike: ((other: Step) => boolean)[] = [
    (other) =>
      other.node === node &&
      other.kind === "flow" &&
      step.kind === "flow" &&
      other.from === source &&
      other.operand === step.operand,
    (other) => other.node === node && other.kind === step.kind,
    (other) => node !== null && other.node === node,
  ];
  for (const is of alike) {
    const found = phase.find((each) => is(each.step));
    if (found) return found.position;
  }
  return phase[Math.floor(part(position, step, from) * phase.length)]?.position ?? 0;
}

/** How much of its phase is over at a step, below 1. */
function part(position: number, { phase }: Step, { steps }: Trace): number {
  const before = steps.findIndex((step) => step.phase === phase);
  const all = steps.filter((step) => step.phase === phase).length;
  return (position - 1 - before) / all;
}

function isSpan({ span: a }: Node, { span: b }: Node): boolean {
  return a === b || (a !== null && b !== null && a.every((number, i) => number === b[i]));
}

/** Of the values that one text made (a line in a loop), the one as far along; of one that became several, the last. */
function nth(theirs: readonly Node[], wanted: Node, ours: readonly Node[]): Node {
  const turn = ours.findIndex(({ id }) => id === wanted.id);
  const along = ours.length > 1 ? turn / (ours.length - 1) : 1;
  return theirs[Math.round(along * (theirs.length - 1))]!;
}

/** The value with the shortest text around that of `wanted`. */
function around({ span }: Node, to: Trace): Node | null {
  if (!span) return null;
  const holds = to.nodes.filter((other) => {
    if (!other.span) return false;
    const [line, column, endLine, endColumn] = other.span;
    const starts = line < span[0] || (line === span[0] && column <= span[1]);
    return starts && (endLine > span[2] || (endLine === span[2] && endColumn >= span[3]));
  });
  const size = ({ span: own }: Node): number => (own![2] - own![0]) * 1e6 + own![3] - own![1];
  return holds.reduce<Node | null>((best, other) => (!best || size(other) <= size(best) ? other : best), null);
}
