// Controller of the quiz: stops the player before each step with a question until the reader has answered it.

import {
  forNewTrace,
  lastOpenPosition,
  nextQuestion,
  type QuizResult,
  type QuizState,
  restartQuiz,
  withAnswer,
  withAnswerShown,
} from "../state/quiz.js";
import type { Player } from "../trace/playback/player.js";
import { type Question, questionSteps } from "../trace/quiz-questions.js";

export class QuizController {
  readonly #player: Player;
  readonly #read: () => QuizState;
  readonly #write: (predict: QuizState) => void;
  readonly #onResult: (result: QuizResult) => void;

  constructor(
    player: Player,
    read: () => QuizState,
    write: (predict: QuizState) => void,
    onResult: (result: QuizResult) => void,
  ) {
    this.#player = player;
    this.#read = read;
    this.#write = write;
    this.#onResult = onResult;
  }

  /** The question at the present position; null where there is none. */
  get question(): Question | null {
    const question = nextQuestion(this.#read(), this.#player.trace);
    return question && this.#player.position === question.number - 1 ? question : null;
  }

  /** The number of questions in this trace. */
  get questionCount(): number {
    const { trace } = this.#player;
    return trace ? questionSteps(trace, this.#read().steps).length : 0;
  }

  setOn(on: boolean): void {
    this.#update({ ...this.#read(), on, feedback: null });
  }

  /** Call it when the player has loaded another trace. */
  traceChanged(): void {
    this.#update(forNewTrace(this.#read()));
  }

  answer(text: string): void {
    const question = this.question;
    if (question) this.#settle(question, withAnswer(this.#read(), question, text));
  }

  showAnswer(): void {
    const question = this.question;
    if (question) this.#settle(question, withAnswerShown(this.#read(), question));
  }

  /** Goes to the next question, or to the end. */
  next(): void {
    this.#write({ ...this.#read(), feedback: null });
    this.#player.go(this.#player.end);
  }

  /** After a move that the next question blocks: replaces the feedback on the last question by that question. */
  dismissFeedback(): void {
    const predict = this.#read();
    if (predict.on && predict.feedback && this.#player.position === this.#player.end)
      this.#write({ ...predict, feedback: null });
  }

  restart(): void {
    this.#update(restartQuiz(this.#read()));
  }

  #settle(question: Question, predict: QuizState): void {
    this.#update(predict);
    const { feedback, settled } = predict;
    if (!feedback || feedback.kind === "unread") return;
    if (feedback.kind !== "wrong") this.#player.go(question.number);
    this.#onResult({
      step: question.number,
      node: this.#player.trace?.nodes[question.node]?.name ?? "",
      outcome: feedback.kind,
      score: predict.score,
      left: this.questionCount - settled.length,
    });
  }

  #update(predict: QuizState): void {
    this.#write(predict);
    this.#player.limitTo(lastOpenPosition(predict, this.#player.trace));
  }
}
