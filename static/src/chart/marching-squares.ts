// Marching squares: contour lines, joined across cells, so that they can be dashed.

/** x0, y0, x1, y1, ... in columns and rows of the grid: 0.5 is halfway from the first to the second. */
export type Line = readonly number[];

/** The contour lines of `heights` (row after row) at `level`; cells with a non-finite corner have none. */
export function contourLines(heights: ArrayLike<number>, columns: number, rows: number, level: number): Line[] {
  // Cell edges are numbered: first those along rows, then those along columns. At most two segments end on an edge.
  const edges = 2 * columns * rows;
  const next = new Int32Array(2 * edges).fill(NONE);
  const crossed: number[] = [];
  const join = (from: number, to: number): void => {
    crossed.push(from, to);
    next[2 * from + (next[2 * from] === NONE ? 0 : 1)] = to;
    next[2 * to + (next[2 * to] === NONE ? 0 : 1)] = from;
  };
  for (let j = 0; j + 1 < rows; j += 1) {
    for (let i = 0; i + 1 < columns; i += 1) {
      const at = j * columns + i;
      const a = heights[at]!;
      const b = heights[at + 1]!;
      const c = heights[at + columns + 1]!;
      const d = heights[at + columns]!;
      const kind = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
      if (kind === 0 || kind === 15 || !Number.isFinite(a + b + c + d)) continue;
      const sides = [at, columns * rows + at + 1, at + columns, columns * rows + at]; // bottom, right, top, left
      for (const [from, to] of segments(kind, (a + b + c + d) / 4 > level)) join(sides[from]!, sides[to]!);
    }
  }
  return chains(crossed, next).map((chain) => chain.flatMap((edge) => crossing(heights, columns, rows, edge, level)));
}

/** No neighbour. */
const NONE = -1;

type Segment = readonly [from: number, to: number];

/**
 * The pairs of sides joined in a cell; the bits of `kind` are the corners above the level, anticlockwise from the lower
 * left.
 */
function segments(kind: number, centerAbove: boolean): readonly Segment[] {
  // Saddle: two opposite corners are above the level, and the center of the cell decides which corners are connected.
  if (kind === 5)
    return centerAbove
      ? [
          [0, 1],
          [2, 3],
        ]
      : [
          [0, 3],
          [1, 2],
        ];
  if (kind === 10)
    return centerAbove
      ? [
          [0, 3],
          [1, 2],
        ]
      : [
          [0, 1],
          [2, 3],
        ];
  const table = [[3, 0], [0, 1], [3, 1], [1, 2], [], [0, 2], [3, 2]] as const;
  const segment = table[(kind < 8 ? kind : 15 - kind) - 1]!;
  return [segment as Segment];
}

/** Chains of connected edges: open chains from their ends first, then closed ones. */
function chains(crossed: readonly number[], next: Int32Array): number[][] {
  const done = new Set<number>();
  const found: number[][] = [];
  const follow = (start: number): void => {
    const chain = [start];
    done.add(start);
    for (let edge = start; ; ) {
      const [one, other] = [next[2 * edge]!, next[2 * edge + 1]!];
      const to = one !== NONE && !done.has(one) ? one : other !== NONE && !done.has(other) ? other : NONE;
      if (to === NONE) {
        if (chain.length > 2 && (one === start || other === start)) chain.push(start);
        break;
      }
      chain.push((edge = to));
      done.add(edge);
    }
    found.push(chain);
  };
  for (const edge of crossed) if (next[2 * edge + 1] === NONE && !done.has(edge)) follow(edge);
  for (const edge of crossed) if (!done.has(edge)) follow(edge);
  return found;
}

/** The point where the contour crosses an edge, by linear interpolation. */
function crossing(
  heights: ArrayLike<number>,
  columns: number,
  rows: number,
  edge: number,
  level: number,
): [number, number] {
  const vertical = edge >= columns * rows;
  const at = vertical ? edge - columns * rows : edge;
  const [from, to] = [heights[at]!, heights[at + (vertical ? columns : 1)]!];
  const fraction = (level - from) / (to - from);
  const [i, j] = [at % columns, Math.floor(at / columns)];
  return vertical ? [i, j + fraction] : [i + fraction, j];
}
