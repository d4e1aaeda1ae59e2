// The drawing for a picture: the one on the page where it fits, else a new layout.

import { failure } from "../backend/errors.js";
import { fourDecimals } from "../lib/format.js";
import type { Picture, Result, Trace } from "../trace/contract.js";
import type { LayoutClient } from "./layout-client.js";
import { type GraphDrawing, importSvg } from "./svg-import.js";

/** What is drawn of a trace: its own picture, or one folded otherwise. */
export interface DrawingSubject {
  readonly trace: Trace;
  readonly picture: Picture;
}

/** Where drawings come from. */
export type LayoutSource = Pick<LayoutClient, "cachedDrawing" | "draw">;

export interface LaidOutGraph extends DrawingSubject {
  readonly drawing: GraphDrawing;
}

/**
 * Whether `wanted` can be painted on the drawing made for `drawn`: the same graph, and no number too wide for its box. While the
 * reader moves a leaf boxes stay where they are: a number that is too wide is drawn narrower.
 */
export function canReuseDrawing(wanted: DrawingSubject, drawn: DrawingSubject): boolean {
  if (wanted.picture.dot === drawn.picture.dot) return true;
  if (withoutNumbers(wanted.picture.dot) !== withoutNumbers(drawn.picture.dot)) return false;
  if (wanted.trace.source === drawn.trace.source) return true;
  return wanted.trace.nodes.every((node, i) => width(node) <= width(drawn.trace.nodes[i]!));
}

function withoutNumbers(dot: string): string {
  return dot.replace(/\|data\\ [^|]*\|grad\\ [^"]*"/g, '|"');
}

/** The drawing that is at hand already, without any waiting. */
export function cachedDrawing(subject: DrawingSubject, layout: LayoutSource): Result<LaidOutGraph> | null {
  const svg = layout.cachedDrawing(subject.picture.dot);
  return svg === null ? null : imported(subject, svg);
}

/** Lay the graph out; rejects only when `signal` is aborted or a newer graph takes its place. */
export async function computeDrawing(
  subject: DrawingSubject,
  layout: LayoutSource,
  signal: AbortSignal,
): Promise<Result<LaidOutGraph>> {
  const svg = await layout.draw(subject.picture.dot, signal);
  return svg.ok ? imported(subject, svg.value) : svg;
}

function imported(subject: DrawingSubject, svg: string): Result<LaidOutGraph> {
  try {
    return { ok: true, value: { ...subject, drawing: importSvg(svg) } };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error), "The table of values shows all of it.");
  }
}

/** Characters that the box of a value must hold. */
function width(node: Trace["nodes"][number]): number {
  return Math.max(node.name.length, fourDecimals(node.data).length + 5, fourDecimals(node.grad).length + 5);
}
