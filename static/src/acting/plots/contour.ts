// Lines of equal height by marching squares: each cell of the grid is looked at by itself.

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
  const segments: Segment[] = [];
  for (let j = 0; j + 1 < ys.length; j += 1) {
    for (let i = 0; i + 1 < xs.length; i += 1) {
      // Around the cell: lower left, lower right, upper right, upper left.
      const corners: readonly (readonly [number, number, number])[] = [
        [xs[i]!, ys[j]!, values[j]![i]!],
        [xs[i + 1]!, ys[j]!, values[j]![i + 1]!],
        [xs[i + 1]!, ys[j + 1]!, values[j + 1]![i + 1]!],
        [xs[i]!, ys[j + 1]!, values[j + 1]![i]!],
      ];
      if (!corners.every(([, , f]) => Number.isFinite(f))) continue;
      const crossings = corners.flatMap((corner, k) => crossing(corner, corners[(k + 1) % 4]!, level));
      if (crossings.length === 2) segments.push([crossings[0]!, crossings[1]!]);
      else if (crossings.length === 4) segments.push(...saddle(crossings, corners, level));
    }
  }
  return segments;
}

/** Up to `count` levels that the values are spread over evenly, rounded to two digits. */
export function levels(values: readonly (readonly number[])[], count: number): number[] {
  const sorted = values.flat().filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const found = Array.from({ length: count }, (_, k) => {
    const level = sorted[Math.round(((k + 1) / (count + 1)) * (sorted.length - 1))]!;
    return Number(level.toPrecision(2));
  });
  return [...new Set(found)].filter((level) => level > low && level < high);
}

type Corner = readonly [x: number, y: number, f: number];

function crossing([x, y, f]: Corner, [otherX, otherY, other]: Corner, level: number): Point[] {
  if (f > level === other > level) return [];
  const part = (level - f) / (other - f);
  return [[x + part * (otherX - x), y + part * (otherY - y)]];
}

/** Two opposite corners are above: the middle of the cell tells which ones belong together. */
function saddle([bottom, right, top, left]: readonly Point[], corners: readonly Corner[], level: number): Segment[] {
  const middle = corners.reduce((sum, [, , f]) => sum + f / 4, 0);
  const together = middle > level === corners[0]![2] > level;
  return together ? [[bottom!, right!], [top!, left!]] : [[bottom!, left!], [right!, top!]];
}
