// Lines of equal height on a grid whose places need not be evenly spaced.

import { contourLines } from "./marching-squares.js";
import type { Point } from "./marks.js";

export type Segment = readonly [Point, Point];

export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** A row for each y. */
  readonly values: readonly (readonly number[])[];
}

/** The pieces of the line on which the grid has the value `level`; cells with a corner that is not finite have none. */
export function contour({ xs, ys, values }: Grid, level: number): Segment[] {
  return contourLines(values.flat(), xs.length, ys.length, level).flatMap((line) => {
    const points = Array.from(
      { length: line.length / 2 },
      (_, k): Point => [between(xs, line[2 * k]!), between(ys, line[2 * k + 1]!)],
    );
    return points.slice(1).map((point, k): Segment => [points[k]!, point]);
  });
}

/** Up to `count` levels that the values are spread over evenly, rounded to two digits. */
export function levels(values: readonly (readonly number[])[], count: number): number[] {
  const sorted = values
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const found = Array.from({ length: count }, (_, k) => {
    const level = sorted[Math.round(((k + 1) / (count + 1)) * (sorted.length - 1))]!;
    return Number(level.toPrecision(2));
  });
  return [...new Set(found)].filter((level) => level > low && level < high);
}

/** The number `place` of the way through the row: at 0.5 half way from the first to the second. */
function between(numbers: readonly number[], place: number): number {
  const index = Math.min(Math.floor(place), numbers.length - 2);
  return numbers[index]! + (place - index) * (numbers[index + 1]! - numbers[index]!);
}
