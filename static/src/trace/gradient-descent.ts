// Manual gradient descent: its immutable state, and the leaf overrides after a step.

import { plain } from "../lib/format.js";
import type { Trace } from "./contract.js";
import { type Leaf, type LeafOverrides, leavesOf, MAX_MAGNITUDE, NO_OVERRIDES } from "./leaves.js";

/** A visited point: the values of the leaves and the output there. */
export interface PathPoint {
  readonly overrides: LeafOverrides;
  /** Data of all leaves, by their ordinals. */
  readonly leaves: LeafOverrides;
  readonly output: number;
}

export interface Descent {
  readonly rate: number;
  /** Whether steps go along the gradient instead of against it. */
  readonly uphill: boolean;
  /** Ordinals of the leaves that are not updated. */
  readonly frozen: readonly number[];
  /** The visited points, from the start to the current one; empty before the first step. */
  readonly path: readonly PathPoint[];
}

export const NO_DESCENT: Descent = { rate: 0.01, uphill: false, frozen: [], path: [] };

/** The change of a leaf's data in one step. */
export function leafDelta(leaf: Leaf, { rate, uphill, frozen }: Descent): number {
  if (frozen.includes(leaf.ordinal)) return 0;
  return (uphill ? 1 : -1) * rate * leaf.grad + 0; // never -0
}

/** Why no step can be made from here, and what helps; empty if one can. */
export function describeObstacle(leaves: readonly Leaf[], descent: Descent): string {
  const moving = leaves.filter(({ ordinal }) => !descent.frozen.includes(ordinal));
  const back = descent.path.length > 1;
  for (const { name, data, grad } of moving) {
    if (!Number.isFinite(grad)) {
      const way = back ? "Undo goes back to where it was a number." : `Give ${name} another number, or hold it.`;
      return `${name}.grad is ${plain(grad)}: no step goes along it, whatever the rate. ${way}`;
    }
    if (!(Math.abs(data) <= MAX_MAGNITUDE))
      return `${name} is ${plain(data)}, and a step goes up to ${plain(MAX_MAGNITUDE)}. Hold it, or write another.`;
  }
  const leaving = moving.find((leaf) => !(Math.abs(leaf.data + leafDelta(leaf, descent)) <= MAX_MAGNITUDE));
  if (!leaving) return "";
  const way = back ? "Undo, and choose a smaller rate." : "Choose a smaller rate.";
  return `The next step takes ${leaving.name} past ${plain(MAX_MAGNITUDE)}, the largest number of a leaf. ${way}`;
}

/** The leaf overrides after one step; null if a leaf would leave its allowed range. */
export function overridesAfterStep(trace: Trace, overrides: LeafOverrides, descent: Descent): LeafOverrides | null {
  const next: Record<number, number> = { ...overrides };
  for (const leaf of leavesOf(trace)) {
    if (descent.frozen.includes(leaf.ordinal)) continue;
    const data = leaf.data + leafDelta(leaf, descent);
    if (!(Math.abs(data) <= MAX_MAGNITUDE)) return null;
    next[leaf.ordinal] = data;
  }
  return next;
}

export function pathPoint(trace: Trace, overrides: LeafOverrides = NO_OVERRIDES): PathPoint {
  const leaves = Object.fromEntries(leavesOf(trace).map(({ ordinal, data }) => [ordinal, data]));
  return { overrides, leaves, output: outputOf(trace) };
}

/** The data of the first root; NaN if there is none. */
export function outputOf(trace: Trace): number {
  return trace.nodes[trace.roots[0] ?? -1]?.data ?? NaN;
}
