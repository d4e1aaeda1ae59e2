// Posts the reader's quiz results to the page that embeds this one.
//
// They go to the origin that embeds the page, as the browser's referrer tells it. A browser that tells none (a file, a page with
// the policy no-referrer) has them sent to whoever embeds: they hold numbers of the exercise and nothing about the reader.

import { listen } from "../state/events.js";
import type { QuizResult } from "../state/quiz.js";
import { PROTOCOL, SOURCE } from "./protocol.js";

/** Posts every result that `shell` reports; does nothing in a page that is not embedded. */
export function postQuizResults(shell: EventTarget): void {
  if (window.parent === window) return;
  listen(shell)("predict-result", (result: QuizResult) => {
    window.parent.postMessage({ source: SOURCE, v: PROTOCOL, type: "answer", ...result }, embedder() ?? "*");
  });
}

function embedder(): string | null {
  return document.referrer ? new URL(document.referrer).origin : null;
}
