// The network's scores over the plane of two inputs.

import type { Grid } from "./frames.js";
import type { Area, Machine } from "./machine.js";

type Extent = Grid["extent"];

/** Of the points' width and height, on each side. */
const MARGIN = 0.15;
const COLUMNS = [120, 90, 60, 45, 30, 20] as const;

/** All points, with room around them. */
export function extentOf(points: readonly (readonly number[])[]): Extent {
  const [x0, x1] = range(points.map((point) => point[0]!));
  const [y0, y1] = range(points.map((point) => point[1]!));
  return [x0, x1, y0, y1];
}

function range(values: readonly number[]): [number, number] {
  const [least, most] = values.reduce<[number, number]>(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Infinity, -Infinity],
  );
  const room = most > least ? MARGIN * (most - least) : 1;
  return [least - room, most + room];
}

export class Plane {
  readonly #machine: Machine;
  readonly #extent: Extent;
  readonly #area: Area;
  #columns = 0;
  /** Milliseconds; a guess before the first measurement. */
  #perPlace = 0.002;

  constructor(machine: Machine, extent: Extent) {
    this.#machine = machine;
    this.#extent = extent;
    this.#area = machine.reserve(COLUMNS[0] ** 2);
  }

  /** As fine as can be computed in `budget` milliseconds, but no finer than `most` columns. */
  scores(budget: number, most: number): Grid {
    const columns = COLUMNS.find((each) => each <= most && each ** 2 * this.#perPlace <= budget) ?? COLUMNS.at(-1)!;
    const area = { ...this.#area, count: columns ** 2 };
    if (columns !== this.#columns) this.#machine.write(area, places(this.#extent, columns));
    this.#columns = columns;
    const start = performance.now();
    this.#machine.forward(area);
    this.#perPlace = (performance.now() - start) / area.count;
    return { extent: this.#extent, columns, rows: columns, scores: this.#machine.scores(area) };
  }
}

function* places([x0, x1, y0, y1]: Extent, columns: number): Generator<number[]> {
  const last = columns - 1;
  for (let row = 0; row < columns; row += 1) {
    // No point has this label: it is there for the loss, which nobody reads.
    for (let column = 0; column < columns; column += 1)
      yield [x0 + ((x1 - x0) * column) / last, y0 + ((y1 - y0) * row) / last, 1];
  }
}
