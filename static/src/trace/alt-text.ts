// A graph in words, as web/pictures.py has it: for those who do not see a picture of it.

import { plain } from "../lib/format.js";
import type { Node, Trace } from "./contract.js";

/** What a trace is called where it stands alone: on paper, in a file. */
export function traceTitle({ roots, nodes }: Trace): string {
  const names = roots.map((root) => nodes[root]!.name).join(", ");
  return names ? `The gradients of ${names}, step by step` : "The values, step by step";
}

/** Values that an alternative text names. */
const MOST = 12;

/** The values with their data and grad, or how many there are. */
export function altTextOf(trace: Trace): string {
  const nodes = trace.nodes.filter(({ kind }) => kind !== "constant");
  const root = trace.nodes[trace.roots.at(-1)!]!;
  if (nodes.length > MOST) return `A graph of ${trace.nodes.length} values that ends in ${value(root)}.`;
  return `The graph: ${nodes.map(value).join("; ")}.`;
}

function value({ name, data, grad }: Node): string {
  return `${name} has data ${plain(data)} and grad ${plain(grad)}`;
}
