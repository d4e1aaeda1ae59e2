// Alternative text and title of a graph's picture. The alternative text matches that of the server
// (web/pictures/alt_text.py).

import { plain } from "../lib/format.js";
import type { Node, Trace } from "./contract.js";

/** The title of a trace that stands alone: on paper, in a file. */
export function traceTitle({ roots, nodes }: Trace): string {
  const names = roots.map((root) => nodes[root]!.name).join(", ");
  return names ? `The gradients of ${names}, step by step` : "The values, step by step";
}

/** Up to this number of values, an alternative text lists all of them. */
const MAX_LISTED = 12;

/** The values with their data and grad; only their number if there are many. */
export function altTextOf(trace: Trace): string {
  const nodes = trace.nodes.filter(({ kind }) => kind !== "constant");
  const root = trace.nodes[trace.roots.at(-1)!]!;
  if (nodes.length > MAX_LISTED) return `A graph of ${trace.nodes.length} values that ends in ${describe(root)}.`;
  return `The graph: ${nodes.map(describe).join("; ")}.`;
}

function describe({ name, data, grad }: Node): string {
  return `${name} has data ${plain(data)} and grad ${plain(grad)}`;
}
