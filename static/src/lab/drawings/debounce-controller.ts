// Debounces expensive updates (descriptions and tables) until the drawing pauses.

import type { ReactiveController } from "lit";

/** Milliseconds without a frame. */
const DELAY = 400;

export class DebounceController implements ReactiveController {
  readonly #onPause: () => void;
  #timer = 0;
  #lastFrame = 0;

  constructor(host: { addController(controller: ReactiveController): void }, onPause: () => void) {
    this.#onPause = onPause;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** Restarts the delay: a frame was drawn. */
  restart(): void {
    this.#lastFrame = performance.now();
    this.#timer ||= window.setTimeout(this.#check, DELAY);
  }

  /** One timer for many frames: it is set again while they continue. */
  #check = (): void => {
    const remaining = this.#lastFrame + DELAY - performance.now();
    this.#timer = remaining > 1 ? window.setTimeout(this.#check, remaining) : 0;
    if (this.#timer === 0) this.#onPause();
  };
}
