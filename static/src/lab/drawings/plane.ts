// Where the plane of two inputs lies: the part of it that is shown, and its scales in pixels.

import { type Scale, linear } from "../../acting/plots/scale.js";

export type Extent = readonly [x0: number, x1: number, y0: number, y1: number];

/** The plane around these points, with room on every side; -1 to 1 where there are none. */
export function extentOf(points: readonly (readonly number[])[]): Extent {
  const [x0, x1] = widened(points.map(([x]) => x!));
  const [y0, y1] = widened(points.map((point) => point[1]!));
  return [x0, x1, y0, y1];
}

/** The axis of these numbers, to a round tenth. */
function widened(numbers: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  if (!(least <= most)) return [-1, 1];
  const room = most > least ? (most - least) * 0.15 : Math.max(Math.abs(most), 1);
  const tenth = 10 ** Math.floor(Math.log10((most - least) / 2 || room));
  return [Math.floor((least - room) / tenth) * tenth, Math.ceil((most + room) / tenth) * tenth];
}

export interface Plane {
  readonly x: Scale;
  readonly y: Scale;
}

/** `size` is that of the type: the axes' numbers stand to the left and below. */
export function plane([x0, x1, y0, y1]: Extent, width: number, height: number, size: number): Plane {
  return {
    x: linear([x0, x1], [Math.round(size * 3), Math.max(width - 6, size * 3 + 1)], size * 4),
    y: linear([y0, y1], [Math.max(height - Math.round(size * 1.7), size * 1.7 + 1), Math.round(size * 1.7)], size * 2.6),
  };
}
