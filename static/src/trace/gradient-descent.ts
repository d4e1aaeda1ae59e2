// Steps along the gradient, by hand: plain values, and the moves from one to the next.

import type { Trace } from "./contract.js";
import { LARGEST, type Leaf, leavesOf, type Moves, NO_MOVES } from "./leaves.js";

/** Where the leaves have been, and what the output was there. */
export interface PathPoint {
  readonly moves: Moves;
  /** Data of all leaves, by their ordinals. */
  readonly leaves: Moves;
  readonly output: number;
}

export interface Descent {
  readonly rate: number;
  readonly uphill: boolean;
  /** Ordinals of the leaves that stay where they are. */
  readonly held: readonly number[];
  /** From the start to the present point; empty before the first step. */
  readonly path: readonly PathPoint[];
}

export const NO_DESCENT: Descent = { rate: 0.01, uphill: false, held: [], path: [] };

/** By how much one step moves a leaf. */
export function stepOf(leaf: Leaf, { rate, uphill, held }: Descent): number {
  if (held.includes(leaf.ordinal)) return 0;
  return (uphill ? 1 : -1) * rate * leaf.grad;
}

/** All moves after one step; null where a number would leave the range that leaves can have. */
export function stepped(trace: Trace, moves: Moves, descent: Descent): Moves | null {
  const next: Record<number, number> = { ...moves };
  for (const leaf of leavesOf(trace)) {
    if (descent.held.includes(leaf.ordinal)) continue;
    const data = leaf.data + stepOf(leaf, descent);
    if (!(Math.abs(data) <= LARGEST)) return null;
    next[leaf.ordinal] = data;
  }
  return next;
}

export function pointAt(trace: Trace, moves: Moves = NO_MOVES): PathPoint {
  const leaves = Object.fromEntries(leavesOf(trace).map(({ ordinal, data }) => [ordinal, data]));
  return { moves, leaves, output: outputOf(trace) };
}

export function outputOf(trace: Trace): number {
  return trace.nodes[trace.roots[0] ?? -1]?.data ?? NaN;
}
