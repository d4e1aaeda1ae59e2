// How the panels write values and operations in plain text.

import type { Node, NodeId, Trace } from "./contract.js";
import { fourDecimals } from "./format.js";

/** Four decimals at most, for running text and small tables. */
export function short(value: number): string {
  const text = fourDecimals(value);
  return text.includes("e") ? text.replace(/\.?0+e/, "e") : text.replace(/\.?0+$/, "");
}

export function nameOf(trace: Trace, node: NodeId): string {
  return trace.nodes[node]!.name;
}

/** What made a value: "a * b", "tanh(n)", "leaf". */
export function madeBy(trace: Trace, node: Node): string {
  const [first, second] = node.parents.map((parent) => nameOf(trace, parent));
  if (first === undefined) return node.kind;
  if (second !== undefined) return /^\w/.test(node.op) ? `${node.op}(${first}, ${second})` : `${first} ${node.op} ${second}`;
  if (node.op.startsWith("**")) return `${first}${node.op}`;
  return /^\w/.test(node.op) ? `${node.op}(${first})` : `${node.op}${first}`;
}
