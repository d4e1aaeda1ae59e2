// Contour lines on a grid with arbitrary spacing.

import { contourLines } from "./marching-squares.js";
import type { Point } from "./marks.js";

export type Segment = readonly [Point, Point];

export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** A row for each y. */
  readonly values: readonly (readonly number[])[];
}

/** The segments of the contour line at `level`; cells with a non-finite corner have none. */
export function contour({ xs, ys, values }: Grid, level: number): Segment[] {
  return contourLines(values.flat(), xs.length, ys.length, level).flatMap((line) => {
    const points = Array.from(
      { length: line.length / 2 },
      (_, k): Point => [interpolate(xs, line[2 * k]!), interpolate(ys, line[2 * k + 1]!)],
    );
    return points.slice(1).map((point, k): Segment => [points[k]!, point]);
  });
}

/** Up to `count` levels at evenly spaced quantiles of the values, rounded to two significant digits. */
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

/** Linear interpolation at a fractional index: 0.5 is halfway from the first number to the second. */
function interpolate(numbers: readonly number[], position: number): number {
  const index = Math.min(Math.floor(position), numbers.length - 2);
  return numbers[index]! + (position - index) * (numbers[index + 1]! - numbers[index]!);
}
