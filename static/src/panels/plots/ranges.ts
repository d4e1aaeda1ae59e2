// Axis ranges of a plot: the range that the reader typed, or one around the value in the program text, extended as far
// as the leaf has moved.

import { type Leaf, MAX_MAGNITUDE, MIN_MAGNITUDE, roundUp } from "../../trace/leaves.js";

type Range = readonly [number, number];

/** Operations evaluated for one plot, few enough to redraw it during a slider drag. */
const MAX_OPERATIONS = 80_000;
/** Ratio of an axis's reach to the value in the text. */
const MARGIN = 1.2;

export class Ranges {
  readonly #typed = new Map<number, Range>();
  /** The last range by leaf ordinal: it grows with the value and never shrinks during a drag. */
  readonly #shown = new Map<number, Range>();

  clear(): void {
    this.#typed.clear();
    this.#shown.clear();
  }

  set(leaf: Leaf, range: Range): void {
    this.#typed.set(leaf.ordinal, range);
  }

  of(leaf: Leaf): Range {
    const typed = this.#typed.get(leaf.ordinal);
    if (typed) return typed;
    let [from, to] = this.#shown.get(leaf.ordinal) ?? initialRange(leaf.written);
    if (leaf.data > to) to = reachOf(leaf.data);
    if (leaf.data < from) from = -reachOf(-leaf.data);
    this.#shown.set(leaf.ordinal, [from, to]);
    return [from, to];
  }
}

/** The end of an axis that shows `size`; what is larger than a leaf can be stays outside. */
function reachOf(size: number): number {
  return Math.min(roundUp(size), MAX_MAGNITUDE);
}

/** Symmetric around 0, with a round number above MARGIN times `value` at each end; ±2 for 0, tiny and huge values. */
function initialRange(value: number): Range {
  const reach =
    Math.abs(value) < MIN_MAGNITUDE || !(Math.abs(value) <= MAX_MAGNITUDE / 100)
      ? 2
      : roundUp(MARGIN * Math.abs(value));
  return [-reach, reach];
}

/** Points along each axis for a graph of `nodes` values: 11 to 241 on a line, 5 to 45 on a surface. */
export function axisCount(nodes: number, axes: 1 | 2): number {
  const points = MAX_OPERATIONS / Math.max(nodes, 1);
  return axes === 1 ? clampInteger(points, 11, 241) : clampInteger(Math.sqrt(points), 5, 45);
}

function clampInteger(value: number, min: number, max: number): number {
  return Math.trunc(Math.min(Math.max(value, min), max));
}
