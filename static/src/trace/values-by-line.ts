// Which values stand beside which line of the program.

import type { NodeId, Trace } from "./contract.js";

/** The nodes to show beside each line, by line number: the program's names, the last one on the line at the end. */
export type ValuesByLine = ReadonlyMap<number, readonly NodeId[]>;

export function valuesByLine(trace: Trace): ValuesByLine {
  const lines = new Map<number, NodeId[]>();
  for (const node of trace.nodes) {
    // The parameters of a network have names of their own, but not on the line that makes them all.
    if (!node.label || !node.span || node.group.length > 0) continue;
    const line = lines.get(node.span[0]);
    if (line) line.push(node.id);
    else lines.set(node.span[0], [node.id]);
  }
  return lines;
}
