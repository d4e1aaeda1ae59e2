// Controller of the leaves: sliders, gradient steps, and the transfer of leaf overrides after an edit of the text.

import type { Store } from "../lib/store.js";
import type { AppState } from "../state/app-state.js";
import { emit, listen } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { type Descent, overridesAfterStep, pathPoint } from "../trace/gradient-descent.js";
import { type LeafOverrides, NO_OVERRIDES } from "../trace/leaves.js";
import type { Player } from "../trace/playback/player.js";
import { sameOverrides, transferOverrides } from "../trace/transfer-overrides.js";

export class LeafController {
  readonly #target: EventTarget;
  readonly #store: Store<AppState>;
  readonly #player: Player;
  /** Gradient steps still to take, the one in flight included. */
  #stepsLeft = 0;

  constructor(target: EventTarget, store: Store<AppState>, player: Player) {
    this.#target = target;
    this.#store = store;
    this.#player = player;
    const on = listen(target);
    on("leaf-move", ({ ordinal, data }) => this.#moveLeaf(ordinal, data));
    on("leaves-reset", () => this.#setOverrides(NO_OVERRIDES));
    // The tab "Try" on a phone always shows a tool.
    on("view-choose", ({ panel }) => {
      if (panel === "act" && store.state.toolTab === "step") store.set({ toolTab: "nudge" });
    });
    on("descent-set", (change) => this.#setDescent(change));
    on("descent-step", ({ count }) => this.#startSteps(count));
    on("descent-undo", () => this.#restorePath(store.state.descent.path.slice(0, -1)));
    on("descent-reset", () => this.#restorePath(store.state.descent.path.slice(0, 1)));
  }

  /**
   * The overrides for a new trace: the present object if the text is unchanged or the overrides still fit, else the
   * ones transferred to the leaves of the new text. The trace must then be requested again with them.
   */
  overridesFor(trace: Trace): LeafOverrides {
    const { leaves } = this.#store.state;
    const { trace: before } = this.#player;
    if (!before || before.source === trace.source) return leaves;
    const { overrides, dropped } = transferOverrides(leaves, before, trace);
    const { notice } = this.#store.state;
    if (dropped.length > 0) this.#store.set({ notice: { text: droppedText(dropped), offers: notice?.offers ?? [] } });
    return sameOverrides(overrides, leaves) ? leaves : overrides;
  }

  /** Call it when the player has loaded `trace`: completes the step in flight and starts the next one. */
  traceChanged(trace: Trace): void {
    const { descent, leaves } = this.#store.state;
    if (this.#stepsLeft > 0) {
      this.#setDescent({ path: [...descent.path, pathPoint(trace, leaves)] });
      this.#stepsLeft -= 1;
      if (this.#stepsLeft > 0) this.#takeStep();
    } else if (descent.path.length > 0 && !sameOverrides(descent.path.at(-1)!.overrides, leaves)) {
      this.#setDescent({ path: [] });
    }
  }

  /** Call it when the request failed: the remaining steps are cancelled. */
  traceFailed(): void {
    this.#stepsLeft = 0;
  }

  #setDescent(change: Partial<Descent>): void {
    this.#store.set({ descent: { ...this.#store.state.descent, ...change } });
  }

  #moveLeaf(ordinal: number, data: number | null): void {
    const { [ordinal]: _, ...others } = this.#store.state.leaves;
    this.#setOverrides(data === null ? others : { ...others, [ordinal]: data });
  }

  /** Sets overrides by hand, which ends the path of gradient steps. */
  #setOverrides(overrides: LeafOverrides): void {
    this.#stepsLeft = 0;
    this.#setDescent({ path: [] });
    this.#request(overrides);
  }

  #startSteps(count: number): void {
    const { descent, leaves } = this.#store.state;
    const { trace } = this.#player;
    if (!trace || this.#stepsLeft > 0) return;
    if (descent.path.length === 0) this.#setDescent({ path: [pathPoint(trace, leaves)] });
    this.#stepsLeft = count;
    this.#takeStep();
  }

  #takeStep(): void {
    const { descent, leaves } = this.#store.state;
    const { trace } = this.#player;
    const next = trace && overridesAfterStep(trace, leaves, descent);
    if (next) this.#request(next);
    else this.#stepsLeft = 0;
  }

  /** Requests the trace with these overrides behind the one in flight, so that every finished one is shown. */
  #request(leaves: LeafOverrides): void {
    emit(this.#target, "leaves-request", { leaves });
  }

  #restorePath(path: Descent["path"]): void {
    this.#stepsLeft = 0;
    this.#setDescent({ path });
    this.#request(path.at(-1)?.overrides ?? NO_OVERRIDES);
  }
}

function droppedText(names: readonly string[]): string {
  const [they, have] = names.length === 1 ? ["It", "has"] : ["They", "have"];
  return `Your text has changed where it makes ${names.join(", ")}. ${they} ${have} the data of the text again.`;
}
