// Geometry of a drawing's view: translation and scale that fit, zoom, center or reveal a part of it.

import { overlap, type Point, type Rect, type Size } from "../lib/rect.js";

/** Maps a point p of the drawing to scale * p + (x, y), in pixels of the frame. */
export interface View extends Point {
  readonly scale: number;
}

const MAX_SCALE = 4;
/** Fitting does not enlarge a small graph beyond this scale. */
const MAX_FIT_SCALE = 1.6;
/** A graph that is shown in part is enlarged to the frame's height, up to this multiple of the least legible scale. */
const MAX_ENLARGEMENT = 1.2;
/** Free pixels around a fitted drawing. */
export const MARGIN = 16;

/** A drawing, and the least scale at which all of its text is legible. */
export interface Legible extends Size {
  readonly legibleScale: number;
}

/** The scale at which the whole drawing fits. */
function fittingScale(drawing: Size, frame: Size): number {
  const width = Math.max(frame.width - 2 * MARGIN, 1);
  const height = Math.max(frame.height - 2 * MARGIN, 1);
  return Math.min(width / drawing.width, height / drawing.height);
}

/** Scales the view by `factor` around the frame's point `at`, not below the scale at which all text is legible. */
export function zoomView(view: View, factor: number, at: Point, legibleScale: number): View {
  const scale = Math.min(Math.max(view.scale * factor, legibleScale), MAX_SCALE);
  const ratio = scale / view.scale;
  return { scale, x: at.x - ratio * (at.x - view.x), y: at.y - ratio * (at.y - view.y) };
}

/**
 * The view that fits a drawing: all of it, centered, if that is legible. Otherwise the part around `focus`, by default
 * its start, and the view follows the steps.
 */
export function fitView(drawing: Legible, frame: Size, focus: Rect | null): View {
  const { legibleScale } = drawing;
  const whole = Math.min(fittingScale(drawing, frame), Math.max(MAX_FIT_SCALE, legibleScale));
  const high = fittingScale({ width: 1, height: drawing.height }, frame);
  const scale = whole >= legibleScale ? whole : Math.min(Math.max(high, legibleScale), MAX_ENLARGEMENT * legibleScale);
  const at = focus ?? { x: 0, y: 0, width: 0, height: 0 };
  return centredView(drawing, frame, scale, { x: at.x + at.width / 2, y: at.y + at.height / 2 });
}

/** The view with `centre` in the middle, as far as that leaves no free space beside the drawing. */
export function centredView(drawing: Size, frame: Size, scale: number, centre: Point): View {
  const offset = (size: number, drawn: number, middle: number): number => {
    const free = size - scale * drawn;
    return free >= 0 ? free / 2 : Math.min(MARGIN, Math.max(free - MARGIN, size / 2 - scale * middle));
  };
  return {
    scale,
    x: offset(frame.width, drawing.width, centre.x),
    y: offset(frame.height, drawing.height, centre.y),
  };
}

/** The sides of the frame beyond which there is more of the drawing. */
export function hiddenSides({ x, y, scale }: View, drawing: Size, frame: Size): string {
  const beyond = {
    left: -x,
    top: -y,
    right: x + scale * drawing.width - frame.width,
    bottom: y + scale * drawing.height - frame.height,
  };
  return Object.entries(beyond)
    .filter(([, pixels]) => pixels > 1)
    .map(([side]) => side)
    .join(" ");
}

/** The view centered on `rect`, or the same view if all of `rect` is visible: inside the frame and beside `cover`. */
export function revealView(view: View, rect: Rect, frame: Size, cover: Rect | null = null): View {
  const { x, y, width, height } = rectInFrame(view, rect);
  const isInside = x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height;
  if (isInside && !(cover && overlap({ x, y, width, height }, cover))) return view;
  return { ...view, x: view.x + (frame.width - width) / 2 - x, y: view.y + (frame.height - height) / 2 - y };
}

/** The view moved up as far as `rect` needs to stand above `cover`, if that lies over it. */
export function clearView(view: View, rect: Rect, cover: Rect): View {
  const shown = rectInFrame(view, rect);
  return overlap(shown, cover) ? { ...view, y: view.y - (shown.y + shown.height + MARGIN - cover.y) } : view;
}

function rectInFrame({ x, y, scale }: View, rect: Rect): Rect {
  return { x: x + scale * rect.x, y: y + scale * rect.y, width: scale * rect.width, height: scale * rect.height };
}

/** The view of another drawing in which the center of `to` has the screen position of `from`'s. */
export function anchorView(view: View, from: Rect, to: Rect): View {
  return {
    ...view,
    x: view.x + view.scale * (from.x + from.width / 2 - to.x - to.width / 2),
    y: view.y + view.scale * (from.y + from.height / 2 - to.y - to.height / 2),
  };
}
