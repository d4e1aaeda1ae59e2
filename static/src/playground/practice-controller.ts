// Controller of the practice modes: deliberate mistakes, the trail of the first number that is not finite, the quiz.

import type { Store } from "../lib/store.js";
import type { AppState } from "../state/app-state.js";
import { emit, listen } from "../state/events.js";
import type { Mistake } from "../trace/contract.js";
import { findNanTrail } from "../trace/notes/nan-trail.js";
import type { Player } from "../trace/playback/player.js";
import { QuizController } from "./quiz-controller.js";

export class PracticeController {
  readonly #target: EventTarget;
  readonly #store: Store<AppState>;
  readonly #player: Player;
  readonly #quiz: QuizController;
  /** A mistake, or the program that shows one, was chosen: the next trace opens at the end of its backward phase. */
  #mistakeChanged = false;

  constructor(target: EventTarget, store: Store<AppState>, player: Player) {
    this.#target = target;
    this.#store = store;
    this.#player = player;
    this.#quiz = new QuizController(target, store, player);
    const on = listen(target);
    on("mistake-choose", ({ mistake }) => this.#chooseMistake(mistake));
    on("counterexample-open", () => this.#showMistake());
    on("trail-toggle", () => this.#setTrail(!store.state.showTrail));
    on("predict-toggle", () => this.#setQuiz(!store.state.predict.on));
  }

  /** Call it when the player has loaded another trace. */
  traceChanged(): void {
    this.#store.set({ showTrail: false });
    this.#quiz.traceChanged();
    if (this.#mistakeChanged) this.#showBackwardResult();
    this.#mistakeChanged = false;
  }

  #showBackwardResult(): void {
    const { index, length } = this.#player;
    this.#player.go(index?.phases.findLast(({ phase }) => phase === "backward")?.end ?? length);
  }

  /** The program that shows a mistake opens at what it does; the button for it is gone then. */
  #showMistake(): void {
    this.#mistakeChanged = true;
    emit(this.#target, "stage-focus", null);
  }

  /** Ends the quiz, whose answers are the correct gradients. */
  #chooseMistake(mistake: Mistake | null): void {
    if (mistake) this.#quiz.setOn(false);
    this.#mistakeChanged = true;
    emit(this.#target, "trace-request", { mistake, toolTab: "step" });
  }

  #setQuiz(on: boolean): void {
    emit(this.#target, "pause", null);
    this.#quiz.setOn(on);
    if (!on) return;
    this.#store.set({ panel: "step", toolTab: "step" });
    if (this.#store.state.mistake) emit(this.#target, "trace-request", { mistake: null });
  }

  #setTrail(on: boolean): void {
    const { trace } = this.#player;
    const trail = on && trace ? findNanTrail(trace) : null;
    this.#store.set({ showTrail: trail !== null });
    if (!trail) return;
    emit(this.#target, "pause", null);
    this.#player.go(trail.step + 1);
  }
}
