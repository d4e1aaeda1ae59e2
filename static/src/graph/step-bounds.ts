// What a step is about, and where in the drawing that is.

import type { Rect } from "../lib/rect.js";
import type { GraphDrawing } from "./svg-import.js";

/** The part of the drawing that holds all of `rects` (of its content), in its own coordinates. */
export function boundsOf(rects: readonly (Rect | null)[], origin: GraphDrawing["origin"]): Rect | null {
  const drawn = rects.filter((rect) => rect !== null);
  if (drawn.length === 0) return null;
  const x = Math.min(...drawn.map((rect) => rect.x));
  const y = Math.min(...drawn.map((rect) => rect.y));
  const right = Math.max(...drawn.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...drawn.map((rect) => rect.y + rect.height));
  return { x: x + origin.x, y: y + origin.y, width: right - x, height: bottom - y };
}
