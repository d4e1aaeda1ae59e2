// Viewport of a drawing: translation and scale, controlled by pointer, wheel, pinch and keys.

import type { Point, Rect, Size } from "../lib/rect.js";
import type { GraphDrawing } from "./svg-import.js";

/** Maps a point p of the drawing to scale * p + (x, y), in pixels of the frame. */
export interface View extends Point {
  readonly scale: number;
}

const MIN_SCALE = 0.02;
const MAX_SCALE = 4;
/** Fitting does not enlarge a small graph beyond this scale. */
const MAX_FIT_SCALE = 1.6;
/** A graph that is shown in part is enlarged to the frame's height, up to this multiple of the least legible scale. */
const MAX_ENLARGEMENT = 1.2;
/** Free pixels around a fitted drawing. */
const MARGIN = 16;

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

/** Scales the view by `factor` around the frame's point `at`. */
export function zoomView(view: View, factor: number, at: Point): View {
  const scale = Math.min(Math.max(view.scale * factor, MIN_SCALE), MAX_SCALE);
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
  const offset = (size: number, drawn: number, center: number): number => {
    const free = size - scale * drawn;
    return free >= 0 ? free / 2 : Math.min(MARGIN, Math.max(free - MARGIN, size / 2 - scale * center));
  };
  return {
    scale,
    x: offset(frame.width, drawing.width, at.x + at.width / 2),
    y: offset(frame.height, drawing.height, at.y + at.height / 2),
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

/** The view centered on `rect`, or the same view if all of `rect` is visible. */
export function revealView(view: View, rect: Rect, frame: Size): View {
  const left = view.x + view.scale * rect.x;
  const top = view.y + view.scale * rect.y;
  const width = view.scale * rect.width;
  const height = view.scale * rect.height;
  if (left >= 0 && top >= 0 && left + width <= frame.width && top + height <= frame.height) return view;
  return { ...view, x: view.x + (frame.width - width) / 2 - left, y: view.y + (frame.height - height) / 2 - top };
}

/** The view of another drawing in which the center of `to` has the screen position of `from`'s. */
export function anchorView(view: View, from: Rect, to: Rect): View {
  return {
    ...view,
    x: view.x + view.scale * (from.x + from.width / 2 - to.x - to.width / 2),
    y: view.y + view.scale * (from.y + from.height / 2 - to.y - to.height / 2),
  };
}

type Drawing = Pick<GraphDrawing, "content" | "width" | "height" | "smallestText">;

/** Pans and zooms a drawing within `frame`, until `detach` is called. */
export class Viewport {
  #view: View = { scale: 1, x: 0, y: 0 };
  #drawing: Drawing | null = null;
  /** Computes the view again when the frame is resized; null once the user has moved the drawing. */
  #autoView: ((drawing: Legible, frame: Size) => View) | null = null;
  #dragged = false;
  readonly #pointers = new Map<number, Point>();
  /** The frame's size, cached: reading it at each step would force a synchronous layout. */
  #size: Size;
  readonly #resize = new ResizeObserver(() => {
    this.#size = sizeOf(this.#frame);
    this.#applyAutoView();
  });
  readonly #listeners = new AbortController();
  readonly #frame: HTMLElement;
  readonly #polite: boolean;

  /** If `polite`, the wheel scrolls the page unless Ctrl is pressed or the frame has the focus. */
  constructor(frame: HTMLElement, polite = false) {
    this.#frame = frame;
    this.#polite = polite;
    this.#size = sizeOf(frame);
    this.#resize.observe(frame);
    const { signal } = this.#listeners;
    frame.addEventListener("wheel", (event) => this.#onWheel(event), { signal, passive: false });
    frame.addEventListener("pointerdown", (event) => this.#onPointerDown(event), { signal });
    frame.addEventListener("pointermove", (event) => this.#onPointerMove(event), { signal });
    frame.addEventListener("click", (event) => this.#onClick(event), { signal, capture: true });
    for (const end of ["pointerup", "pointercancel"] as const) {
      frame.addEventListener(end, (event) => this.#pointers.delete(event.pointerId), { signal });
    }
  }

  detach(): void {
    this.#resize.disconnect();
    this.#listeners.abort();
  }

  /**
   * Shows a drawing, around `focus` (in the drawing's coordinates) if all of it would be illegible. If the user has
   * moved the previous drawing, `focus` takes the screen position of `before`.
   */
  show(drawing: Drawing, focus: Rect | null, before: Rect | null = null): void {
    this.#drawing = drawing;
    if (!this.#autoView && focus && before) {
      this.#set(revealView(anchorView(this.#view, before, focus), focus, this.#size), false);
      return;
    }
    this.fit(focus);
  }

  /** The part of the drawing that is seen, in its own coordinates. */
  get seen(): Rect {
    const { x, y, scale } = this.#view;
    const { width, height } = this.#size;
    return { x: -x / scale, y: -y / scale, width: width / scale, height: height / scale };
  }

  /** Shows all of the drawing, or the part around `focus` if all of it would be illegible. */
  fit(focus: Rect | null): void {
    this.#autoView = (size, frame) => fitView(size, frame, focus);
    this.#applyAutoView();
  }

  zoom(factor: number): void {
    const { width, height } = this.#size;
    this.#moveTo(zoomView(this.#view, factor, { x: width / 2, y: height / 2 }));
  }

  pan(x: number, y: number): void {
    this.#moveTo({ ...this.#view, x: this.#view.x + x, y: this.#view.y + y });
  }

  /** Scrolls `rect` into view, below the tools, with a short transition if `animate`. */
  reveal(rect: Rect, animate: boolean): void {
    const tools = pixelsOf(this.#frame, "--tools");
    const { width, height } = this.#size;
    const below = revealView({ ...this.#view, y: this.#view.y - tools }, rect, { width, height: height - tools });
    const view = this.#filled({ ...below, y: below.y + tools });
    if (view.x !== this.#view.x || view.y !== this.#view.y) this.#moveTo(view, animate);
  }

  /** A view without free space beside a drawing that is wider than the frame. */
  #filled(view: View): View {
    const drawn = view.scale * this.#drawing!.width;
    const free = this.#size.width - drawn;
    return free >= 0 ? view : { ...view, x: Math.min(MARGIN, Math.max(free - MARGIN, view.x)) };
  }

  /** Whether all of `rect` can be seen at once. */
  holds(rect: Rect): boolean {
    const { scale } = this.#view;
    return rect.width * scale <= this.#size.width && rect.height * scale <= this.#size.height;
  }

  #onWheel(event: WheelEvent): void {
    if (this.#polite && !event.ctrlKey && !this.#frame.contains(document.activeElement)) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.#moveTo(zoomView(this.#view, Math.exp((-event.deltaY * lines) / 400), this.#pointOf(event)));
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || (event.target as Element).closest("button")) return;
    this.#dragged = false;
    this.#pointers.set(event.pointerId, this.#pointOf(event));
  }

  /** The click that ends a drag selects nothing. */
  #onClick(event: MouseEvent): void {
    if (this.#dragged) event.stopPropagation();
    this.#dragged = false;
  }

  #onPointerMove(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#pointOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const factor = distance(now, other) / Math.max(distance(before, other), 1);
      this.#moveTo(zoomView(this.#view, factor, other));
    } else {
      // Captured only once it is a drag: a captured pointer would not click the node below it.
      if (!this.#frame.hasPointerCapture(event.pointerId)) {
        if (distance(before, now) < 4) return;
        this.#frame.setPointerCapture(event.pointerId);
        this.#dragged = true;
      }
      this.pan(now.x - before.x, now.y - before.y);
    }
    this.#pointers.set(event.pointerId, now);
  }

  #applyAutoView(): void {
    const drawing = this.#drawing;
    if (!drawing || !this.#autoView) return;
    const legibleScale = pixelsOf(this.#frame, "--least-text") / drawing.smallestText;
    const legible = { width: drawing.width, height: drawing.height, legibleScale };
    const view = this.#autoView(legible, this.#size);
    this.#set(hiddenSides(view, drawing, this.#size) === "" ? view : this.#belowTools(legible), false);
  }

  /** The view of a drawing that is shown in part: it begins below the tools that lie over the frame. */
  #belowTools(drawing: Legible): View {
    const { width, height } = this.#size;
    const tools = Math.min(pixelsOf(this.#frame, "--tools"), height / 4);
    const view = this.#autoView!(drawing, { width, height: height - tools });
    return { ...view, y: view.y + tools };
  }

  #moveTo(view: View, animate = false): void {
    this.#autoView = null;
    this.#set(view, animate);
  }

  #set(view: View, animate: boolean): void {
    this.#view = view;
    const layer = this.#drawing?.content.parentElement;
    if (!layer) return;
    layer.classList.toggle("gliding", animate);
    this.#frame.dataset["more"] = hiddenSides(view, this.#drawing!, this.#size);
    layer.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  }

  #pointOf(event: MouseEvent): Point {
    const { left, top } = this.#frame.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

/** A length of the style sheets (graph.css, layout.css): the least size of text, or the height of the tools. */
function pixelsOf(frame: HTMLElement, property: "--least-text" | "--tools"): number {
  const fallback = property === "--least-text" ? 12 : 0;
  return Number.parseFloat(getComputedStyle(frame).getPropertyValue(property)) || fallback;
}

function sizeOf(frame: HTMLElement): Size {
  return { width: frame.clientWidth, height: frame.clientHeight };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
