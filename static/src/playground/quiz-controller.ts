// Holds the player back before each step that is asked, and lets it go on when the question is settled.

import {
  answered,
  heldAt,
  moved,
  nextQuestion,
  type Predict,
  type QuizResult,
  restarted,
  shown,
} from "../state/quiz.js";
import type { Player } from "../trace/playback/player.js";
import { askedSteps, type Question } from "../trace/quiz-questions.js";

export class QuizController {
  readonly #player: Player;
  readonly #read: () => Predict;
  readonly #write: (predict: Predict) => void;
  readonly #onResult: (result: QuizResult) => void;

  constructor(
    player: Player,
    read: () => Predict,
    write: (predict: Predict) => void,
    onResult: (result: QuizResult) => void,
  ) {
    this.#player = player;
    this.#read = read;
    this.#write = write;
    this.#onResult = onResult;
  }

  /** The question that stands before the reader now. */
  get question(): Question | null {
    const question = nextQuestion(this.#read(), this.#player.trace);
    return question && this.#player.position === question.number - 1 ? question : null;
  }

  /** Steps asked in this trace. */
  get count(): number {
    const { trace } = this.#player;
    return trace ? askedSteps(trace, this.#read().steps).length : 0;
  }

  switchTo(on: boolean): void {
    this.#change({ ...this.#read(), on, feedback: null });
  }

  /** The player has another trace. */
  traceChanged(): void {
    this.#change(moved(this.#read()));
  }

  answer(text: string): void {
    const question = this.question;
    if (question) this.#settle(question, answered(this.#read(), question, text));
  }

  show(): void {
    const question = this.question;
    if (question) this.#settle(question, shown(this.#read(), question));
  }

  /** On to the next question, or to the end. */
  next(): void {
    this.#write({ ...this.#read(), feedback: null });
    this.#player.go(this.#player.end);
  }

  /** The reader tries to go on from a settled question: the one that holds the steps back takes its place. */
  tried(): void {
    const predict = this.#read();
    if (predict.on && predict.feedback && this.#player.position === this.#player.end)
      this.#write({ ...predict, feedback: null });
  }

  restart(): void {
    this.#change(restarted(this.#read()));
  }

  #settle(question: Question, predict: Predict): void {
    this.#change(predict);
    const { feedback, settled } = predict;
    if (!feedback || feedback.kind === "unread") return;
    if (feedback.kind !== "wrong") this.#player.go(question.number);
    this.#onResult({
      step: question.number,
      node: this.#player.trace?.nodes[question.node]?.name ?? "",
      outcome: feedback.kind,
      score: predict.score,
      left: this.count - settled.length,
    });
  }

  #change(predict: Predict): void {
    this.#write(predict);
    this.#player.holdAt(heldAt(predict, this.#player.trace));
  }
}
