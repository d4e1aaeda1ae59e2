// Controller of the practice modes: deliberate mistakes, the trail of the first number that is not finite, the quiz.

import type { AppState } from "../state/app-state.js";
import { emit, listen } from "../state/events.js";
import type { Mistake } from "../trace/contract.js";
import { findNanTrail } from "../trace/nan-trail.js";
import type { Player } from "../trace/playback/player.js";
import { QuizController } from "./quiz-controller.js";

/** The shell's interface for this controller. */
export interface PracticeHost {
  readonly player: Player;
  readonly state: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
  /** Changes the state and requests the trace for it. */
  readonly requestTrace: (change: Partial<AppState>) => void;
  readonly pause: () => void;
}

export class PracticeController {
  readonly #host: PracticeHost;
  readonly #quiz: QuizController;
  /** A mistake was switched on or off: the next trace opens at the end of its backward phase. */
  #mistakeChanged = false;

  constructor(target: EventTarget, host: PracticeHost) {
    this.#host = host;
    this.#quiz = new QuizController(
      host.player,
      () => host.state().predict,
      (predict) => host.set({ predict }),
      (result) => emit(target, "predict-result", result),
    );
    const on = listen(target);
    on("mistake-choose", ({ mistake }) => this.#chooseMistake(mistake));
    on("trail-toggle", () => this.#setTrail(!host.state().showTrail));
    on("predict-toggle", () => this.#setQuiz(!host.state().predict.on));
    on("predict-answer", ({ text }) => this.#quiz.answer(text));
    on("predict-show", () => this.#quiz.showAnswer());
    on("predict-next", () => this.#quiz.next());
    on("predict-restart", () => this.#quiz.restart());
    on("move", () => this.#quiz.dismissFeedback());
  }

  /** Call it when the player has loaded another trace. */
  traceChanged(): void {
    this.#host.set({ showTrail: false });
    this.#quiz.traceChanged();
    if (this.#mistakeChanged) this.#showBackwardResult();
    this.#mistakeChanged = false;
  }

  #showBackwardResult(): void {
    const { player } = this.#host;
    player.go(player.index?.phases.findLast(({ phase }) => phase === "backward")?.end ?? player.length);
  }

  /** Ends the quiz, whose answers are the correct gradients. */
  #chooseMistake(mistake: Mistake | null): void {
    if (mistake) this.#quiz.setOn(false);
    this.#mistakeChanged = true;
    this.#host.requestTrace({ mistake, toolTab: "step" });
  }

  #setQuiz(on: boolean): void {
    this.#host.pause();
    this.#quiz.setOn(on);
    if (!on) return;
    this.#host.set({ panel: "step", toolTab: "step" });
    if (this.#host.state().mistake) this.#host.requestTrace({ mistake: null });
  }

  #setTrail(on: boolean): void {
    const { trace } = this.#host.player;
    const trail = on && trace ? findNanTrail(trace) : null;
    this.#host.set({ showTrail: trail !== null });
    if (!trail) return;
    this.#host.pause();
    this.#host.player.go(trail.step + 1);
  }
}
