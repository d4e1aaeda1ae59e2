// Arrowheads of the backward phase, at the operands' ends of the edges: arrows point with the flow of the phase. Which
// of the two heads is seen is up to the style sheet.

import { createSvg } from "../lib/dom/svg.js";
import { type Point, polyline } from "../lib/path-points.js";

/** Length and half of the width of a head, in the drawing's units; styles/graph.css shortens the line by as much. */
const LENGTH = 8;
const HALF_WIDTH = 3.5;

export class BackwardArrows {
  readonly #heads: SVGGElement[];

  constructor(edges: Iterable<SVGGElement>) {
    this.#heads = [...edges].flatMap((edge) => {
      const head = headOf(edge);
      return head ? [head] : [];
    });
  }

  remove(): void {
    for (const head of this.#heads) head.remove();
  }
}

/** The head, and the piece of line in place of the forward head. */
function headOf(edge: SVGGElement): SVGGElement | null {
  const line = polyline(edge.querySelector("path")?.getAttribute("d") ?? "");
  const corners = polyline(`M${edge.querySelector("polygon")?.getAttribute("points") ?? ""}`);
  const [tip, end] = [line[0], line.at(-1)];
  const inner = line.find((point) => tip && distance(tip, point) >= LENGTH) ?? end;
  if (!tip || !inner || !end || corners.length === 0 || distance(tip, inner) === 0) return null;
  const along = { x: (inner.x - tip.x) / distance(tip, inner), y: (inner.y - tip.y) / distance(tip, inner) };
  const base = { x: tip.x + LENGTH * along.x, y: tip.y + LENGTH * along.y };
  const points = [tip, ...[1, -1].map((side) => aside(base, along, side * HALF_WIDTH))];
  const forwardTip = corners.reduce((far, corner) => (distance(corner, end) > distance(far, end) ? corner : far));
  const group = createSvg("g", { class: "backward-head" });
  group.append(
    createSvg("polygon", { points: points.map(({ x, y }) => `${x},${y}`).join(" ") }),
    createSvg("path", { d: `M${end.x},${end.y}L${forwardTip.x},${forwardTip.y}` }),
  );
  edge.append(group);
  return group;
}

function aside({ x, y }: Point, along: Point, by: number): Point {
  return { x: x - along.y * by, y: y + along.x * by };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
