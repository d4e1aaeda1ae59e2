// Drawings of a picture: an existing drawing if it can be reused, else a new layout.

import { failure } from "../backend/errors.js";
import { plain } from "../lib/format.js";
import type { Picture, Result, Trace } from "../trace/contract.js";
import type { LayoutClient } from "./layout-client.js";
import { type GraphDrawing, importSvg } from "./svg-import.js";

/** The number of characters that every cell has room for (engine/trace/draw.py). */
const MIN_CELL = 6;

/** A trace and the picture to draw of it: its own, or one with another folding. */
export interface DrawingSubject {
  readonly trace: Trace;
  readonly picture: Picture;
}

/** A source of laid-out SVG. */
export type LayoutSource = Pick<LayoutClient, "cachedDrawing" | "draw">;

export interface LaidOutGraph extends DrawingSubject {
  readonly drawing: GraphDrawing;
}

/**
 * Whether `subject` can be painted on the drawing made for `drawn`: the same graph, and no number too wide for its box.
 * For the same source, as while the user moves a leaf's slider, boxes stay in place and a number that is too wide is
 * condensed.
 */
export function canReuseDrawing(subject: DrawingSubject, drawn: DrawingSubject): boolean {
  if (subject.picture.dot === drawn.picture.dot) return true;
  if (subject.picture.shape !== drawn.picture.shape) return false;
  if (subject.trace.source === drawn.trace.source) return true;
  return subject.trace.nodes.every((node, i) => boxWidth(node) <= boxWidth(drawn.trace.nodes[i]!));
}

/** The drawing, if its layout is cached; synchronous. */
export function cachedDrawing(subject: DrawingSubject, layout: LayoutSource): Result<LaidOutGraph> | null {
  const svg = layout.cachedDrawing(subject.picture.dot);
  return svg === null ? null : importDrawing(subject, svg);
}

/** Lays the graph out. Rejects only when `signal` is aborted or a newer layout supersedes this one. */
export async function computeDrawing(
  subject: DrawingSubject,
  layout: LayoutSource,
  signal: AbortSignal,
): Promise<Result<LaidOutGraph>> {
  const svg = await layout.draw(subject.picture.dot, signal);
  return svg.ok ? importDrawing(subject, svg.value) : svg;
}

function importDrawing(subject: DrawingSubject, svg: string): Result<LaidOutGraph> {
  try {
    return { ok: true, value: { ...subject, drawing: importSvg(svg) } };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error), "The table of values shows all of it.");
  }
}

/** The width of a value's box in characters: its name, or two cells that are wide enough for the longer number. */
function boxWidth(node: Trace["nodes"][number]): number {
  return Math.max(node.name.length, 2 * Math.max(MIN_CELL, plain(node.data).length, plain(node.grad).length));
}
