// Display names of values, fields and operations.

import type { Field, Node, NodeId, Trace } from "./contract.js";

export function nameOf(trace: Trace, node: NodeId): string {
  return trace.nodes[node]!.name;
}

/** The name of a field: "a.grad", "(b - a).grad". */
export function fieldOf(trace: Trace, node: NodeId, field: Field): string {
  const name = nameOf(trace, node);
  return /[\s+*/(-]/.test(name) ? `(${name}).${field}` : `${name}.${field}`;
}

/** The operation that made a value: "a * b", "tanh(n)"; the node's kind if there is none: "leaf". */
export function expressionOf(trace: Trace, node: Node): string {
  const [first, second] = node.parents.map((parent) => nameOf(trace, parent));
  if (first === undefined) return node.kind;
  if (second !== undefined)
    return /^\w/.test(node.op) ? `${node.op}(${first}, ${second})` : `${first} ${node.op} ${second}`;
  if (node.op.startsWith("**")) return `${first}${node.op}`;
  return /^\w/.test(node.op) ? `${node.op}(${first})` : `${node.op}${first}`;
}
