// Lit controller that observes the size of a plot's container. Plots are drawn in pixels, so that their text keeps its
// size.

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class ResizeController implements ReactiveController {
  width = 0;
  height = 0;
  readonly #host: ReactiveControllerHost & Element;
  readonly #selector: string;
  readonly #observer = new ResizeObserver(([entry]) => this.#onResize(entry!.contentRect));
  #observed: Element | null = null;

  constructor(host: ReactiveControllerHost & Element, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  /** Whether the container has been measured and is not empty. */
  get hasSize(): boolean {
    return this.width > 0 && this.height > 0;
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    const container = this.#host.querySelector(this.#selector);
    if (container === this.#observed) return;
    this.#observer.disconnect();
    if (container) this.#observer.observe(container);
    this.#observed = container;
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#observed = null;
  }

  #onResize({ width, height }: DOMRectReadOnly): void {
    if (Math.floor(width) === this.width && Math.floor(height) === this.height) return;
    this.width = Math.floor(width);
    this.height = Math.floor(height);
    this.#host.requestUpdate();
  }
}
