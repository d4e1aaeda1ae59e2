// Lines of equal height by marching squares, joined from cell to cell, so that they can be dashed.

/** x0, y0, x1, y1, ... in columns and rows of the grid: 0.5 is half way from the first to the second. */
export type Line = readonly number[];

/** The lines on which `heights` (row after row) have the value `level`; cells with a corner that is not finite have none. */
export function contourLines(heights: ArrayLike<number>, columns: number, rows: number, level: number): Line[] {
  // Edges of cells have numbers: those along a row first, then those along a column. Each is crossed by two pieces at the most.
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
      for (const [from, to] of pieces(kind, (a + b + c + d) / 4 > level)) join(sides[from]!, sides[to]!);
    }
  }
  return chains(crossed, next).map((chain) => chain.flatMap((edge) => crossing(heights, columns, rows, edge, level)));
}

const NONE = -1;

type Piece = readonly [from: number, to: number];

/** Which sides a cell's pieces join; bits of `kind` are the corners above, anticlockwise from the lower left. */
function pieces(kind: number, middle: boolean): readonly Piece[] {
  // Two opposite corners are above: the middle of the cell tells which ones belong together.
  if (kind === 5)
    return middle
      ? [
          [0, 1],
          [2, 3],
        ]
      : [
          [0, 3],
          [1, 2],
        ];
  if (kind === 10)
    return middle
      ? [
          [0, 3],
          [1, 2],
        ]
      : [
          [0, 1],
          [2, 3],
        ];
  const low = [[3, 0], [0, 1], [3, 1], [1, 2], [], [0, 2], [3, 2]] as const;
  const piece = low[(kind < 8 ? kind : 15 - kind) - 1]!;
  return [piece as Piece];
}

/** From edge to edge, from an open end where there is one. */
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

function crossing(
  heights: ArrayLike<number>,
  columns: number,
  rows: number,
  edge: number,
  level: number,
): [number, number] {
  const upright = edge >= columns * rows;
  const at = upright ? edge - columns * rows : edge;
  const [from, to] = [heights[at]!, heights[at + (upright ? columns : 1)]!];
  const part = (level - from) / (to - from);
  const [i, j] = [at % columns, Math.floor(at / columns)];
  return upright ? [i, j + part] : [i + part, j];
}
