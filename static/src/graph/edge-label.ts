// Label of an edge with the local derivative of a contribution: "× b = −3". It never covers a box or an operator.

import { createSvg } from "../lib/dom/svg.js";
import { plain } from "../lib/format.js";
import { midpoint, type Point } from "../lib/path-points.js";
import { overlap, type Rect } from "../lib/rect.js";
import type { FlowStep, Trace } from "../trace/contract.js";

/** A longer label is the number alone: a long name does not fit between two boxes. */
const MAX_CHARACTERS = 14;

/** The derivative of a product is the other operand, which is then named; elsewhere the number is enough. */
export function edgeLabel(trace: Trace, flow: FlowStep): string {
  const { op, parents } = trace.nodes[flow.from]!;
  const other = op === "*" && parents.length === 2 ? trace.nodes[parents[1 - flow.operand]!] : undefined;
  const value = plain(flow.local);
  const named = other && other.name !== value ? `× ${other.name} = ${value}` : "";
  return named && named.length <= MAX_CHARACTERS ? named : `× ${value}`;
}

// Width of a character, height of the text, and its baseline below its middle, in the drawing's units.
const CHARACTER_WIDTH = 8.5;
const HEIGHT = 16;
const BASELINE = 5;
const MARGIN = 4;

/** Offsets from the middle of the edge that are tried, the nearest first. */
const OFFSETS: readonly Point[] = Array.from({ length: 25 * 61 }, (_, i) => ({
  x: 8 * ((i % 25) - 12),
  y: 6 * (Math.floor(i / 25) - 30),
})).sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));

/**
 * The rectangle for a text near the middle of `line`: inside `bounds`, and off the obstacles and the line itself. Null
 * if there is none.
 */
export function placeLabel(
  line: readonly Point[],
  characters: number,
  obstacles: readonly Rect[],
  bounds: Rect,
): Rect | null {
  const middle = midpoint(line);
  const width = CHARACTER_WIDTH * characters + 2 * MARGIN;
  const near = { x: middle.x - 96 - width, y: middle.y - 196, width: 192 + 2 * width, height: 392 };
  const taken = [...obstacles.filter((rect) => overlap(rect, near)), ...pointsOn(line).map(around)];
  for (const offset of OFFSETS) {
    const rect = {
      x: middle.x + offset.x - width / 2,
      y: middle.y + offset.y - HEIGHT / 2,
      width,
      height: HEIGHT,
    };
    if (contains(bounds, rect) && !taken.some((each) => overlap(each, rect))) return rect;
  }
  return null;
}

/** The points of the line, and those halfway between them. */
function pointsOn(line: readonly Point[]): Point[] {
  return line.flatMap((point, i) => {
    const next = line[i + 1] ?? point;
    return [0, 0.25, 0.5, 0.75].map((t) => ({
      x: point.x + t * (next.x - point.x),
      y: point.y + t * (next.y - point.y),
    }));
  });
}

function around({ x, y }: Point): Rect {
  return { x: x - 3, y: y - 3, width: 6, height: 6 };
}

function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export class EdgeLabel {
  readonly #text = createSvg("text", { class: "edge-label", "text-anchor": "middle" });

  constructor(content: SVGGElement) {
    content.append(this.#text);
  }

  remove(): void {
    this.#text.remove();
  }

  hide(): void {
    if (this.#text.textContent) this.#text.textContent = "";
  }

  show(line: readonly Point[], text: string, obstacles: readonly Rect[], bounds: Rect): void {
    const rect = placeLabel(line, text.length, obstacles, bounds);
    if (!rect) return this.hide();
    this.#text.setAttribute("x", String(rect.x + rect.width / 2));
    this.#text.setAttribute("y", String(rect.y + rect.height / 2 + BASELINE));
    this.#text.textContent = text;
  }
}
