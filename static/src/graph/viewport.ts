// Viewport of a drawing: its view, controlled by pointer, wheel, pinch and keys.

import type { Point, Rect, Size } from "../lib/rect.js";
import { type MappedDrawing, mapCover, type OverviewMap } from "./overview-map.js";
import type { GraphDrawing } from "./svg-import.js";
import {
  anchorView,
  centredView,
  clearView,
  fitView,
  hiddenSides,
  type Legible,
  MARGIN,
  revealView,
  type View,
  zoomView,
} from "./view-geometry.js";

type Drawing = MappedDrawing & Pick<GraphDrawing, "smallestText">;

/** What a viewport reports to, and how it takes the wheel. */
export interface ViewportOptions {
  readonly map: OverviewMap;
  /** Called with whether the drawing can be made smaller. */
  readonly onZoom: (canShrink: boolean) => void;
  /** Whether the wheel scrolls the page unless Ctrl is pressed or the frame has the focus. */
  readonly polite: boolean;
}

/** Pans and zooms a drawing within `frame`, until `detach` is called. */
export class Viewport {
  #view: View = { scale: 1, x: 0, y: 0 };
  #drawing: Drawing | null = null;
  /** What the view is fitted around again when the frame is resized; undefined once the user has moved the drawing. */
  #fitted: Rect | null | undefined = undefined;
  #legibleScale = 1;
  #dragged = false;
  readonly #pointers = new Map<number, Point>();
  /** The frame's size, cached: reading it at each step would force a synchronous layout. */
  #size: Size;
  readonly #resize = new ResizeObserver(() => {
    this.#size = sizeOf(this.#frame);
    if (this.#fitted === undefined) this.zoom(1);
    else this.#fit(this.#fitted);
  });
  readonly #listeners = new AbortController();
  readonly #frame: HTMLElement;
  readonly #options: ViewportOptions;

  constructor(frame: HTMLElement, options: ViewportOptions) {
    this.#frame = frame;
    this.#options = options;
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
    this.#measure(drawing);
    if (this.#fitted === undefined && focus && before) {
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
    this.#fitted = focus;
    this.#fit(focus);
  }

  zoom(factor: number): void {
    const { width, height } = this.#size;
    this.#zoomAt(factor, { x: width / 2, y: height / 2 });
  }

  /** Shows the part of the drawing around a point of it. */
  centre(point: Point): void {
    if (!this.#drawing) return;
    const tools = this.#tools;
    const { width, height } = this.#size;
    const view = centredView(this.#drawing, { width, height: height - tools }, this.#view.scale, point);
    this.#moveTo({ ...view, y: view.y + tools });
  }

  pan(x: number, y: number): void {
    this.#moveTo({ ...this.#view, x: this.#view.x + x, y: this.#view.y + y });
  }

  /** Scrolls `rect` into view, below the tools, with a short transition if `animate`. */
  reveal(rect: Rect, animate: boolean): void {
    const tools = this.#tools;
    const { width, height } = this.#size;
    const cover = this.#cover && { ...this.#cover, y: this.#cover.y - tools };
    const below = revealView(
      { ...this.#view, y: this.#view.y - tools },
      rect,
      { width, height: height - tools },
      cover,
    );
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
    if (this.#options.polite && !event.ctrlKey && !this.#frame.contains(document.activeElement)) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.#zoomAt(Math.exp((-event.deltaY * lines) / 400), this.#pointOf(event));
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
      this.#zoomAt(distance(now, other) / Math.max(distance(before, other), 1), other);
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

  #zoomAt(factor: number, at: Point): void {
    if (!this.#drawing) return;
    this.#measure(this.#drawing);
    this.#moveTo(zoomView(this.#view, factor, at, this.#legibleScale));
  }

  #fit(focus: Rect | null): void {
    const drawing = this.#drawing;
    if (!drawing) return;
    this.#measure(drawing);
    const legible = { width: drawing.width, height: drawing.height, legibleScale: this.#legibleScale };
    const view = fitView(legible, this.#size, focus);
    this.#set(hiddenSides(view, drawing, this.#size) === "" ? view : this.#partialView(legible, focus), false);
  }

  /** The view of a drawing that is shown in part: below the tools that lie over the frame, its focus beside the map. */
  #partialView(drawing: Legible, focus: Rect | null): View {
    const { width, height } = this.#size;
    const tools = Math.min(this.#tools, height / 4);
    const view = fitView(drawing, { width, height: height - tools }, focus);
    const below = { ...view, y: view.y + tools };
    return focus ? clearView(below, focus, mapCover(drawing, this.#size)) : below;
  }

  #measure({ smallestText }: Drawing): void {
    this.#legibleScale = pixelsOf(this.#frame, "--least-text") / smallestText;
  }

  get #tools(): number {
    return pixelsOf(this.#frame, "--tools");
  }

  /** The part of the frame that the map lies over; null while all of the drawing is seen. */
  get #cover(): Rect | null {
    const drawing = this.#drawing!;
    return hiddenSides(this.#view, drawing, this.#size) === "" ? null : mapCover(drawing, this.#size);
  }

  #moveTo(view: View, animate = false): void {
    this.#fitted = undefined;
    this.#set(view, animate);
  }

  #set(view: View, animate: boolean): void {
    this.#view = view;
    const drawing = this.#drawing;
    const layer = drawing?.content.parentElement;
    if (!layer) return;
    const hidden = hiddenSides(view, drawing, this.#size);
    layer.classList.toggle("gliding", animate);
    this.#frame.dataset["more"] = hidden;
    this.#options.onZoom(view.scale > this.#legibleScale);
    this.#options.map.show(drawing, this.seen, this.#size, hidden !== "");
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
