// Controller of the quiz: stops the player before each step with a question until the reader has answered it.

import type { Store } from "../lib/store.js";
import type { AppState } from "../state/app-state.js";
import { emit, listen } from "../state/events.js";
import {
  forNewTrace,
  lastOpenPosition,
  nextQuestion,
  type QuizState,
  restartQuiz,
  withAnswer,
  withAnswerShown,
} from "../state/quiz.js";
import type { Player } from "../trace/playback/player.js";
import { type Question, questionSteps } from "../trace/quiz-questions.js";

export class QuizController {
  readonly #target: EventTarget;
  readonly #store: Store<AppState>;
  readonly #player: Player;

  constructor(target: EventTarget, store: Store<AppState>, player: Player) {
    this.#target = target;
    this.#store = store;
    this.#player = player;
    const on = listen(target);
    on("predict-answer", ({ text }) => this.#settle((quiz, question) => withAnswer(quiz, question, text)));
    on("predict-show", () => this.#settle(withAnswerShown));
    on("predict-next", () => this.#next());
    on("predict-restart", () => this.#update(restartQuiz(this.#state)));
    on("move", () => {
      this.#dismissFeedback();
      this.#lead();
    });
  }

  setOn(on: boolean): void {
    this.#update({ ...this.#state, on, feedback: null });
  }

  /** Call it when the player has loaded another trace. */
  traceChanged(): void {
    this.#update(forNewTrace(this.#state));
  }

  get #state(): QuizState {
    return this.#store.state.predict;
  }

  /** The question at the present position; null where there is none. */
  get #question(): Question | null {
    const question = nextQuestion(this.#state, this.#player.trace);
    return question && this.#player.position === question.number - 1 ? question : null;
  }

  /** Goes to the next question, or to the end. */
  #next(): void {
    this.#store.set({ predict: { ...this.#state, feedback: null } });
    this.#player.go(this.#player.end);
  }

  /** After a move that the next question blocks: replaces the feedback on the last question by that question. */
  #dismissFeedback(): void {
    const { on, feedback } = this.#state;
    if (on && feedback && this.#player.position === this.#player.end)
      this.#store.set({ predict: { ...this.#state, feedback: null } });
  }

  /** Where the next question stops the player, it is brought into sight. */
  #lead(): void {
    if (this.#question) this.#store.set({ panel: "step", toolTab: "step", predict: { ...this.#state } });
  }

  #settle(answered: (quiz: QuizState, question: Question) => QuizState): void {
    const question = this.#question;
    if (!question) return;
    this.#update(answered(this.#state, question));
    const { feedback, settled, score, steps } = this.#state;
    if (!feedback || feedback.kind === "unread") return;
    if (feedback.kind !== "wrong") this.#player.go(question.number);
    const { trace } = this.#player;
    emit(this.#target, "predict-result", {
      step: question.number,
      node: trace?.nodes[question.node]?.name ?? "",
      outcome: feedback.kind,
      score,
      left: (trace ? questionSteps(trace, steps).length : 0) - settled.length,
    });
  }

  #update(predict: QuizState): void {
    this.#store.set({ predict });
    this.#player.limitTo(lastOpenPosition(predict, this.#player.trace));
  }
}
