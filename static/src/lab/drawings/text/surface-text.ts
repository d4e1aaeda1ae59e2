// Text descriptions of the plane.

import { plain } from "../../../lib/format.js";
import type { Grid } from "../../training/frames.js";
import { interpolateScore } from "../heatmap.js";

export function describePosition(x: number, y: number, grid: Grid | null): string {
  const position = `x1 = ${decimals(x)}, x2 = ${decimals(y)}`;
  return grid ? `${position}, score ${decimals(interpolateScore(grid, x, y))}` : position;
}

export function describeCorrect(points: number, wrong: readonly boolean[]): string {
  return wrong.length === 0 ? "" : `${points - wrong.filter(Boolean).length} of ${points} points on their side`;
}

export function describeSurface(
  name: string,
  points: readonly (readonly number[])[],
  grid: Grid | null,
  wrong: readonly boolean[],
  chosen: number | null,
): string {
  const positive = points.filter((point) => point[2]! > 0).length;
  const counts = `${positive} points of label 1 and ${points.length - positive} of label −1`;
  const sentences = [`${name ? `${name}: plane` : "Plane"} of x1 and x2 with ${counts}.`];
  if (grid) {
    const above = grid.scores.filter((score) => score > 0).length / grid.scores.length;
    sentences.push(`The score is above 0 on ${Math.round(100 * above)} % of the plane.`);
    const wrongCount = wrong.filter(Boolean).length;
    sentences.push(
      wrongCount === 0
        ? "Every point is on its side."
        : `${wrongCount} ${wrongCount === 1 ? "point is" : "points are"} on the wrong side.`,
    );
  }
  const point = chosen === null ? undefined : points[chosen];
  if (point)
    sentences.push(`Chosen: the point at ${plain(point[0]!)}, ${plain(point[1]!)} with label ${plain(point[2]!)}.`);
  return sentences.join(" ");
}

function decimals(value: number): string {
  return Math.abs(value) < 1000 ? value.toFixed(2).replace("-", "−") : plain(value);
}
