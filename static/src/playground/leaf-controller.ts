// Controller of the leaves: sliders, gradient steps, and the transfer of leaf overrides after an edit of the text.

import type { AppState } from "../state/app-state.js";
import { listen } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { type Descent, overridesAfterStep, pathPoint } from "../trace/gradient-descent.js";
import { type LeafOverrides, NO_OVERRIDES } from "../trace/leaves.js";
import { sameOverrides, transferOverrides } from "../trace/transfer-overrides.js";

/** The shell's interface for this controller. */
export interface LeafControllerHost {
  readonly trace: () => Trace | null;
  readonly state: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
  /** Requests the trace with these overrides; behind the request in flight only the newest one is queued. */
  readonly setLeaves: (leaves: LeafOverrides) => void;
}

export class LeafController {
  readonly #host: LeafControllerHost;
  /** Gradient steps still to take, the one in flight included. */
  #stepsLeft = 0;

  constructor(target: EventTarget, host: LeafControllerHost) {
    this.#host = host;
    const on = listen(target);
    on("leaf-move", ({ ordinal, data }) => this.#moveLeaf(ordinal, data));
    on("leaves-reset", () => this.#setOverrides(NO_OVERRIDES));
    on("tool-tab-choose", ({ toolTab }) => host.set({ toolTab }));
    on("corner-tab-choose", ({ cornerTab }) => host.set({ cornerTab }));
    // The tab "Try" on a phone always shows a tool.
    on("panel-choose", ({ panel }) => {
      if (panel === "act" && host.state().toolTab === "step") host.set({ toolTab: "nudge" });
    });
    on("descent-set", (change) => this.#setDescent(change));
    on("descent-step", ({ count }) => this.#startSteps(count));
    on("descent-undo", () => this.#restorePath(host.state().descent.path.slice(0, -1)));
    on("descent-reset", () => this.#restorePath(host.state().descent.path.slice(0, 1)));
  }

  /**
   * The overrides for a new trace: the present object if the text is unchanged or the overrides still fit, else the
   * ones transferred to the leaves of the new text. The trace must then be requested again with them.
   */
  overridesFor(trace: Trace): LeafOverrides {
    const { leaves } = this.#host.state();
    const before = this.#host.trace();
    if (!before || before.source === trace.source) return leaves;
    const { overrides, dropped } = transferOverrides(leaves, before, trace);
    if (dropped.length > 0) this.#host.set({ notice: { text: droppedText(dropped), offer: null } });
    return sameOverrides(overrides, leaves) ? leaves : overrides;
  }

  /** Call it when the player has loaded `trace`: completes the step in flight and starts the next one. */
  traceChanged(trace: Trace): void {
    const { descent, leaves } = this.#host.state();
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
    this.#host.set({ descent: { ...this.#host.state().descent, ...change } });
  }

  #moveLeaf(ordinal: number, data: number | null): void {
    const { [ordinal]: _, ...others } = this.#host.state().leaves;
    this.#setOverrides(data === null ? others : { ...others, [ordinal]: data });
  }

  /** Sets overrides by hand, which ends the path of gradient steps. */
  #setOverrides(overrides: LeafOverrides): void {
    this.#stepsLeft = 0;
    this.#setDescent({ path: [] });
    this.#host.setLeaves(overrides);
  }

  #startSteps(count: number): void {
    const { descent, leaves } = this.#host.state();
    const trace = this.#host.trace();
    if (!trace || this.#stepsLeft > 0) return;
    if (descent.path.length === 0) this.#setDescent({ path: [pathPoint(trace, leaves)] });
    this.#stepsLeft = count;
    this.#takeStep();
  }

  #takeStep(): void {
    const { descent, leaves } = this.#host.state();
    const trace = this.#host.trace();
    const next = trace && overridesAfterStep(trace, leaves, descent);
    if (next) this.#host.setLeaves(next);
    else this.#stepsLeft = 0;
  }

  #restorePath(path: Descent["path"]): void {
    this.#stepsLeft = 0;
    this.#setDescent({ path });
    this.#host.setLeaves(path.at(-1)?.overrides ?? NO_OVERRIDES);
  }
}

function droppedText(names: readonly string[]): string {
  const [they, have] = names.length === 1 ? ["It", "has"] : ["They", "have"];
  return `Your text has changed where it makes ${names.join(", ")}. ${they} ${have} the data of the text again.`;
}
