// Where the reader stands among the questions of a trace.

import type { Trace } from "../trace/contract.js";
import { type Question, questionSteps } from "../trace/quiz-questions.js";
import { nextQuestion, type QuizState } from "./quiz.js";

export type QuizProgress =
  /** The question is before the reader. */
  | { readonly kind: "asked"; readonly question: Question }
  /** One has just been answered or shown; its step is on the page. */
  | { readonly kind: "settled"; readonly last: boolean }
  | { readonly kind: "ahead"; readonly question: Question }
  | { readonly kind: "done"; readonly count: number };

export function quizProgress(predict: QuizState, trace: Trace, position: number): QuizProgress {
  const { feedback } = predict;
  const question = nextQuestion(predict, trace);
  if ((feedback?.kind === "right" || feedback?.kind === "shown") && feedback.number === position) {
    return { kind: "settled", last: question === null };
  }
  if (!question) return { kind: "done", count: questionSteps(trace, predict.steps).length };
  return { kind: question.number - 1 === position ? "asked" : "ahead", question };
}
