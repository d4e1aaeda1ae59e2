// Keyboard navigation from value to value, in the order of creation and along the edges, and its announcements.

import { plain } from "../lib/format.js";
import type { NodeId, Trace } from "../trace/contract.js";
import { expressionOf, fieldOf } from "../trace/names.js";
import { gradNotes } from "../trace/notes/annotations.js";
import type { State } from "../trace/playback/snapshot.js";

/** The value after (or before) the one pointed at; wraps around at both ends. */
export function nextNode(trace: Trace, pointed: NodeId | null, back: boolean): NodeId | null {
  const count = trace.nodes.length;
  if (count === 0) return null;
  if (pointed === null) return back ? count - 1 : 0;
  return (pointed + (back ? count - 1 : 1)) % count;
}

/** "e: a * b, e.data is −6, e.grad is not known yet." A wrong gradient is followed by what it should be. */
export function nodeDescription(trace: Trace, state: State, node: NodeId): string {
  const { name } = trace.nodes[node]!;
  const fields = (["data", "grad"] as const).map((field) => {
    const value = state[field][node] ?? null;
    return `${fieldOf(trace, node, field)} is ${value === null ? "not known yet" : plain(value)}`;
  });
  const notes = gradNotes(trace, state.position).filter((note) => note.node === node);
  const parts = [...fields, ...notes.map(({ short }) => short)];
  return `${name}: ${expressionOf(trace, trace.nodes[node]!)}, ${parts.join(", ")}.`;
}

/** Values reached by a walk along the edges, and what they are: "operand of e". */
export interface Choices {
  readonly nodes: readonly NodeId[];
  readonly role: "operand" | "user";
  readonly of: NodeId;
}

/** The values that a walk from `node` can reach, each once. */
export function choicesFrom({ nodes }: Trace, node: NodeId, role: Choices["role"]): Choices {
  const reached =
    role === "operand"
      ? nodes[node]!.parents
      : nodes.filter(({ parents }) => parents.includes(node)).map(({ id }) => id);
  return { nodes: [...new Set(reached)], role, of: node };
}

/** "Operand 2 of 2 of e." or "a has no operands." */
export function walkDescription(trace: Trace, { nodes, role, of }: Choices, reached: NodeId): string {
  const { name } = trace.nodes[of]!;
  if (nodes.length === 0) return role === "operand" ? `${name} has no operands.` : `No value uses ${name}.`;
  const word = role === "operand" ? "Operand" : "User";
  return `${word} ${nodes.indexOf(reached) + 1} of ${nodes.length} of ${name}.`;
}
