// Tests of the meaning of gradients: sentences, the gradient of one pass, and the order of influence.

import type { Trace } from "../../static/src/trace/contract.js";
import {
  describeGradient,
  movedAfterwards,
  passGradient,
  rankedLeaves,
  smallStep,
} from "../../static/src/trace/gradient-meaning.js";
import { equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

const named = (shown: Trace, name: string): number => shown.nodes.find((node) => node.name === name)!.id;

test("a gradient says how far the result moves, and which way", () => {
  const shown = trace("lecture");
  equal(
    describeGradient(shown, named(shown, "a"), 6),
    "raise a by 0.01 and L rises by about 0.06, because a.grad is 6",
  );
  equal(
    describeGradient(shown, named(shown, "b"), -4),
    "raise b by 0.01 and L falls by about 0.04, because b.grad is \u22124",
  );
  equal(describeGradient(shown, named(shown, "c"), 0), "raise c by 0.01 and L stays as it is, because c.grad is 0");
  equal(describeGradient(shown, named(shown, "c"), NaN), "c.grad is NaN, so it does not say how L moves");
});

test("the step is small beside the number that it moves", () => {
  equal([2, 0, -100, NaN].map(smallStep), [0.01, 0.01, 0.01, 0.01]);
  equal([0.02, -5e-9, 4000].map(smallStep), [0.0001, 1e-11, 10]);
});

test("the leaves stand in the order of their influence", () => {
  equal(
    rankedLeaves(trace("lecture")).map(({ leaf, gradient }) => [leaf.name, gradient]),
    [
      ["a", 6],
      ["b", -4],
      ["f", 4],
      ["c", -2],
    ],
  );
});

test("a gradient is known when all its contributions have come", () => {
  const shown = trace("twice");
  const a = named(shown, "a");
  const flows = shown.steps.flatMap((step, i) => (step.kind === "flow" ? [i + 1] : []));
  equal(
    [0, ...flows].map((position) => passGradient(shown, a, position)),
    [null, null, 2],
  );
});

test("what earlier passes have left in a gradient says nothing about the result", () => {
  const shown = trace("twice passes");
  const a = named(shown, "a");
  equal([shown.nodes[a]!.grad, passGradient(shown, a, shown.steps.length)], [6, 3]);
});

test("leaves that the program moves after the pass are known, those that it clears are not among them", () => {
  const shown = trace("update");
  equal(movedAfterwards(shown), [named(shown, "w")]);
  equal(movedAfterwards(trace("lecture")), []);
});
