// The plane in words.

import { plain } from "../../../lib/format.js";
import type { Grid } from "../../training/frames.js";
import { scoreAt } from "../heatmap.js";

export function placeWords(x: number, y: number, grid: Grid | null): string {
  const place = `x1 = ${decimals(x)}, x2 = ${decimals(y)}`;
  return grid ? `${place}, score ${decimals(scoreAt(grid, x, y))}` : place;
}

export function rightWords(points: number, wrong: readonly boolean[]): string {
  return wrong.length === 0 ? "" : `${points - wrong.filter(Boolean).length} of ${points} points on their side`;
}

export function surfaceWords(
  name: string,
  points: readonly (readonly number[])[],
  grid: Grid | null,
  wrong: readonly boolean[],
  chosen: number | null,
): string {
  const positive = points.filter((point) => point[2]! > 0).length;
  const words = [
    `${name ? `${name}: plane` : "Plane"} of x1 and x2 with ${positive} points of label 1 and ${points.length - positive} of label −1.`,
  ];
  if (grid) {
    const above = grid.scores.filter((score) => score > 0).length / grid.scores.length;
    words.push(`The score is above 0 on ${Math.round(100 * above)} % of the plane.`);
    const missed = wrong.filter(Boolean).length;
    words.push(
      missed === 0
        ? "Every point is on its side."
        : `${missed} ${missed === 1 ? "point is" : "points are"} on the wrong side.`,
    );
  }
  const point = chosen === null ? undefined : points[chosen];
  if (point)
    words.push(`Chosen: the point at ${plain(point[0]!)}, ${plain(point[1]!)} with label ${plain(point[2]!)}.`);
  return words.join(" ");
}

function decimals(value: number): string {
  return Math.abs(value) < 1000 ? value.toFixed(2).replace("-", "−") : plain(value);
}
