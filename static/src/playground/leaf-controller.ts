// What moving leaves does to the page: sliders, steps along the gradient, and moves that an edit carries along or drops.

import type { AppState } from "../state/app-state.js";
import { listen } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { type Descent, pointAt, stepped } from "../trace/gradient-descent.js";
import { type Moves, NO_MOVES } from "../trace/leaves.js";
import { sameMoves, transferMoves } from "../trace/transfer-moves.js";

/** What the shell lets it see and do. */
export interface LeafControllerHost {
  readonly trace: () => Trace | null;
  readonly state: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
  /** Ask for the trace with these moves; while an answer is made, only the newest waits. */
  readonly follow: (leaves: Moves) => void;
}

export class LeafController {
  readonly #page: LeafControllerHost;
  /** Steps along the gradient that are still to be made, the one that is asked for included. */
  #steps = 0;

  constructor(host: EventTarget, page: LeafControllerHost) {
    this.#page = page;
    const on = listen(host);
    on("leaf-move", ({ ordinal, data }) => this.#move(ordinal, data));
    on("leaves-reset", () => this.#go(NO_MOVES));
    on("act-choose", ({ act }) => page.set({ act }));
    on("corner-choose", ({ corner }) => page.set({ corner }));
    // A phone's tab of the panels that act shows one of them.
    on("panel-choose", ({ panel }) => {
      if (panel === "act" && page.state().act === "step") page.set({ act: "nudge" });
    });
    on("descent-set", (change) => this.#set(change));
    on("descent-step", ({ count }) => this.#start(count));
    on("descent-undo", () => this.#backTo(page.state().descent.path.slice(0, -1)));
    on("descent-reset", () => this.#backTo(page.state().descent.path.slice(0, 1)));
  }

  /**
   * The moves for a trace that has arrived: the present ones where they fit its text. Where they do not, they are carried to the
   * leaves of the new text, and the trace has to be made again with them.
   */
  fitting(trace: Trace): Moves {
    const { leaves } = this.#page.state();
    const before = this.#page.trace();
    if (!before || before.source === trace.source) return leaves;
    const { moves, dropped } = transferMoves(leaves, before, trace);
    if (dropped.length > 0) this.#page.set({ notice: { words: droppedWords(dropped), offer: null } });
    return sameMoves(moves, leaves) ? leaves : moves;
  }

  /** The page shows `trace`: a step that was asked for is made. */
  loaded(trace: Trace): void {
    const { descent, leaves } = this.#page.state();
    if (this.#steps > 0) {
      this.#set({ path: [...descent.path, pointAt(trace, leaves)] });
      this.#steps -= 1;
      if (this.#steps > 0) this.#step();
    } else if (descent.path.length > 0 && !sameMoves(descent.path.at(-1)!.moves, leaves)) {
      this.#set({ path: [] });
    }
  }

  /** What was asked for failed: no further step follows. */
  failed(): void {
    this.#steps = 0;
  }

  #set(change: Partial<Descent>): void {
    this.#page.set({ descent: { ...this.#page.state().descent, ...change } });
  }

  #move(ordinal: number, data: number | null): void {
    const { [ordinal]: _, ...others } = this.#page.state().leaves;
    this.#go(data === null ? others : { ...others, [ordinal]: data });
  }

  /** By hand: the path of steps ends here. */
  #go(moves: Moves): void {
    this.#steps = 0;
    this.#set({ path: [] });
    this.#page.follow(moves);
  }

  #start(count: number): void {
    const { descent, leaves } = this.#page.state();
    const trace = this.#page.trace();
    if (!trace || this.#steps > 0) return;
    if (descent.path.length === 0) this.#set({ path: [pointAt(trace, leaves)] });
    this.#steps = count;
    this.#step();
  }

  #step(): void {
    const { descent, leaves } = this.#page.state();
    const trace = this.#page.trace();
    const next = trace && stepped(trace, leaves, descent);
    if (next) this.#page.follow(next);
    else this.#steps = 0;
  }

  #backTo(path: Descent["path"]): void {
    this.#steps = 0;
    this.#set({ path });
    this.#page.follow(path.at(-1)?.moves ?? NO_MOVES);
  }
}

function droppedWords(names: readonly string[]): string {
  const [they, have] = names.length === 1 ? ["It", "has"] : ["They", "have"];
  return `Your text has changed where it makes ${names.join(", ")}. ${they} ${have} the data of the text again.`;
}
