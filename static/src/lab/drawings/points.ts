// Paints the points on the plane: circles for the label 1, squares for -1; rings around misclassified points.

import type { Palette } from "./palette.js";
import type { PlaneScales } from "./plane-scales.js";

/** Half the side of a square with the area of a circle of radius 1. */
const SQUARE = Math.sqrt(Math.PI) / 2;
const TURN = 2 * Math.PI;
/** A click hits a point up to this many pixels beyond its radius. */
const CLICK_MARGIN = 5;

type Points = readonly (readonly number[])[];

/** Radius in pixels: the more points, the smaller. */
function radiusOf(count: number): number {
  return count <= 150 ? 4.5 : count <= 600 ? 3.5 : count <= 2500 ? 2.5 : 1.75;
}

export function drawPoints(
  context: OffscreenCanvasRenderingContext2D,
  points: Points,
  { x, y }: PlaneScales,
  palette: Palette,
): void {
  const radius = radiusOf(points.length);
  for (const label of [-1, 1]) {
    const shapes = new Path2D();
    for (const point of points)
      if (point[2]! > 0 === label > 0) addShape(shapes, x.at(point[0]!), y.at(point[1]!), radius, label);
    context.lineWidth = radius > 3 ? 2.5 : 1;
    context.strokeStyle = palette.paper;
    context.stroke(shapes);
    context.fillStyle = label > 0 ? palette.positive : palette.negative;
    context.fill(shapes);
  }
}

function addShape(path: Path2D | CanvasPath, x: number, y: number, radius: number, label: number): void {
  if (label > 0) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, TURN);
  } else {
    const half = radius * SQUARE;
    path.rect(x - half, y - half, 2 * half, 2 * half);
  }
}

/** Whether misclassified points have dark cores: rings around so many points would cover everything. */
export function crowded(count: number): boolean {
  return radiusOf(count) < 3;
}

/** Rings around misclassified points, or dark cores if the points are crowded. */
export function drawMisclassified(
  context: CanvasRenderingContext2D,
  points: Points,
  wrong: readonly boolean[],
  { x, y }: PlaneScales,
  palette: Palette,
): void {
  const asCores = crowded(points.length);
  const size = radiusOf(points.length);
  const radius = size + 3;
  const rings = new Path2D();
  context.fillStyle = palette.ink;
  for (let row = 0; row < points.length; row += 1) {
    if (!wrong[row]) continue;
    const [left, top] = [x.at(points[row]![0]!), y.at(points[row]![1]!)];
    if (asCores) {
      context.fillRect(left - size / 2, top - size / 2, size, size);
    } else {
      rings.moveTo(left + radius, top);
      rings.arc(left, top, radius, 0, TURN);
    }
  }
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  context.stroke(rings);
}

/** A ring with four ticks around the chosen point; the ticks tell it from a misclassified one. */
export function drawChosen(
  context: CanvasRenderingContext2D,
  point: readonly number[],
  { x, y }: PlaneScales,
  palette: Palette,
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
    [palette.paper, 5],
    [palette.focus, 2.5],
  ] as const) {
    context.strokeStyle = ink;
    context.lineWidth = width;
    context.stroke(ring);
  }
}

/** Index of the point at a position in pixels; null between the points. */
export function pointAt(points: Points, { x, y }: PlaneScales, left: number, top: number): number | null {
  let found: number | null = null;
  let nearest = radiusOf(points.length) + CLICK_MARGIN;
  points.forEach(([px, py], row) => {
    const distance = Math.hypot(x.at(px!) - left, y.at(py!) - top);
    if (distance < nearest) [found, nearest] = [row, distance];
  });
  return found;
}
