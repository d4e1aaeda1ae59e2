// Controller of the player: moves, playback, and the values pointed at and selected.

import type { Store } from "../lib/store.js";
import type { AppState } from "../state/app-state.js";
import { listen } from "../state/events.js";
import type { NodeId, Trace } from "../trace/contract.js";
import { type Move, STEP_SIZES } from "../trace/playback/moves.js";
import { Playback } from "../trace/playback/playback.js";
import { Player } from "../trace/playback/player.js";

/** The part of the state that a player has without an engine too. */
export type PlayerState = Pick<AppState, "playing" | "speed" | "stepSize" | "pointed" | "selected" | "showTrail">;

export class PlayerController {
  readonly player = new Player(() => this.#store.state.stepSize === "detail");
  readonly #store: Store<PlayerState>;
  /** Whether the search is stepped through although the step size is not "detail" otherwise. */
  #searching = false;
  readonly #playback = new Playback(this.player, () => this.#store.set({ playing: false }));

  constructor(target: EventTarget, store: Store<PlayerState>) {
    this.#store = store;
    this.player.onChange(() => this.#leaveSearch());
    const on = listen(target);
    on("move", ({ move }) => {
      this.pause();
      this.#move(move);
    });
    on("pause", () => this.pause());
    on("play-toggle", () => (store.state.playing ? this.pause() : this.#play()));
    on("speed-choose", ({ speed }) => this.#changePlayback({ speed }));
    on("step-size-choose", ({ stepSize }) => {
      this.#searching = false;
      this.#changePlayback({ stepSize });
    });
    on("search-look", ({ inside }) => this.#lookInside(inside));
    on("node-point", ({ node }) => store.set({ pointed: this.#known(node) }));
    on("node-select", ({ node }) => store.set({ selected: node === store.state.selected ? null : node }));
  }

  /** Shows another trace at `position`. */
  load(trace: Trace, position: number): void {
    this.player.load(trace, position);
    this.#followSearch();
  }

  pause(): void {
    this.#playback.stop();
    if (this.#store.state.playing) this.#store.set({ playing: false });
  }

  #move(move: Move): void {
    if (typeof move === "string") this.player[move]();
    else if ("to" in move) {
      this.player.go(move.to);
      this.#followSearch();
    } else if ("place" in move) this.player.goPlace(move.place);
    else this.player.goPhase(move.phase);
  }

  /** Whoever asks for a step of the search, as links and embedding pages do, steps through it from there on. */
  #followSearch(): void {
    const { position, index } = this.player;
    const inside = index?.phases.some(
      ({ phase, start, end }) => phase === "order" && start < position && position < end,
    );
    if (inside) this.#setSearching(true);
  }

  #lookInside(inside: boolean): void {
    this.pause();
    if (!inside) this.player.nextPhase();
    this.#setSearching(inside);
    if (inside) this.player.goPhase("order");
  }

  /** Behind the search the steps are as long as before. */
  #leaveSearch(): void {
    if (this.#searching && this.player.phase === "backward") this.#setSearching(false);
  }

  /** A step size that the reader has chosen stays. */
  #setSearching(searching: boolean): void {
    const [from, to] = searching ? (["step", "detail"] as const) : (["detail", "step"] as const);
    this.#searching = searching;
    if (this.#store.state.stepSize === from) this.#store.set({ stepSize: to });
  }

  /** Null for a value of an earlier trace, whose drawing stays until the next one is there. */
  #known(node: NodeId | null): NodeId | null {
    return node !== null && node < (this.player.trace?.nodes.length ?? 0) ? node : null;
  }

  #changePlayback(change: Partial<PlayerState>): void {
    this.#store.set(change);
    if (this.#store.state.playing) this.#play();
  }

  #play(): void {
    const { speed, stepSize } = this.#store.state;
    this.#store.set({ playing: true });
    this.#playback.start(speed, STEP_SIZES[stepSize].next);
  }
}
