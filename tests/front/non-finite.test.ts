// Tests of the trail of non-finite numbers.

import { describeNanTrail, findNanTrail, nanTrailNotes } from "../../static/src/trace/notes/nan-trail.js";
import { equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

test("an infinity is traced to the operation that made it, and on to what it spoils", () => {
  const shown = trace("not finite");
  const trail = findNanTrail(shown)!;
  equal(
    [shown.nodes[trail.origin]!.name, trail.field, trail.reached.map((node) => shown.nodes[node]!.name)],
    ["b", "data", ["v3", "c"]],
  );
  equal(shown.steps[trail.step]!.node, trail.origin);
  equal(
    describeNanTrail(shown, trail),
    "It starts in step 2: exp(1000) gives Infinity. It is passed on to v3.data = −Infinity, c.data = NaN.",
  );
  equal(
    nanTrailNotes(shown, trail).map(({ short }) => short),
    ["starts here", "passed on", "passed on"],
  );
});

test("a gradient that is not finite is traced where all data is", () => {
  const shown = trace("infinite slope");
  const trail = findNanTrail(shown)!;
  equal([shown.nodes[trail.origin]!.name, trail.field, trail.reached], ["x", "grad", []]);
  equal(
    describeNanTrail(shown, trail),
    `It starts in step ${trail.step + 1}: x.grad = NaN. sqrt(0) has the local derivative Infinity; ` +
      "times the upstream gradient 0 that is NaN. It is passed on to no other value.",
  );
});

test("a constant that is not finite is followed into the result of its own step", () => {
  for (const [name, origin] of [
    ["divided by zero", "3 / 0 gives Infinity."],
    ["times infinity", "3 * Infinity gives Infinity."],
    ["plus nan", "3 + NaN gives NaN."],
  ] as const) {
    const shown = trace(name);
    const trail = findNanTrail(shown)!;
    equal(
      trail.reached.map((node) => shown.nodes[node]!.name),
      ["y", "z"],
      name,
    );
    const number = origin.includes("NaN") ? "NaN" : "Infinity";
    equal(
      describeNanTrail(shown, trail),
      `It starts in step 2: ${origin} It is passed on to y.data = ${number}, z.data = ${number}.`,
    );
  }
});

test("the gradient of a constant is no trail", () => {
  const shown = trace("masked logarithm");
  const trail = findNanTrail({ ...shown, steps: shown.steps.filter(({ phase }) => phase === "backward") })!;
  equal(shown.nodes[trail.origin]!.name, "x");
});

test("there is no trail where every number is finite", () => {
  equal(findNanTrail(trace("lecture")), null);
});
