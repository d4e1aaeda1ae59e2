// Posts the reader's quiz results to the page that embeds this one.
//
// They go to the origin of the embedding page, taken from the browser's referrer. Without a referrer (a file, or a page
// with the policy no-referrer) they are posted to any origin: they hold the exercise's numbers and nothing about the
// reader.

import { listen } from "../state/events.js";
import type { QuizResult } from "../state/quiz.js";
import { PROTOCOL, SOURCE } from "./protocol.js";

/** Posts every result that `shell` emits; does nothing on a page that is not embedded. */
export function postQuizResults(shell: EventTarget): void {
  if (window.parent === window) return;
  listen(shell)("predict-result", (result: QuizResult) => {
    window.parent.postMessage({ source: SOURCE, v: PROTOCOL, type: "answer", ...result }, embedderOrigin() ?? "*");
  });
}

function embedderOrigin(): string | null {
  return document.referrer ? new URL(document.referrer).origin : null;
}
