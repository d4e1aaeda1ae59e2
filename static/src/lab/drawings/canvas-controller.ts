// A canvas that fills its place, pixel for pixel on every screen. What is drawn on it is in CSS pixels.

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class CanvasController implements ReactiveController {
  width = 0;
  height = 0;
  /** Pixels of the screen in one of CSS. */
  density = 1;
  readonly #host: ReactiveControllerHost & Element;
  readonly #resized: () => void;
  readonly #observer = new ResizeObserver(([entry]) => this.#resize(entry!));
  #canvas: HTMLCanvasElement | null = null;
  #context: CanvasRenderingContext2D | null = null;

  /** The canvas is the host's only one with the class lab-canvas; `resized` draws it again. */
  constructor(host: ReactiveControllerHost & Element, resized: () => void) {
    this.#host = host;
    this.#resized = resized;
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

  /** The cleared canvas; null while there is no room for a drawing. */
  clean(): CanvasRenderingContext2D | null {
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
    this.#resized();
  }
}
