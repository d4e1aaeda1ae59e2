// Progress of the quiz at a position of the trace.

import type { Trace } from "../trace/contract.js";
import { type Question, questionSteps } from "../trace/quiz-questions.js";
import { nextQuestion, type QuizState } from "./quiz.js";

export type QuizProgress =
  /** The question is about the next step. */
  | { readonly kind: "asked"; readonly question: Question }
  /** A question has just been answered or shown, and its step is displayed. */
  | { readonly kind: "settled"; readonly last: boolean }
  /** The next question is about a later step. */
  | { readonly kind: "ahead"; readonly question: Question }
  | { readonly kind: "done"; readonly count: number };

export function quizProgress(quiz: QuizState, trace: Trace, position: number): QuizProgress {
  const { feedback } = quiz;
  const question = nextQuestion(quiz, trace);
  if ((feedback?.kind === "right" || feedback?.kind === "shown") && feedback.number === position) {
    return { kind: "settled", last: question === null };
  }
  if (!question) return { kind: "done", count: questionSteps(trace, quiz.steps).length };
  return { kind: question.number - 1 === position ? "asked" : "ahead", question };
}
