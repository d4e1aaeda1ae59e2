// Marks of a plot as SVG: curves with gaps, tangents, arrows and points.

import { type SVGTemplateResult, svg } from "lit";
import type { Scale } from "./scale.js";

export type Point = readonly [x: number, y: number];

/** Clamp for pixel coordinates: far outside every plot, and browsers draw larger numbers wrongly. */
const MAX_PIXEL = 1e5;

export function curve(points: readonly Point[], x: Scale, y: Scale, name: string): SVGTemplateResult {
  return svg`<path class="plot-line ${name}" d=${curvePath(points, x, y)} />`;
}

/** A path through the points, interrupted at points that are not finite. */
export function curvePath(points: readonly Point[], x: Scale, y: Scale): string {
  let path = "";
  let drawing = false;
  for (const [px, py] of points) {
    const [left, top] = [x.at(px), y.at(py)];
    const visible = Number.isFinite(left) && Number.isFinite(top);
    if (visible) path += `${drawing ? "L" : "M"}${pixel(left)} ${pixel(top)}`;
    drawing = visible;
  }
  return path;
}

/** The line through a point with the given slope, across the whole domain. */
export function tangent([atX, atY]: Point, slope: number, x: Scale, y: Scale): SVGTemplateResult {
  const ends = x.domain.map((end): Point => [end, atY + slope * (end - atX)]);
  return curve(ends, x, y, "plot-tangent");
}

export function dot([atX, atY]: Point, x: Scale, y: Scale, name: string, radius: number): SVGTemplateResult {
  const [left, top] = [x.at(atX), y.at(atY)];
  if (!Number.isFinite(left) || !Number.isFinite(top)) return svg``;
  return svg`<circle class=${name} cx=${pixel(left)} cy=${pixel(top)} r=${radius} />`;
}

/**
 * An arrow of `length` pixels from a point in the direction of the gradient in this plot; empty if that is not finite
 * or zero.
 */
export function arrow(
  [atX, atY]: Point,
  [gx, gy]: Point,
  x: Scale,
  y: Scale,
  length: number,
  name: string,
): SVGTemplateResult {
  const start = [x.at(atX), y.at(atY)] as const;
  // Normalized by the larger component: squares of very large or very small gradients overflow or underflow.
  const size = Math.max(Math.abs(gx), Math.abs(gy));
  const across = (gx / size) * (x.at(1) - x.at(0));
  const down = (gy / size) * (y.at(1) - y.at(0));
  const pixels = Math.hypot(across, down);
  if (!(pixels > 0) || !Number.isFinite(pixels)) return svg``;
  const [ux, uy] = [across / pixels, down / pixels];
  const end = [start[0] + ux * length, start[1] + uy * length] as const;
  const base = [end[0] - ux * HEAD, end[1] - uy * HEAD] as const;
  const side = [-uy * HEAD * 0.45, ux * HEAD * 0.45] as const;
  const corner = (sign: number): string => `${pixel(base[0] + sign * side[0])} ${pixel(base[1] + sign * side[1])}`;
  return svg`
    <path class="plot-line ${name}" d="M${pixel(start[0])} ${pixel(start[1])}L${pixel(base[0])} ${pixel(base[1])}" />
    <path class="plot-head ${name}" d="M${pixel(end[0])} ${pixel(end[1])}L${corner(1)}L${corner(-1)}Z" />`;
}

const HEAD = 12; // pixels

function pixel(value: number): number {
  return Math.round(Math.min(Math.max(value, -MAX_PIXEL), MAX_PIXEL) * 100) / 100;
}
