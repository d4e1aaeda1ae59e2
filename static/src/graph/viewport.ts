// What part of the drawing its frame shows: a shift and a scale, moved by pointer, wheel, pinch and keys.

import type { Point, Rect, Size } from "../lib/rect.js";

/** A point p of the drawing is shown at scale * p + (x, y), in pixels of the frame. */
export interface View extends Point {
  readonly scale: number;
}

const SMALLEST = 0.02;
const LARGEST = 4;
/** Fitting does not blow a small graph up past this. */
const LARGEST_FIT = 1.6;
/** Below the first, a graph cannot be read: it is then shown in part, at up to the second, and the steps are followed. */
const LEGIBLE = 0.6;
const READING = 0.85;
/** Pixels that stay free around the drawing, or around the place of a step. */
const MARGIN = 16;

export function fitView(drawing: Size, frame: Size): View {
  const width = Math.max(frame.width - 2 * MARGIN, 1);
  const height = Math.max(frame.height - 2 * MARGIN, 1);
  const scale = Math.max(SMALLEST, Math.min(width / drawing.width, height / drawing.height, LARGEST_FIT));
  return { scale, x: (frame.width - scale * drawing.width) / 2, y: (frame.height - scale * drawing.height) / 2 };
}

/** Scaled by `factor` so that the point `at` of the frame stays where it is. */
export function zoomView(view: View, factor: number, at: Point): View {
  const scale = Math.min(Math.max(view.scale * factor, SMALLEST), LARGEST);
  const ratio = scale / view.scale;
  return { scale, x: at.x - ratio * (at.x - view.x), y: at.y - ratio * (at.y - view.y) };
}

/** As a drawing is shown first: whole if it can be read so, else its part around `focus`. */
export function initialView(drawing: Size, frame: Size, focus: Rect | null): View {
  const whole = fitView(drawing, frame);
  if (whole.scale >= LEGIBLE || !focus) return whole;
  const high = fitView({ width: 1, height: drawing.height }, frame).scale;
  const scale = Math.min(Math.max(high, LEGIBLE), READING);
  const along = (free: number, at: number, size: number): number =>
    free >= 0 ? free / 2 : Math.min(0, Math.max(free, free / 2 + scale * (size / 2 - at)));
  return {
    scale,
    x: along(frame.width - scale * drawing.width, focus.x + focus.width / 2, drawing.width),
    y: along(frame.height - scale * drawing.height, focus.y + focus.height / 2, drawing.height),
  };
}

/** The view moved so that `place` is in its middle, or as it is where all of it can be seen. */
export function revealView(view: View, place: Rect, frame: Size): View {
  const left = view.x + view.scale * place.x;
  const top = view.y + view.scale * place.y;
  const width = view.scale * place.width;
  const height = view.scale * place.height;
  if (left >= 0 && top >= 0 && left + width <= frame.width && top + height <= frame.height) return view;
  return { ...view, x: view.x + (frame.width - width) / 2 - left, y: view.y + (frame.height - height) / 2 - top };
}

/** The view of another drawing in which `to` stands where `from` stood. */
export function anchorView(view: View, from: Rect, to: Rect): View {
  return {
    ...view,
    x: view.x + view.scale * (from.x + from.width / 2 - to.x - to.width / 2),
    y: view.y + view.scale * (from.y + from.height / 2 - to.y - to.height / 2),
  };
}

/** Moves `content` within `frame`, until `detach` ends it. */
export class Viewport {
  #view: View = { scale: 1, x: 0, y: 0 };
  #drawing: (Size & { readonly content: SVGGElement }) | null = null;
  /** What is shown again when the frame changes its size; null once the reader has moved the drawing. */
  #standing: ((drawing: Size, frame: Size) => View) | null = null;
  #dragged = false;
  readonly #pointers = new Map<number, Point>();
  /** The frame's own size, kept: asking for it at each step would make the browser lay out the page at once. */
  #size: Size;
  readonly #resize = new ResizeObserver(() => {
    this.#size = sizeOf(this.#frame);
    this.#stand();
  });
  readonly #listening = new AbortController();
  readonly #frame: HTMLElement;
  readonly #polite: boolean;

  /** `polite` leaves the wheel to the page around it, but with Ctrl or where the frame has the focus. */
  constructor(frame: HTMLElement, polite = false) {
    this.#frame = frame;
    this.#polite = polite;
    this.#size = sizeOf(frame);
    this.#resize.observe(frame);
    const { signal } = this.#listening;
    frame.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    frame.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    frame.addEventListener("pointermove", (event) => this.#move(event), { signal });
    frame.addEventListener("click", (event) => this.#click(event), { signal, capture: true });
    for (const end of ["pointerup", "pointercancel"] as const) {
      frame.addEventListener(end, (event) => this.#pointers.delete(event.pointerId), { signal });
    }
  }

  detach(): void {
    this.#resize.disconnect();
    this.#listening.abort();
  }

  /**
   * Show a drawing, around `focus` (in the drawing's coordinates) where it is too large to be read as a whole. Where the reader
   * has moved the drawing before, what stood at `before` stays where it is.
   */
  show(drawing: Size & { readonly content: SVGGElement }, focus: Rect | null, before: Rect | null = null): void {
    this.#drawing = drawing;
    if (!this.#standing && focus && before) {
      this.#set(revealView(anchorView(this.#view, before, focus), focus, this.#size), false);
      return;
    }
    this.#standing = (size, frame) => initialView(size, frame, focus);
    this.#stand();
  }

  fit(): void {
    this.#standing = fitView;
    this.#stand();
  }

  zoom(factor: number): void {
    const { width, height } = this.#size;
    this.#moveTo(zoomView(this.#view, factor, { x: width / 2, y: height / 2 }));
  }

  pan(x: number, y: number): void {
    this.#moveTo({ ...this.#view, x: this.#view.x + x, y: this.#view.y + y });
  }

  /** Bring a place into sight; by a short glide, if wanted. */
  reveal(place: Rect, glide: boolean): void {
    const view = revealView(this.#view, place, this.#size);
    if (view !== this.#view) this.#moveTo(view, glide);
  }

  #wheel(event: WheelEvent): void {
    if (this.#polite && !event.ctrlKey && !this.#frame.contains(document.activeElement)) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.#moveTo(zoomView(this.#view, Math.exp((-event.deltaY * lines) / 400), this.#at(event)));
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || (event.target as Element).closest("button")) return;
    this.#dragged = false;
    this.#pointers.set(event.pointerId, this.#at(event));
  }

  /** The click that ends a drag chooses nothing. */
  #click(event: MouseEvent): void {
    if (this.#dragged) event.stopPropagation();
    this.#dragged = false;
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#at(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const factor = distance(now, other) / Math.max(distance(before, other), 1);
      this.#moveTo(zoomView(this.#view, factor, other));
    } else {
      // Only now it is a drag: a captured pointer would not click the node below it.
      if (!this.#frame.hasPointerCapture(event.pointerId)) {
        if (distance(before, now) < 4) return;
        this.#frame.setPointerCapture(event.pointerId);
        this.#dragged = true;
      }
      this.pan(now.x - before.x, now.y - before.y);
    }
    this.#pointers.set(event.pointerId, now);
  }

  #stand(): void {
    if (this.#drawing && this.#standing) this.#set(this.#standing(this.#drawing, this.#size), false);
  }

  #moveTo(view: View, glide = false): void {
    this.#standing = null;
    this.#set(view, glide);
  }

  #set(view: View, glide: boolean): void {
    this.#view = view;
    const layer = this.#drawing?.content.parentElement;
    if (!layer) return;
    layer.classList.toggle("gliding", glide);
    layer.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  }

  #at(event: MouseEvent): Point {
    const { left, top } = this.#frame.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

function sizeOf(frame: HTMLElement): Size {
  return { width: frame.clientWidth, height: frame.clientHeight };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
