// Where the axes of a plot go: what the reader typed, else around the number of the text, and as far as the leaf has moved.

import { type Leaf, reachOf, roundUp } from "../leaves.js";

type Range = readonly [number, number];

/** Operations that a plot may take: so few that it follows a slider. */
const OPERATIONS = 80_000;

export class Ranges {
  readonly #typed = new Map<number, Range>();
  /** What was shown: it does not shrink under the reader's hand. */
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
    let [from, to] = this.#shown.get(leaf.ordinal) ?? [-reachOf(leaf.written), reachOf(leaf.written)];
    if (leaf.data > to) to = roundUp(leaf.data);
    if (leaf.data < from) from = -roundUp(-leaf.data);
    this.#shown.set(leaf.ordinal, [from, to]);
    return [from, to];
  }
}

/** Points along each axis of a graph with this many values. */
export function axisCount(nodes: number, axes: 1 | 2): number {
  const points = OPERATIONS / Math.max(nodes, 1);
  return axes === 1 ? between(points, 11, 241) : between(Math.sqrt(points), 5, 45);
}

function between(number: number, least: number, most: number): number {
  return Math.trunc(Math.min(Math.max(number, least), most));
}
