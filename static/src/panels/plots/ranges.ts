// Where the axes of a plot go: what the reader typed, else around the number of the text, and as far as the leaf has moved.

import { LARGEST, type Leaf, roundUp } from "../../trace/leaves.js";

type Range = readonly [number, number];

/** Operations that a plot may take: so few that it follows a slider. */
const OPERATIONS = 80_000;
/** How much wider than its number an axis is. */
const ROOM = 1.2;

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
    let [from, to] = this.#shown.get(leaf.ordinal) ?? around(leaf.written);
    if (leaf.data > to) to = roundUp(leaf.data);
    if (leaf.data < from) from = -roundUp(-leaf.data);
    this.#shown.set(leaf.ordinal, [from, to]);
    return [from, to];
  }
}

/** From minus to plus a round number that leaves some room around this one. */
function around(number: number): Range {
  const reach = number === 0 || !(Math.abs(number) <= LARGEST / 100) ? 2 : roundUp(ROOM * Math.abs(number));
  return [-reach, reach];
}

/** Points along each axis of a graph with this many values. */
export function axisCount(nodes: number, axes: 1 | 2): number {
  const points = OPERATIONS / Math.max(nodes, 1);
  return axes === 1 ? between(points, 11, 241) : between(Math.sqrt(points), 5, 45);
}

function between(number: number, least: number, most: number): number {
  return Math.trunc(Math.min(Math.max(number, least), most));
}
