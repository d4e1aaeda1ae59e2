// Scales of the plane of two inputs.

import { linear, type Scale } from "../../chart/scale.js";
import type { Grid } from "../training/frames.js";

export type Extent = Grid["extent"];

export interface PlaneScales {
  readonly x: Scale;
  readonly y: Scale;
}

/** `size` is the font size in pixels; it determines the room for the labels of the axes. */
export function planeScales([x0, x1, y0, y1]: Extent, width: number, height: number, size: number): PlaneScales {
  return {
    x: linear([x0, x1], [Math.round(size * 3), Math.max(width - 6, size * 3 + 1)], size * 3.2),
    y: linear(
      [y0, y1],
      [Math.max(height - Math.round(size * 1.7), size * 1.7 + 1), Math.round(size * 1.7)],
      size * 2.6,
    ),
  };
}
