// Tests of the words of the gradient check and of its error curve.

import type { CheckedLeaf } from "../../static/src/trace/contract.js";
import { describeAccumulated } from "../../static/src/trace/notes/accumulated.js";
import { bestPoint, describeErrorCurve } from "../../static/src/trace/notes/error-curve.js";
import { describeVerdict, summarizeCheck } from "../../static/src/trace/verdicts.js";
import { equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

function leaf(name: string, verdict: CheckedLeaf["verdict"]): CheckedLeaf {
  const digits = verdict === "agrees" ? 9 : null;
  const numbers = { node: 0, data: 1, grad: 6, numeric: 6, difference: 0, error: 0, h: 0.001 };
  return { ...numbers, name, verdict, digits, agrees: verdict === "agrees", reason: "" };
}

function summary(...leaves: CheckedLeaf[]): string {
  return summarizeCheck({ version: 1, root: "L", complete: true, leaves, curve_leaves: 1, curve: [] });
}

test("each verdict has its word and its mark", () => {
  equal(
    (["agrees", "differs", "cannot be measured", "kink"] as const).map((each) => describeVerdict(leaf("a", each))),
    ["✓ agrees to 9 digits", "✗ differs", "? cannot be measured", "∧ kink"],
  );
});

test("the summary names every leaf without a plain yes", () => {
  const [a, b] = [leaf("a", "agrees"), leaf("b", "agrees")];
  equal([summary(), summary(a), summary(a, b)], ["There is no leaf to check.", "It agrees.", "All 2 agree."]);
  equal(summary(a, leaf("c", "differs")), "1 of 2 differs: c.grad. The other agrees.");
  equal(
    summary(a, b, leaf("c", "kink"), leaf("d", "cannot be measured"), leaf("e", "cannot be measured")),
    "1 of 5 is on a kink: c.grad. 2 of 5 cannot be measured here: d.grad, e.grad. The other 2 agree.",
  );
});

test("the caption says what this curve does", () => {
  const curve = (...errors: number[]) => errors.map((error, k) => ({ h: 10 ** -(k + 1), error }));
  equal(
    describeErrorCurve(curve(1e-2, 1e-6, 1e-3)),
    "Here it shrinks until h = 0.01; from there on rounding takes over and it grows.",
  );
  equal(
    describeErrorCurve(curve(1e-14, 1e-10, 1e-3)),
    "Here it only grows as h shrinks: a large h is exact enough, and rounding spoils a small one.",
  );
  equal(describeErrorCurve(curve(1, 0.1, 0.01)), "Here it shrinks all the way and is smallest at h = 0.001.");
  equal(describeErrorCurve(curve(0, 0)), "Here it is 0 at every h: the quotient is exact.");
  equal(describeErrorCurve(curve(0.5, 0.5)), "Here it is 0.5 at every h: no step brings it nearer, as on a kink.");
  equal(describeErrorCurve(curve(0.5, 0.6)), "Here it stays near 0.5 at every h: no step measures this slope.");
  equal(describeErrorCurve(curve(NaN, Infinity)), "Here it is a finite number at no h.");
  equal(
    describeErrorCurve(curve(NaN, 1e-2, 1e-6)),
    "Above h = 0.01 it is not a finite number. Here it shrinks all the way and is smallest at h = 0.001.",
  );
});

test("a curve that begins with NaN has a smallest error all the same", () => {
  equal(
    bestPoint([
      { h: 0.1, error: NaN },
      { h: 0.01, error: 3 },
      { h: 0.001, error: 2 },
    ])?.h,
    0.001,
  );
});

test("a gradient that holds more than this pass gives is told", () => {
  const shown = trace("twice");
  const alone = { ...leaf("a", "agrees"), grad: shown.nodes[0]!.grad };
  equal(describeAccumulated(shown, [alone]), "");
  equal(
    describeAccumulated(shown, [{ ...alone, grad: 1 }]).startsWith(
      "This is about the shown pass alone, which gives a.grad = 1. The graph shows 2:",
    ),
    true,
  );
});
