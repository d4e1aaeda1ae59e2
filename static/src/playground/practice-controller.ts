// The ways of watching beside plain stepping: a mistake made on purpose, the trail of a number that is not finite, predicting.
// Listens on the shell for what the reader does there.

import type { AppState } from "../state/app-state.js";
import { emit, type PageEvents } from "../state/events.js";
import type { Mistake } from "../trace/contract.js";
import { trailOf } from "../trace/nan-trail.js";
import type { Player } from "../trace/playback/player.js";
import { QuizController } from "./quiz-controller.js";

/** What the shell lets its helpers do. */
export interface PracticeHost {
  readonly player: Player;
  readonly state: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
  /** Change the state and ask the back end for the trace that belongs to it. */
  readonly ask: (change: Partial<AppState>) => void;
  readonly pause: () => void;
}

export class PracticeController {
  readonly #shell: PracticeHost;
  readonly #predicting: QuizController;
  /** A mistake has just been chosen, or ended: its result is to be seen. */
  #chosen = false;

  constructor(host: EventTarget, shell: PracticeHost) {
    this.#shell = shell;
    this.#predicting = new QuizController(
      shell.player,
      () => shell.state().predict,
      (predict) => shell.set({ predict }),
      (result) => emit(host, "predict-result", result),
    );
    const on = <Name extends keyof PageEvents>(name: Name, act: (detail: PageEvents[Name]) => void): void =>
      host.addEventListener(name, (event) => act((event as CustomEvent<PageEvents[Name]>).detail));
    on("mistake-choose", ({ mistake }) => this.#makeMistake(mistake));
    on("trail-toggle", () => this.#trace(!shell.state().tracing));
    on("predict-toggle", () => this.#predict(!shell.state().predict.on));
    on("predict-answer", ({ text }) => this.#predicting.answer(text));
    on("predict-show", () => this.#predicting.show());
    on("predict-next", () => this.#predicting.next());
    on("predict-restart", () => this.#predicting.restart());
    on("move", () => this.#predicting.tried());
  }

  /** The player has another trace. */
  traceChanged(): void {
    this.#shell.set({ tracing: false });
    this.#predicting.traceChanged();
    if (this.#chosen) this.#showResult();
    this.#chosen = false;
  }

  #showResult(): void {
    const { player } = this.#shell;
    player.go(player.index?.phases.findLast(({ phase }) => phase === "backward")?.end ?? player.length);
  }

  /** A prediction is about the true gradients: one mode ends the other. */
  #makeMistake(mistake: Mistake | null): void {
    if (mistake) this.#predicting.switchTo(false);
    this.#chosen = true;
    this.#shell.ask({ mistake, act: "step" });
  }

  #predict(on: boolean): void {
    this.#shell.pause();
    this.#predicting.switchTo(on);
    if (!on) return;
    this.#shell.set({ panel: "step", act: "step" });
    if (this.#shell.state().mistake) this.#shell.ask({ mistake: null });
  }

  #trace(tracing: boolean): void {
    const { trace } = this.#shell.player;
    const trail = tracing && trace ? trailOf(trace) : null;
    this.#shell.set({ tracing: trail !== null });
    if (!trail) return;
    this.#shell.pause();
    this.#shell.player.go(trail.step + 1);
  }
}
