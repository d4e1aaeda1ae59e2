// Tests of the player, the state at a position, and the trace index.

import type { Step } from "../../static/src/trace/contract.js";
import { Player } from "../../static/src/trace/playback/player.js";
import { initialState, type State, stateAt, walk } from "../../static/src/trace/playback/snapshot.js";
import { indexTrace, ledgerAt } from "../../static/src/trace/trace-index.js";
import { assert, equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

const NAMES = ["lecture", "twice", "shared", "update", "training", "not finite", "numbers only"];

/** A reproducible sequence of pseudo-random numbers below 1. */
function* chance(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

test("any sequence of jumps leaves the same state as walking there", () => {
  for (const name of NAMES) {
    const shown = trace(name);
    const walked: State[] = [initialState(shown.nodes.length)];
    for (let k = 1; k <= shown.steps.length; k += 1) walked.push(walk(shown, walked[k - 1]!, k));
    const player = new Player();
    player.load(shown);
    const numbers = chance(7);
    for (let jump = 0; jump < 300; jump += 1) {
      const target = Math.floor(numbers.next().value! * (shown.steps.length + 1));
      player.go(target);
      equal(player.state, walked[target], `${name}, position ${target}`);
    }
  }
});

test("at the start nothing is known, at the end everything is as the nodes say", () => {
  for (const name of ["lecture", "twice", "shared", "not finite"]) {
    const shown = trace(name);
    const start = stateAt(shown, 0);
    assert(
      start.data.every((value) => value === null) && start.grad.every((value) => value === null),
      "something is known",
    );
    const end = stateAt(shown, shown.steps.length);
    equal(
      end.data,
      shown.nodes.map((node) => node.data),
      `data of ${name}`,
    );
    equal(
      end.grad,
      shown.nodes.map((node) => node.grad),
      `grad of ${name}`,
    );
  }
});

test("the search's stack is empty at the end, and its order holds every value after its operands", () => {
  const shown = trace("shared");
  const { stack, order, visited } = stateAt(shown, shown.steps.length);
  equal(stack, []);
  equal(
    visited,
    shown.nodes.map(() => 1),
  );
  for (const node of shown.nodes) {
    for (const parent of node.parents)
      assert(order.indexOf(parent) < order.indexOf(node.id), `${parent} stands behind ${node.id}`);
  }
});

test("a state is not touched by what the player does next", () => {
  const player = new Player();
  player.load(trace("lecture"), 5);
  const before = player.state;
  const copy = JSON.stringify(before.data);
  player.last();
  equal(JSON.stringify(before.data), copy);
});

test("moves stop at both ends, and listeners hear of changes only", () => {
  const player = new Player();
  player.load(trace("twice"));
  let heard = 0;
  const forget = player.onChange(() => (heard += 1));
  player.back();
  player.first();
  equal(heard, 0, "calls at the start");
  player.go(1e9);
  equal(player.position, player.length);
  player.next();
  equal(heard, 1, "calls at the end");
  forget();
  player.first();
  equal(heard, 1, "calls after it was forgotten");
});

test("moves by phase go to the ends of phases, moves to a phase to its first step", () => {
  const player = new Player();
  player.load(trace("lecture"));
  const ends = player.index!.phases.map((range) => range.end);
  equal(
    player.index!.phases.map((range) => range.phase),
    ["forward", "order", "backward"],
  );
  const reached: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    player.nextPhase();
    reached.push(player.position);
  }
  equal(reached, ends);
  player.backPhase();
  equal(player.position, ends[1]);
  player.goPhase("backward");
  equal(player.step!.kind, "seed");
  player.goPhase("update");
  equal(player.step!.kind, "seed", "a phase that is not there changes nothing; the step");
});

test("moves by node take all contributions of one result at once", () => {
  const player = new Player();
  player.load(trace("lecture"));
  player.goPhase("backward");
  const after: string[] = [];
  while (player.position < player.length) {
    player.nextNode();
    const step = player.step!;
    after.push(step.kind === "flow" ? player.trace!.nodes[step.from]!.name : step.kind);
  }
  equal(after, ["L", "d", "e"]);
  player.backNode();
  equal(player.trace!.nodes[(player.step as { from: number }).from]!.name, "d");
});

test("the ledger holds both contributions of a + a, with the running sum", () => {
  const shown = trace("twice");
  const index = indexTrace(shown);
  const a = shown.nodes.find((node) => node.name === "a")!.id;
  const entries = ledgerAt(index, a, shown.steps.length);
  equal(
    entries.map((entry) => entry.flow.contribution),
    [1, 1],
  );
  equal(
    entries.map((entry) => entry.sum),
    [1, 2],
  );
  equal(ledgerAt(index, a, entries[1]!.step).length, 1, "lines before the second step");
});

test("next passes over the search and over the gradients of constants", () => {
  const player = new Player();
  player.load(trace("training"));
  const passedOver = (step: Step): boolean =>
    step.kind === "flow" && player.trace!.nodes[step.node]!.kind === "constant";
  const seen: Step[] = [];
  while (player.position < player.length) {
    player.next();
    seen.push(player.step!);
  }
  equal(seen.filter(({ phase }) => phase === "order").length, 1, "steps of the order");
  equal(seen.slice(0, -1).filter(passedOver), []);
  const expected = player.trace!.steps.filter((step) => step.phase !== "order" && !passedOver(step)).length + 1;
  equal(player.lastPlace, expected, "places");
  equal(player.place, player.lastPlace);
  player.back();
  equal(player.place, player.lastPlace - 1);
});

test("in every detail each step is a place", () => {
  const player = new Player(() => true);
  player.load(trace("training"));
  player.goPlace(7);
  equal(player.position, 7);
  player.next();
  equal([player.position, player.place, player.lastPlace], [8, 8, player.length]);
});

test("a place is a position where next stops, and the places of the phases follow one another", () => {
  const player = new Player();
  player.load(trace("training"));
  for (let place = 0; place <= player.lastPlace; place += 1) {
    player.goPlace(place);
    equal(player.place, place);
  }
  equal(player.position, player.length);
  const ends = [0, ...player.phasePlaces.map(({ end }) => end)];
  equal(
    player.phasePlaces.map(({ start }) => start),
    ends.slice(0, -1),
  );
  equal(ends.at(-1), player.lastPlace);
});
