// Sizes of gradients and contributions in five classes, relative to the largest gradient of the graph. The tint of a
// grad and the width of an edge show them; engine/trace/influence.py draws the same.

import type { Trace } from "./contract.js";

/** Classes of size: 1 is the smallest. */
export const SIZES = 5;

/** The largest of the finite gradients at the end, without sign. */
export function largestGrad({ nodes }: Trace): number {
  return nodes.reduce((largest, { grad }) => (Number.isFinite(grad) ? Math.max(largest, Math.abs(grad)) : largest), 0);
}

/** 1 to SIZES; 0 for what moves nothing, and for what is not a number. */
export function sizeClass(x: number, largest: number): number {
  const size = Math.abs(x);
  if (!(size > 0)) return 0;
  return size >= largest ? SIZES : Math.max(1, Math.ceil(SIZES * (size / largest)));
}
