// Plays a trace: one step after another at a pace, until the end or until told to stop.

export interface Playable {
  readonly position: number;
  readonly length: number;
  next(): void;
  first(): void;
  last(): void;
}

export class Playback {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pace = 0;
  readonly #player: Playable;
  readonly #onStop: () => void;

  /** `onStop` is called when the end is reached, not when `stop` is. */
  constructor(player: Playable, onStop: () => void) {
    this.#player = player;
    this.#onStop = onStop;
  }

  /** `pace`: milliseconds a step; 0 goes to the end at once. From the end it starts over. */
  start(pace: number): void {
    this.stop();
    this.#pace = pace;
    if (this.#player.position >= this.#player.length) this.#player.first();
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    if (this.#pace === 0) this.#player.last();
    else this.#player.next();
    if (this.#player.position >= this.#player.length) this.#onStop();
    else this.#timer = setTimeout(() => this.#tick(), this.#pace);
  }
}
