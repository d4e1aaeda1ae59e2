// What is only worth doing when the drawing stands still: words and tables for those who do not see it.

import type { ReactiveController } from "lit";

/** Milliseconds without a frame. */
const STILL = 400;

export class DebounceController implements ReactiveController {
  readonly #act: () => void;
  #timer = 0;
  #last = 0;

  constructor(host: { addController(controller: ReactiveController): void }, act: () => void) {
    this.#act = act;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** A frame was drawn. */
  moved(): void {
    this.#last = performance.now();
    this.#timer ||= window.setTimeout(this.#look, STILL);
  }

  /** One timer for many frames: it asks again as long as they come. */
  #look = (): void => {
    const left = this.#last + STILL - performance.now();
    this.#timer = left > 1 ? window.setTimeout(this.#look, left) : 0;
    if (this.#timer === 0) this.#act();
  };
}
