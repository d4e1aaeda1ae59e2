// Controller of the player: moves, playback, and the values pointed at and selected.

import type { AppState } from "../state/app-state.js";
import { listen } from "../state/events.js";
import { type Move, stepSizeOf } from "../trace/playback/moves.js";
import { Playback } from "../trace/playback/playback.js";
import { Player } from "../trace/playback/player.js";

export type PlayerState = Pick<AppState, "playing" | "speed" | "stepSize" | "pointed" | "selected">;

/** The element's interface for this controller. */
export interface PlayerControllerHost {
  readonly state: () => PlayerState;
  readonly set: (change: Partial<PlayerState>) => void;
}

export class PlayerController {
  readonly player = new Player();
  readonly #host: PlayerControllerHost;
  readonly #playback = new Playback(this.player, () => this.#host.set({ playing: false }));

  constructor(target: EventTarget, host: PlayerControllerHost) {
    this.#host = host;
    const on = listen(target);
    on("move", ({ move }) => {
      this.pause();
      this.#move(move);
    });
    on("play-toggle", () => (host.state().playing ? this.pause() : this.#play()));
    on("speed-choose", ({ speed }) => this.#changePlayback({ speed }));
    on("step-size-choose", ({ stepSize }) => this.#changePlayback({ stepSize }));
    on("node-point", ({ node }) => host.set({ pointed: node }));
    on("node-select", ({ node }) => host.set({ selected: node === host.state().selected ? null : node }));
  }

  pause(): void {
    this.#playback.stop();
    if (this.#host.state().playing) this.#host.set({ playing: false });
  }

  #move(move: Move): void {
    if (typeof move === "string") this.player[move]();
    else if ("to" in move) this.player.go(move.to);
    else this.player.goPhase(move.phase);
  }

  #changePlayback(change: Partial<PlayerState>): void {
    this.#host.set(change);
    if (this.#host.state().playing) this.#play();
  }

  #play(): void {
    const { speed, stepSize } = this.#host.state();
    this.#host.set({ playing: true });
    this.#playback.start(speed, stepSizeOf(stepSize).next);
  }
}
