// Backpropagation by hand: which gradients are noted, from which position on, and the summary.

import { gradNotes, notesAt } from "../../static/src/trace/notes/annotations.js";
import { byHandSummary } from "../../static/src/trace/notes/by-hand.js";
import { wrongGrads } from "../../static/src/trace/notes/mistakes.js";
import { equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

const shown = trace("by hand");
const name = (node: number): string => shown.nodes[node]!.name;

test("a gradient that differs is noted from the step that sets it on", () => {
  const position = shown.steps.findIndex(({ node, phase }) => phase === "backward" && name(node ?? 0) === "f") + 1;
  const noted = (at: number): string[] =>
    gradNotes(shown, at).flatMap(({ node, short }) => (name(node) === "f" ? [short] : []));
  equal(noted(position - 1), []);
  equal(noted(position), ["backward(): 4"]);
});

test("at the end those that are not set are noted, and those that are equal are not", () => {
  const notes = gradNotes(shown, shown.steps.length).map(({ node, short }) => `${name(node)} ${short}`);
  equal(notes, ["a not set: 6", "b not set: −4", "c not set: −2", "f backward(): 4", "e not set: −2"]);
  equal(gradNotes(shown, shown.steps.length - 2).length, 0);
  equal(notesAt(shown, shown.steps.length, false).length, notes.length);
});

test("the summary counts them, and no mistake is made of them", () => {
  equal(byHandSummary(shown), "2 gradients equal those of backward(), 1 differs, 4 are not set yet.");
  equal(wrongGrads(shown).length, 0);
});
