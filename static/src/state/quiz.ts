// Immutable state of the quiz, in which the user predicts steps, and its transitions.

import { ArithmeticError, evaluate } from "../lib/arithmetic.js";
import { plain } from "../lib/format.js";
import type { Trace } from "../trace/contract.js";
import { isRight, type Question, questionAt, questionSteps } from "../trace/quiz-questions.js";

export type Outcome = "right" | "wrong" | "shown";

export interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly shown: number;
}

/** Feedback on the last answer. `unread` is an answer that is not a number; it does not count. */
export interface Feedback {
  readonly kind: Outcome | "unread";
  /** The number of its step. */
  readonly number: number;
  readonly text: string;
}

/** The result of one question. */
export interface QuizResult {
  /** The number of the step, from 1 as the page counts, and the name of its value. */
  readonly step: number;
  readonly node: string;
  readonly outcome: Outcome;
  readonly score: Score;
  /** Number of questions left. */
  readonly left: number;
}

export interface QuizState {
  readonly on: boolean;
  /** Numbers of the steps that an author chose, from 1 as the page counts; null for every contribution that matters. */
  readonly steps: readonly number[] | null;
  /** Numbers of the steps answered or shown in the current trace. */
  readonly settled: readonly number[];
  readonly score: Score;
  readonly feedback: Feedback | null;
}

export const QUIZ_OFF: QuizState = {
  on: false,
  steps: null,
  settled: [],
  score: { right: 0, wrong: 0, shown: 0 },
  feedback: null,
};

/** The next open question, at any position; null if the quiz is off or all are settled. */
export function nextQuestion(quiz: QuizState, trace: Trace | null): Question | null {
  if (!quiz.on || !trace) return null;
  const number = questionSteps(trace, quiz.steps).find((each) => !quiz.settled.includes(each));
  return number === undefined ? null : questionAt(trace, number);
}

/** The last position that reveals no open answer; Infinity if there is none left. */
export function lastOpenPosition(quiz: QuizState, trace: Trace | null): number {
  const question = nextQuestion(quiz, trace);
  return question ? question.number - 1 : Infinity;
}

/** The state after the answer `text`. */
export function withAnswer(quiz: QuizState, question: Question, text: string): QuizState {
  const { number } = question;
  let given: number;
  try {
    given = evaluate(text);
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    return { ...quiz, feedback: { kind: "unread", number, text: error.message } };
  }
  if (isRight(given, question.answer)) return settled(quiz, "right", number, `Right: ${plain(question.answer)}.`);
  const message = `${plain(given)} is not right. ${hint(question, given)}`;
  return { ...quiz, score: increment(quiz.score, "wrong"), feedback: { kind: "wrong", number, text: message } };
}

/** The state after the answer was shown. */
export function withAnswerShown(quiz: QuizState, question: Question): QuizState {
  return settled(quiz, "shown", question.number, `The answer is ${plain(question.answer)}.`);
}

/** All questions open again, and the score at zero. */
export function restartQuiz(quiz: QuizState): QuizState {
  return { ...QUIZ_OFF, on: quiz.on, steps: quiz.steps };
}

/** The state for another trace: other questions, the same score. */
export function forNewTrace(quiz: QuizState): QuizState {
  return { ...quiz, settled: [], feedback: null };
}

function settled(quiz: QuizState, kind: "right" | "shown", number: number, text: string): QuizState {
  return {
    ...quiz,
    settled: [...quiz.settled, number],
    score: increment(quiz.score, kind),
    feedback: { kind, number, text },
  };
}

function increment(score: Score, kind: Outcome): Score {
  return { ...score, [kind]: score[kind] + 1 };
}

function hint({ commonError, answer, hint: hintText }: Question, given: number): string {
  if (commonError && isRight(given, commonError.value)) return commonError.text;
  if (isRight(-given, answer)) return "The size is right, the sign is not.";
  return hintText;
}
