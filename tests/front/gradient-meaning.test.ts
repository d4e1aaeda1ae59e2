// Tests of the meaning of gradients: sentences, the gradient of one pass, and the order of influence.

import { InfluenceBars } from "../../static/src/panels/influence-bars.js";
import type { CheckedLeaf, Trace } from "../../static/src/trace/contract.js";
import {
  describeGradient,
  movedAfterwards,
  passGradient,
  rankedLeaves,
  rootOf,
  smallStep,
} from "../../static/src/trace/gradient-meaning.js";
import { describeAccumulated, describeAccumulatedStep } from "../../static/src/trace/notes/accumulated.js";
import { kinksBetween } from "../../static/src/trace/notes/kinks.js";
import { describeMismatch } from "../../static/src/trace/verdicts.js";
import { assert, equal, test, trace } from "../support/harness.js";

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
  const still = trace("zero gradient");
  equal(describeGradient(still, named(still, "a"), 0), "raise a by 0.01 and L stays as it is, because a.grad is 0");
  equal(describeGradient(shown, named(shown, "c"), NaN), "c.grad is NaN, so it does not say how L moves");
});

test("a name stands as the program writes it, at the beginning of a sentence too", () => {
  const infinite = trace("infinite gradient");
  equal(
    describeGradient(infinite, named(infinite, "a"), Infinity, true),
    "a.grad is Infinity, so it does not say how L moves",
  );
  const lecture = trace("lecture");
  equal(describeGradient(lecture, named(lecture, "a"), 6, true).slice(0, 8), "Raise a ");
});

test("what earlier passes have left is told apart from what this pass gives", async () => {
  const shown = trace("same pass twice");
  const a = named(shown, "a");
  const alone = passGradient(shown, a, shown.steps.length)!;
  equal(
    describeGradient(shown, a, alone, true),
    "Raise a by 0.01 and L rises by about 0.04, because this pass adds 4 to a.grad",
  );
  const expected = "and the graph shows what earlier passes left, too";
  assert(describeAccumulated(shown, [{ node: a, grad: alone }]).includes("The graph shows 8"), expected);
  assert(describeAccumulatedStep(shown, [{ node: a, grad: alone }]).startsWith("The step uses a.grad = 8"), expected);
  const bars = new InfluenceBars();
  bars.trace = shown;
  document.body.append(bars);
  await bars.updateComplete;
  assert(bars.textContent.includes("pass alone"), bars.textContent);
});

test("on a kink a gradient is a rule's, and promises nothing", () => {
  const shown = trace("kinks");
  equal(kinksBetween(shown, named(shown, "a"), rootOf(shown)!), ["relu", "abs"]);
  equal(kinksBetween(shown, named(shown, "A"), rootOf(shown)!), []);
  equal(
    describeGradient(shown, named(shown, "a"), 0, true),
    "a.grad is 0, by the rule for relu and abs on their kinks: L may move otherwise on each side",
  );
  const smooth = trace("no kink");
  for (const name of ["a", "b"]) equal(kinksBetween(smooth, named(smooth, name), rootOf(smooth)!), [], name);
});

test("a step is a number that a leaf can be moved by, and what it does is never called 0 or Infinity", () => {
  equal([5e-324, 1e-322, 1e308].map(smallStep), [5e-324, 5e-324, 1e300]);
  const tiny = trace("smallest number");
  equal(
    describeGradient(tiny, named(tiny, "a"), 0.1),
    "raise a by 4.941e\u2212324 and L rises by less than a float can hold, because a.grad is 0.1",
  );
});

test("why a small step is not what the gradient promises is said as it is", () => {
  const checked = { name: "a", numeric: 2, reason: "relu at 0." } as CheckedLeaf;
  equal(describeMismatch({ ...checked, verdict: "kink" }), "relu at 0.");
  assert(describeMismatch({ ...checked, verdict: "agrees" }).startsWith("The result bends here"), "it is a bend");
  assert(describeMismatch({ ...checked, verdict: "differs" }).includes("a slope of 2"), "it is another slope");
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
