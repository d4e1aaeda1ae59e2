// Values shown beside each line of the program.

import type { NodeId, Trace } from "./contract.js";

/** The named nodes of each line, by line number, in the order of creation. */
export type ValuesByLine = ReadonlyMap<number, readonly NodeId[]>;

export function valuesByLine(trace: Trace): ValuesByLine {
  const lines = new Map<number, NodeId[]>();
  for (const node of trace.nodes) {
    // A network's parameters have names too, but are not shown at the line that creates all of them.
    if (!node.label || !node.span || node.group.length > 0) continue;
    const line = lines.get(node.span[0]);
    if (line) line.push(node.id);
    else lines.set(node.span[0], [node.id]);
  }
  return lines;
}
