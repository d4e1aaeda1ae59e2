// The drawing for a trace: the one on the page where it fits, else a new layout.

import type { Result, Trace } from "./contract.js";
import { failed } from "./faults.js";
import { fourDecimals } from "./format.js";
import type { Layout } from "./layout.js";
import { type GraphDrawing, importSvg } from "./svg-import.js";

export interface TraceDrawing {
  readonly trace: Trace;
  readonly drawing: GraphDrawing;
}

/** Whether `trace` can be painted on the drawing made for another: the same graph, and no number too wide for its box. */
export function fits(trace: Trace, drawn: Trace): boolean {
  if (trace.dot === drawn.dot) return true;
  if (trace.nodes.length !== drawn.nodes.length) return false;
  return trace.nodes.every((node, i) => {
    const other = drawn.nodes[i]!;
    return (
      node.name === other.name &&
      node.op === other.op &&
      node.parents.length === other.parents.length &&
      node.parents.every((parent, k) => parent === other.parents[k]) &&
      width(node) <= width(other)
    );
  });
}

/** The drawing that is at hand already, without any waiting. */
export function drawingAtHand(trace: Trace, layout: Layout): Result<TraceDrawing> | null {
  const svg = layout.kept(trace.dot);
  return svg === null ? null : imported(trace, svg);
}

/** Lay the graph out; rejects only when `signal` is aborted or a newer graph takes its place. */
export async function newDrawing(trace: Trace, layout: Layout, signal: AbortSignal): Promise<Result<TraceDrawing>> {
  const drawn = await layout.draw(trace.dot, signal);
  return drawn.ok ? imported(trace, drawn.value) : drawn;
}

function imported(trace: Trace, svg: string): Result<TraceDrawing> {
  try {
    return { ok: true, value: { trace, drawing: importSvg(svg, trace.nodes.length) } };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), "The table of values shows all of it.");
  }
}

/** Characters that the box of a value must hold. */
function width(node: Trace["nodes"][number]): number {
  return Math.max(node.name.length, fourDecimals(node.data).length + 5, fourDecimals(node.grad).length + 5);
}
