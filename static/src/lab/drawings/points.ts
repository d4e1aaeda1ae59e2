// The points over the plane: circles have the label 1, squares -1. They change rarely: drawn once, copied in every frame.

import type { Palette } from "./palette.js";
import type { Plane } from "./plane.js";

/** Shapes of equal area: half a square's side is this much of a circle's radius. */
const SQUARE = Math.sqrt(Math.PI) / 2;
const TURN = 2 * Math.PI;
/** Points near a click that are meant by it, in pixels beyond their own size. */
const REACH = 5;

type Points = readonly (readonly number[])[];

/** Smaller, the more there are. */
function radiusOf(count: number): number {
  return count <= 150 ? 4.5 : count <= 600 ? 3.5 : count <= 2500 ? 2.5 : 1.75;
}

export function drawPoints(
  context: OffscreenCanvasRenderingContext2D,
  points: Points,
  { x, y }: Plane,
  inks: Palette,
): void {
  const radius = radiusOf(points.length);
  for (const label of [-1, 1]) {
    const shapes = new Path2D();
    for (const point of points)
      if (point[2]! > 0 === label > 0) shape(shapes, x.at(point[0]!), y.at(point[1]!), radius, label);
    context.lineWidth = radius > 3 ? 2.5 : 1;
    context.strokeStyle = inks.paper;
    context.stroke(shapes);
    context.fillStyle = label > 0 ? inks.positive : inks.negative;
    context.fill(shapes);
  }
}

export function shape(path: Path2D | CanvasPath, x: number, y: number, radius: number, label: number): void {
  if (label > 0) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, TURN);
  } else {
    const half = radius * SQUARE;
    path.rect(x - half, y - half, 2 * half, 2 * half);
  }
}

/** Whether there are so many points that a wrong one has a dark core: rings would cover everything. */
export function crowded(count: number): boolean {
  return radiusOf(count) < 3;
}

/** Rings around those that the network has wrong, or dark cores. */
export function drawWrong(
  context: CanvasRenderingContext2D,
  points: Points,
  wrong: readonly boolean[],
  { x, y }: Plane,
  inks: Palette,
): void {
  const cores = crowded(points.length);
  const core = radiusOf(points.length);
  const radius = core + 3;
  const rings = new Path2D();
  context.fillStyle = inks.ink;
  for (let row = 0; row < points.length; row += 1) {
    if (!wrong[row]) continue;
    const [left, top] = [x.at(points[row]![0]!), y.at(points[row]![1]!)];
    if (cores) {
      context.fillRect(left - core / 2, top - core / 2, core, core);
    } else {
      rings.moveTo(left + radius, top);
      rings.arc(left, top, radius, 0, TURN);
    }
  }
  context.strokeStyle = inks.ink;
  context.lineWidth = 1.5;
  context.stroke(rings);
}

/** The point that is chosen: a ring with four marks, which no wrong point has. */
export function drawChosen(
  context: CanvasRenderingContext2D,
  point: readonly number[],
  { x, y }: Plane,
  inks: Palette,
): void {
  const [left, top, radius] = [x.at(point[0]!), y.at(point[1]!), 10];
  const ring = new Path2D();
  ring.arc(left, top, radius, 0, TURN);
  for (const [across, down] of [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ] as const) {
    ring.moveTo(left + across * radius, top + down * radius);
    ring.lineTo(left + across * (radius + 5), top + down * (radius + 5));
  }
  for (const [ink, width] of [
    [inks.paper, 5],
    [inks.focus, 2.5],
  ] as const) {
    context.strokeStyle = ink;
    context.lineWidth = width;
    context.stroke(ring);
  }
}

/** The row of the point that a click here means; null between the points. */
export function pointAt(points: Points, { x, y }: Plane, left: number, top: number): number | null {
  let found: number | null = null;
  let nearest = radiusOf(points.length) + REACH;
  points.forEach(([px, py], row) => {
    const distance = Math.hypot(x.at(px!) - left, y.at(py!) - top);
    if (distance < nearest) [found, nearest] = [row, distance];
  });
  return found;
}
