// Overview map of a drawing that is seen in part: all of its boxes and edges in small, the part that is seen, and where
// the step is. The boxes and the edges are one path each, made once for a drawing: a step moves two rectangles.

import { createSvg } from "../lib/dom/svg.js";
import type { Point, Rect, Size } from "../lib/rect.js";
import { circleBounds } from "./step-bounds.js";
import type { GraphDrawing } from "./svg-import.js";

/** The largest share of the frame's width and height that the map takes, and its largest size in pixels. */
const SHARE = 0.25;
const MAX_WIDTH = 220;
const MAX_HEIGHT = 110;
/** Pixels between the map and the frame's corner. */
const INSET = 8;
/** Pixels, at least, of the rectangles in the map. */
const LEAST_MARK = 5;

export type MappedDrawing = Pick<GraphDrawing, "content" | "width" | "height" | "boxes" | "operators" | "edges">;

/** The part of the frame that the map of a drawing covers, in its lower right corner. */
export function mapCover(drawing: Size, frame: Size): Rect {
  const scale = Math.min(
    Math.min(SHARE * frame.width, MAX_WIDTH) / drawing.width,
    Math.min(SHARE * frame.height, MAX_HEIGHT) / drawing.height,
  );
  const [width, height] = [scale * drawing.width, scale * drawing.height];
  return { x: frame.width - width - INSET, y: frame.height - height - INSET, width, height };
}

export class OverviewMap {
  readonly #svg: SVGSVGElement;
  readonly #onMove: (centre: Point) => void;
  readonly #listeners = new AbortController();
  readonly #step = createSvg("rect", { class: "map-step" });
  readonly #seen = createSvg("rect", { class: "map-seen" });
  #drawing: MappedDrawing | null = null;
  #stepRect: Rect | null = null;
  #frame: Size | null = null;
  /** The drawing's units in a pixel of the map. */
  #unit = 1;

  /** `onMove` gets the point of the drawing that the user wants to see. */
  constructor(svg: SVGSVGElement, onMove: (centre: Point) => void) {
    this.#svg = svg;
    this.#onMove = onMove;
    const { signal } = this.#listeners;
    svg.addEventListener("pointerdown", (event) => this.#onPointerDown(event), { signal });
    svg.addEventListener("pointermove", (event) => this.#onPointerMove(event), { signal });
  }

  detach(): void {
    this.#listeners.abort();
  }

  /** Shows where `seen` is in the drawing, in its coordinates; nothing while all of it, or none, is in sight. */
  show(drawing: MappedDrawing, seen: Rect, frame: Size, isPart: boolean): void {
    const isShown = isPart && frame.width > 0 && frame.height > 0; // a page that is printed hides the frame
    this.#svg.toggleAttribute("data-shown", isShown);
    if (!isShown) return;
    if (drawing !== this.#drawing) this.#load(drawing);
    if (frame !== this.#frame) this.#resize(drawing, frame);
    const left = Math.max(seen.x, 0);
    const top = Math.max(seen.y, 0);
    const right = Math.min(seen.x + seen.width, drawing.width);
    const bottom = Math.min(seen.y + seen.height, drawing.height);
    this.#place(this.#seen, { x: left, y: top, width: right - left, height: bottom - top });
    this.mark(this.#stepRect);
  }

  /** Marks the values of the step, by their bounds in the drawing's coordinates. */
  mark(rect: Rect | null): void {
    this.#stepRect = rect;
    if (!this.#svg.hasAttribute("data-shown")) return;
    this.#step.toggleAttribute("hidden", rect === null);
    if (rect) this.#place(this.#step, rect);
  }

  #load(drawing: MappedDrawing): void {
    this.#drawing = drawing;
    this.#frame = null;
    const { content, boxes, operators, edges } = drawing;
    const layer = createSvg("g", { transform: content.getAttribute("transform") ?? "" });
    const lines = [...edges.values()].map((edge) => edge.querySelector("path")?.getAttribute("d") ?? "");
    const outlines = [...boxes.values()].map(({ rect }) => outline(rect));
    const circles = [...operators.values()].map((operator) => outline(circleBounds(operator)));
    layer.append(
      createSvg("path", { class: "map-edges", d: lines.join("") }),
      createSvg("path", { class: "map-boxes", d: [...outlines, ...circles].join("") }),
    );
    this.#svg.replaceChildren(layer, this.#step, this.#seen);
    this.#svg.setAttribute("viewBox", `0 0 ${drawing.width} ${drawing.height}`);
  }

  #resize(drawing: MappedDrawing, frame: Size): void {
    const { width, height } = mapCover(drawing, frame);
    this.#frame = frame;
    this.#unit = drawing.width / width;
    this.#svg.setAttribute("width", String(width));
    this.#svg.setAttribute("height", String(height));
  }

  #place(mark: SVGRectElement, { x, y, width, height }: Rect): void {
    const least = LEAST_MARK * this.#unit;
    const [wide, high] = [Math.max(width, least), Math.max(height, least)];
    mark.setAttribute("x", String(x + (width - wide) / 2));
    mark.setAttribute("y", String(y + (height - high) / 2));
    mark.setAttribute("width", String(wide));
    mark.setAttribute("height", String(high));
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#svg.setPointerCapture(event.pointerId);
    this.#move(event);
  }

  #onPointerMove(event: PointerEvent): void {
    if (this.#svg.hasPointerCapture(event.pointerId)) this.#move(event);
  }

  #move(event: PointerEvent): void {
    const { left, top } = this.#svg.getBoundingClientRect();
    this.#onMove({ x: (event.clientX - left) * this.#unit, y: (event.clientY - top) * this.#unit });
  }
}

function outline({ x, y, width, height }: Rect): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}
