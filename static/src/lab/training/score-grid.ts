// The network's scores on a grid over the plane of two inputs, as fine as a time budget allows.

import type { Grid } from "./frames.js";
import type { Machine, RowRange } from "./machine.js";

type Extent = Grid["extent"];

/** Room on each side of the points, as a part of their width and height. */
const MARGIN = 0.15;
/** Possible resolutions, finest first. */
const COLUMNS = [120, 90, 60, 45, 30, 20] as const;

/** The bounding box of all points, with a margin. */
export function extentOf(points: readonly (readonly number[])[]): Extent {
  const [x0, x1] = range(points.map((point) => point[0]!));
  const [y0, y1] = range(points.map((point) => point[1]!));
  return [x0, x1, y0, y1];
}

function range(values: readonly number[]): [number, number] {
  const [min, max] = values.reduce<[number, number]>(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Infinity, -Infinity],
  );
  const margin = max > min ? MARGIN * (max - min) : 1;
  return [min - margin, max + margin];
}

export class ScoreGrid {
  readonly #machine: Machine;
  readonly #extent: Extent;
  readonly #rows: RowRange;
  /** Resolution of the coordinates that `#rows` holds. */
  #columns = 0;
  /** Milliseconds for one score; a guess before the first measurement. */
  #msPerScore = 0.002;

  constructor(machine: Machine, extent: Extent) {
    this.#machine = machine;
    this.#extent = extent;
    this.#rows = machine.allocate(COLUMNS[0] ** 2);
  }

  /** As fine as `budget` milliseconds allow, and at most `maxColumns` wide and high. */
  compute(budget: number, maxColumns: number): Grid {
    const fits = (columns: number): boolean => columns <= maxColumns && columns ** 2 * this.#msPerScore <= budget;
    const columns = COLUMNS.find(fits) ?? COLUMNS.at(-1)!;
    const rows = { ...this.#rows, count: columns ** 2 };
    if (columns !== this.#columns) this.#machine.write(rows, gridPoints(this.#extent, columns));
    this.#columns = columns;
    const start = performance.now();
    this.#machine.forward(rows);
    this.#msPerScore = (performance.now() - start) / rows.count;
    return { extent: this.#extent, columns, rows: columns, scores: this.#machine.scores(rows) };
  }
}

function* gridPoints([x0, x1, y0, y1]: Extent, columns: number): Generator<number[]> {
  const last = columns - 1;
  for (let row = 0; row < columns; row += 1) {
    // The label 1 is a dummy: only the loss depends on it, and that of the grid is not read.
    for (let column = 0; column < columns; column += 1)
      yield [x0 + ((x1 - x0) * column) / last, y0 + ((y1 - y0) * row) / last, 1];
  }
}
