// Steps along the gradient, by hand: plain values, and the overrides from one to the next.

import type { Trace } from "./contract.js";
import { LARGEST, type Leaf, type LeafOverrides, leavesOf, NO_OVERRIDES } from "./leaves.js";

/** Where the leaves have been, and what the output was there. */
export interface PathPoint {
  readonly overrides: LeafOverrides;
  /** Data of all leaves, by their ordinals. */
  readonly leaves: LeafOverrides;
  readonly output: number;
}

export interface Descent {
  readonly rate: number;
  readonly uphill: boolean;
  /** Ordinals of the leaves that stay where they are. */
  readonly frozen: readonly number[];
  /** From the start to the present point; empty before the first step. */
  readonly path: readonly PathPoint[];
}

export const NO_DESCENT: Descent = { rate: 0.01, uphill: false, frozen: [], path: [] };

/** By how much one step overrides a leaf. */
export function leafDelta(leaf: Leaf, { rate, uphill, frozen }: Descent): number {
  if (frozen.includes(leaf.ordinal)) return 0;
  return (uphill ? 1 : -1) * rate * leaf.grad;
}

/** All overrides after one step; null where a number would leave the range that leaves can have. */
export function overridesAfterStep(trace: Trace, overrides: LeafOverrides, descent: Descent): LeafOverrides | null {
  const next: Record<number, number> = { ...overrides };
  for (const leaf of leavesOf(trace)) {
    if (descent.frozen.includes(leaf.ordinal)) continue;
    const data = leaf.data + leafDelta(leaf, descent);
    if (!(Math.abs(data) <= LARGEST)) return null;
    next[leaf.ordinal] = data;
  }
  return next;
}

export function pathPoint(trace: Trace, overrides: LeafOverrides = NO_OVERRIDES): PathPoint {
  const leaves = Object.fromEntries(leavesOf(trace).map(({ ordinal, data }) => [ordinal, data]));
  return { overrides, leaves, output: outputOf(trace) };
}

export function outputOf(trace: Trace): number {
  return trace.nodes[trace.roots[0] ?? -1]?.data ?? NaN;
}
