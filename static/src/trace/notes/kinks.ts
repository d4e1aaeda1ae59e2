// Operations that stand on their kink between a value and the root: there backward() takes a slope by a rule, and the
// root may have another one on each side.

import type { Node, NodeId, Trace } from "../contract.js";

/** The names of these operations, each once, in the order in which the program computes them. */
export function kinksBetween(trace: Trace, node: NodeId, root: NodeId): readonly string[] {
  const dependents = new Set([node]);
  for (const { id, parents } of trace.nodes)
    if (id > node && parents.some((parent) => dependents.has(parent))) dependents.add(id);
  const used = new Set([root]);
  for (const { id, parents } of trace.nodes.toReversed()) if (used.has(id)) for (const each of parents) used.add(each);
  const kinks = trace.nodes.filter(
    (each) => each.id !== node && dependents.has(each.id) && used.has(each.id) && isOnKink(trace, each),
  );
  return [...new Set(kinks.map(({ op }) => op))];
}

function isOnKink(trace: Trace, { op, parents }: Node): boolean {
  const [first, second] = parents;
  if (first === undefined) return false;
  if (op === "relu" || op === "abs") return trace.nodes[first]!.data === 0;
  if (op !== "max" && op !== "min") return false;
  return second !== undefined && second !== first && trace.nodes[first]!.data === trace.nodes[second]!.data;
}

/** "relu on its kink", "relu and abs on their kinks" */
export function describeKinks(kinks: readonly string[]): string {
  const names = kinks.length > 1 ? `${kinks.slice(0, -1).join(", ")} and ${kinks.at(-1)}` : kinks.join("");
  return `${names} on ${kinks.length > 1 ? "their kinks" : "its kink"}`;
}
