// Renumbering of a trace: it becomes the trace that the engine would give, but for the sentences not asked for.

import type { Step, Trace } from "../../static/src/trace/contract.js";
import { canRenumber, isRenumbered, renumber, shownStep } from "../../static/src/trace/renumber.js";
import { assert, equal, numbers, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

/** The position of the n-th step of a kind. */
function positionOf({ steps }: Trace, kind: Step["kind"], n: number): number {
  const indices = steps.flatMap((step, i) => (step.kind === kind ? [i] : []));
  return indices[n]! + 1;
}

const wordless = ({ steps, ...rest }: Trace): object => ({
  ...rest,
  dot: "",
  steps: steps.map((step) => ({ ...step, meaning: "", text: "", math: "" })),
});

test("with other numbers a trace is the one that the engine gives for them", () => {
  const before = trace("lecture");
  const after = trace("lecture with b at 4");
  const position = positionOf(before, "flow", 2);
  const moved = renumber(before, numbers("numbers of lecture with b at 4"), { 1: 4 }, position);
  equal(wordless(moved), wordless(after));
  equal(moved.steps[position - 1], after.steps[position - 1]);
  assert(isRenumbered(moved) && !isRenumbered(after), "the trace without its sentences is told from the whole one");
});

test("with a mistake the wrong gradients and the right ones are renumbered", () => {
  const before = trace("shared overwritten");
  const after = trace("shared overwritten with a at 7");
  const moved = renumber(before, numbers("numbers of shared overwritten with a at 7"), { 0: 7 }, 3);
  equal(wordless(moved), wordless(after));
});

test("a step that is no longer true has no sentence", () => {
  const before = trace("lecture");
  const moved = renumber(before, numbers("numbers of lecture with b at 4"), { 1: 4 }, 0);
  for (const [i, step] of moved.steps.entries()) {
    const numbered = step.kind === "leaf" || step.kind === "operation" || step.kind === "flow";
    equal(step.text, numbered ? "" : before.steps[i]!.text);
  }
});

test("a leaf that goes back to the program's number is no longer marked as moved", () => {
  const moved = trace("lecture with b at 4");
  const back = renumber(moved, numbers("numbers of lecture with b at 4"), {}, 0);
  equal(back.nodes[1]!.written, undefined);
  const again = renumber(back, numbers("numbers of lecture with b at 4"), { 1: 4 }, 0);
  equal(again.nodes[1]!.written, 4);
});

test("the sentence that is asked for is that of the step on screen", () => {
  const lecture = trace("lecture");
  equal(shownStep(lecture, 0), {});
  equal(shownStep(lecture, 1), { node: 0 });
  equal(shownStep(lecture, positionOf(lecture, "flow", 3)), { contribution: 3 });
  equal(shownStep(lecture, positionOf(lecture, "seed", 0)), {});
});

test("only a long trace of the same static program is renumbered", () => {
  const long = trace("five hundred");
  const params = { source: long.source, level: long.level, pass: null, mistake: null };
  equal(canRenumber(long, params), true);
  equal(canRenumber(long, { ...params, source: `${long.source} ` }), false);
  equal(canRenumber(long, { ...params, level: "atoms" }), false);
  equal(canRenumber(long, { ...params, mistake: "overwrite" }), false);
  equal(canRenumber({ ...long, static: false }, params), false);
  const short = trace("lecture");
  equal(canRenumber(short, { ...params, source: short.source }), false);
});
