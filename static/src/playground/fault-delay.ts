// Delay of an error in the very line that is being typed: most lines are wrong until they are complete.

/** A hand that rests this long has typed what it meant. */
const PAUSE = 1000; // milliseconds

export class FaultDelay {
  #show: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Calls `show` after a pause, unless it is released or cancelled before. */
  hold(show: () => void): void {
    this.cancel();
    this.#show = show;
    this.#timer = setTimeout(() => this.release(), PAUSE);
  }

  /** Shows the error that waits now: the caret has left its line. */
  release(): void {
    const show = this.#show;
    this.cancel();
    show?.();
  }

  /** Forgets the error that waits. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#show = null;
  }
}
