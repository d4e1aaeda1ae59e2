// The size of the place that a plot stands in: plots are drawn in pixels, so that their texts keep their size.

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class ResizeController implements ReactiveController {
  width = 0;
  height = 0;
  readonly #host: ReactiveControllerHost & Element;
  readonly #selector: string;
  readonly #observer = new ResizeObserver(([entry]) => this.#resized(entry!.contentRect));
  #place: Element | null = null;

  constructor(host: ReactiveControllerHost & Element, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  /** Whether there is room for a plot. */
  get hasSize(): boolean {
    return this.width > 0 && this.height > 0;
  }

  hostUpdated(): void {
    const place = this.#host.querySelector(this.#selector);
    if (place === this.#place) return;
    this.#observer.disconnect();
    if (place) this.#observer.observe(place);
    this.#place = place;
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#place = null;
  }

  #resized({ width, height }: DOMRectReadOnly): void {
    if (Math.floor(width) === this.width && Math.floor(height) === this.height) return;
    this.width = Math.floor(width);
    this.height = Math.floor(height);
    this.#host.requestUpdate();
  }
}
