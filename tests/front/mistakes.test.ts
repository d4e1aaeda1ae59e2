// Tests of the analysis of deliberate mistakes.

import { nodeDescription } from "../../static/src/graph/keyboard-cursor.js";
import { counterexample, mistakeNotes, mistakeSummary, wrongGrads } from "../../static/src/trace/notes/mistakes.js";
import { Player } from "../../static/src/trace/playback/player.js";
import { equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

test("overwriting leaves a + a with half its gradient, and says why", () => {
  const shown = trace("twice overwritten");
  equal(
    wrongGrads(shown).map(({ node, grad, truth }) => [shown.nodes[node]!.name, grad, truth]),
    [["a", 1, 2]],
  );
  equal(
    mistakeSummary(shown),
    "1 of 2 gradients comes out wrong: a gets 2 contributions. " +
      "Each takes the place of the one before, so only the last is left.",
  );
});

test("a gradient is called wrong once nothing more comes to it", () => {
  const shown = trace("twice overwritten");
  const { length } = shown.steps;
  equal(mistakeNotes(shown, length - 1), []);
  equal(
    mistakeNotes(shown, length).map(({ text }) => text),
    ["a.grad is 1, should be 2"],
  );
});

test("a screen reader hears what a wrong gradient should be", () => {
  const shown = trace("twice overwritten");
  const { length } = shown.steps;
  const player = new Player();
  player.load(shown, length);
  equal(nodeDescription(shown, player.state, 0).endsWith("a.grad is 1, should be 2."), true);
  player.go(length - 1);
  equal(nodeDescription(shown, player.state, 0).includes("should be"), false);
});

test("in the wrong order the first value that passes on too early is named", () => {
  const shown = trace("two depths in the wrong order");
  equal(
    mistakeSummary(shown),
    "2 of 5 gradients come out wrong: c passes its gradient on too early. c.grad is 0 then, and should be 72.",
  );
});

test("an order that does no harm here says which graph shows it", () => {
  const shown = trace("plus nan in the wrong order");
  equal(
    mistakeSummary({ ...shown, steps: shown.steps.filter(({ kind }) => kind !== "flow") }).includes("two depths"),
    true,
  );
});

test("an infinite gradient is not near a finite one", () => {
  const shown = trace("twice overwritten");
  const nodes = shown.nodes.map((node) => (node.name === "a" ? { ...node, grad: Infinity } : node));
  equal(
    wrongGrads({ ...shown, nodes }).map(({ grad }) => grad),
    [Infinity],
  );
});

test("a mistake that does no harm says so", () => {
  equal(
    mistakeSummary(trace("lecture overwritten")),
    "No gradient comes out wrong: nothing that was added before is lost here. " +
      "A value that is used twice shows it.",
  );
});

test("a correct pass has nothing wrong", () => {
  equal(wrongGrads(trace("twice")), []);
});

test("a mistake that does no harm comes with a program in which it does", () => {
  equal(counterexample(trace("lecture overwritten")), "a = Value(3.0)\nb = a + a\nb.backward()\n");
  equal(counterexample(trace("twice overwritten")), null);
  equal(counterexample(trace("lecture")), null);
});
