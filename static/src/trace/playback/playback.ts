// Timed playback of a trace: one move after another at a given speed, until the end or until stopped.

import type { NamedMove } from "./moves.js";

/** The part of a Player that playback needs. */
export type Playable = {
  readonly position: number;
  readonly length: number;
  /** The position where playback stops: the length, or the player's limit. */
  readonly end: number;
} & { readonly [move in NamedMove]: () => void };

export class Playback {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #speed = 0;
  #move: NamedMove = "next";
  readonly #player: Playable;
  readonly #onStop: () => void;

  /** `onStop` is called when the end is reached, not by `stop`. */
  constructor(player: Playable, onStop: () => void) {
    this.#player = player;
    this.#onStop = onStop;
  }

  /** `speed`: milliseconds per move; 0 goes to the end at once. From the trace's last step, playback starts over. */
  start(speed: number, move: NamedMove): void {
    this.stop();
    this.#speed = speed;
    this.#move = move;
    if (this.#player.position >= this.#player.length) this.#player.first();
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    this.#player[this.#speed === 0 ? "last" : this.#move]();
    if (this.#player.position >= this.#player.end) this.#onStop();
    else this.#timer = setTimeout(() => this.#tick(), this.#speed);
  }
}
