// Controller of a canvas: sizes it to its box at the screen's pixel density; drawing is in CSS pixels.

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class CanvasController implements ReactiveController {
  width = 0;
  height = 0;
  /** Device pixels in a CSS pixel. */
  density = 1;
  readonly #host: ReactiveControllerHost & Element;
  readonly #onResize: () => void;
  readonly #observer = new ResizeObserver(([entry]) => this.#resize(entry!));
  #canvas: HTMLCanvasElement | null = null;
  #context: CanvasRenderingContext2D | null = null;

  /** The canvas is the host's element with the class lab-canvas; `onResize` has to redraw it. */
  constructor(host: ReactiveControllerHost & Element, onResize: () => void) {
    this.#host = host;
    this.#onResize = onResize;
    host.addController(this);
  }

  hostUpdated(): void {
    const canvas = this.#host.querySelector<HTMLCanvasElement>(".lab-canvas");
    if (canvas === this.#canvas) return;
    this.#observer.disconnect();
    this.#canvas = canvas;
    this.#context = canvas?.getContext("2d") ?? null;
    if (canvas) this.#observer.observe(canvas);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#canvas = null;
    this.#context = null;
  }

  /** Clears the canvas; its context, or null while the canvas has no size. */
  clear(): CanvasRenderingContext2D | null {
    const context = this.#context;
    if (!context || this.width < 1 || this.height < 1) return null;
    context.setTransform(this.density, 0, 0, this.density, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }

  #resize({ contentRect }: ResizeObserverEntry): void {
    const canvas = this.#canvas!;
    this.density = window.devicePixelRatio;
    this.width = Math.floor(contentRect.width);
    this.height = Math.floor(contentRect.height);
    canvas.width = Math.round(contentRect.width * this.density);
    canvas.height = Math.round(contentRect.height * this.density);
    this.#onResize();
  }
}
