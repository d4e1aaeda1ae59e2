// The reader's results for the page that embeds this one.
//
// They go to the origin that embeds the page, as the browser's referrer tells it. A browser that tells none (a file, a page with
// the policy no-referrer) has them sent to whoever embeds: they hold numbers of the exercise and nothing about the reader.

import type { Outcome, Predict } from "../state/quiz.js";
import type { Question } from "../trace/quiz-questions.js";

export interface ResultMessage {
  readonly source: "autograd-playground";
  readonly v: 1;
  readonly type: "answer";
  /** The step asked, numbered from 1 as the page counts, and the name of the value it is about. */
  readonly step: number;
  readonly node: string;
  readonly outcome: Outcome;
  readonly score: Predict["score"];
  /** How many questions are left. */
  readonly left: number;
}

export function postResult(question: Question, name: string, outcome: Outcome, predict: Predict, left: number): void {
  if (window.parent === window) return;
  const message: ResultMessage = {
    source: "autograd-playground",
    v: 1,
    type: "answer",
    step: question.number,
    node: name,
    outcome,
    score: predict.score,
    left,
  };
  window.parent.postMessage(message, embedder() ?? "*");
}

function embedder(): string | null {
  return document.referrer ? new URL(document.referrer).origin : null;
}
