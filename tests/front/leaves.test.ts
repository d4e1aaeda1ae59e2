// Tests of leaves: slider ranges, overrides and their transfer after edits, gradient steps.

import type { Trace } from "../../static/src/trace/contract.js";
import {
  describeObstacle,
  NO_DESCENT,
  overridesAfterStep,
  pathPoint,
} from "../../static/src/trace/gradient-descent.js";
import { leavesOf, overridesOf, roundUp, sliderReach, snapToGrid } from "../../static/src/trace/leaves.js";
import { sameOverrides, transferOverrides } from "../../static/src/trace/transfer-overrides.js";
import { assert, equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

/** The trace with `from` replaced by `to` in its source. */
function edited(shown: Trace, from: string, to: string): Trace {
  return { ...shown, source: shown.source.replace(from, to) };
}

test("what stands in the way of a step is said, with a way on that helps", () => {
  const infinite = leavesOf(trace("infinite gradient"));
  equal(
    describeObstacle(infinite, NO_DESCENT),
    "a.grad is Infinity: no step goes along it, whatever the rate. Give a another number, or hold it.",
  );
  equal(describeObstacle(infinite, { ...NO_DESCENT, frozen: [1] }), "");
  const large = leavesOf(trace("largest number"));
  assert(describeObstacle(large, NO_DESCENT).startsWith("a is 1e308, and a step goes"), "a is past the limit");
  const far = describeObstacle(leavesOf(trace("lecture")), { ...NO_DESCENT, rate: 1e300 });
  equal(far, "The next step takes a past 1e300, the largest number of a leaf. Choose a smaller rate.");
  equal(describeObstacle(leavesOf(trace("lecture")), NO_DESCENT), "");
});

test("a slider reaches twice as far as its number, rounded up", () => {
  equal([2, -3, 10, 6.88, 0, 0.1, 1e-7].map(sliderReach), [5, 10, 20, 20, 2, 0.2, 2e-7]);
  equal([Infinity, 1e300, 5e-324].map(sliderReach), [2, 1e299, 2]);
  equal([30, 0.05, 100].map(roundUp), [50, 0.05, 100]);
});

test("a slider stands on a hundredth of its reach", () => {
  equal([snapToGrid(2.3456, 5), snapToGrid(-0.01, 5), snapToGrid(6.8813735870195432, 20)], [2.35, 0, 6.8]);
});

test("leaves know their data, their gradients and what the text says", () => {
  const leaves = leavesOf(trace("lecture"));
  equal(
    leaves.map(({ ordinal, name, data, grad, written }) => [ordinal, name, data, grad, written]),
    [
      [0, "a", 2, 6, 2],
      [1, "b", -3, -4, -3],
      [2, "c", 10, -2, 10],
      [3, "f", -2, 4, -2],
    ],
  );
  equal(overridesOf(trace("lecture")), {});
  equal(overridesOf(trace("lecture with b at 4")), { 1: 4 });
  equal(leavesOf(trace("lecture with b at 4"))[1]!.written, -3);
});

test("a leaf that the program moves knows where it starts", () => {
  const [w] = leavesOf(trace("training"));
  equal([w!.start, w!.setByProgram], [2, true]);
});

test("an edit elsewhere keeps what was moved", () => {
  const shown = trace("lecture");
  equal(transferOverrides({ 0: 2.5, 3: 1 }, shown, edited(shown, "L.backward()", "L.backward() # all")), {
    overrides: { 0: 2.5, 3: 1 },
    dropped: [],
  });
});

test("a leaf whose own text is edited has the text's data again", () => {
  const shown = trace("lecture");
  equal(transferOverrides({ 0: 2.5, 1: 7 }, shown, edited(shown, "b = Value(-3.0)", "b = Value(-4.0)")), {
    overrides: { 0: 2.5 },
    dropped: ["b"],
  });
});

test("a leaf that gets another place among the leaves is found there", () => {
  const shown = trace("lecture");
  const nodes = shown.nodes.map((node) => (node.leaf === undefined ? node : { ...node, leaf: node.leaf + 5 }));
  equal(transferOverrides({ 1: 7 }, shown, { ...shown, nodes }).overrides, { 6: 7 });
});

test("moves are the same when all their numbers are", () => {
  equal(
    [
      sameOverrides({ 1: 2 }, { 1: 2 }),
      sameOverrides({ 1: 2 }, { 1: 3 }),
      sameOverrides({ 1: 2 }, { 2: 2 }),
      sameOverrides({}, { 2: 2 }),
    ],
    [true, false, false, false],
  );
});

test("one step moves every leaf by the rate times its gradient, but not those that are held", () => {
  const shown = trace("lecture");
  equal(overridesAfterStep(shown, {}, { ...NO_DESCENT, rate: 0.5 }), { 0: -1, 1: -1, 2: 11, 3: -4 });
  equal(overridesAfterStep(shown, {}, { ...NO_DESCENT, rate: 0.5, uphill: true, frozen: [0, 3] }), { 1: -5, 2: 9 });
  equal(pathPoint(shown).output, -8);
});

test("a step that no leaf can follow is not made", () => {
  equal(overridesAfterStep(trace("lecture"), {}, { ...NO_DESCENT, rate: 1e300 }), null);
});
