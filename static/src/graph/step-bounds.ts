// Bounding rectangles of boxes and operators in a drawing.

import type { Rect } from "../lib/rect.js";
import type { GraphDrawing } from "./svg-import.js";

/** The bounds of `rects`, given in the content's coordinates, in those of the drawing; null if there are none. */
export function boundsOf(rects: readonly (Rect | null)[], origin: GraphDrawing["origin"]): Rect | null {
  const drawn = rects.filter((rect) => rect !== null);
  if (drawn.length === 0) return null;
  const x = Math.min(...drawn.map((rect) => rect.x));
  const y = Math.min(...drawn.map((rect) => rect.y));
  const right = Math.max(...drawn.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...drawn.map((rect) => rect.y + rect.height));
  return { x: x + origin.x, y: y + origin.y, width: right - x, height: bottom - y };
}

/** The bounds of an operator's circle, in the content's coordinates. */
export function circleBounds(operator: SVGGElement): Rect {
  const circle = operator.querySelector("ellipse");
  const [cx = 0, cy = 0, rx = 0, ry = 0] = ["cx", "cy", "rx", "ry"].map((name) => Number(circle?.getAttribute(name)));
  return { x: cx - rx, y: cy - ry, width: 2 * rx, height: 2 * ry };
}
