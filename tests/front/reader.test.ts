// Tests of the decoder of the engine's replies.

import { decodeFault, decodeReply } from "../../static/src/trace/decode.js";
import { equal, json, test, throws, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

test("a reply of the engine is read whole", () => {
  const { nodes, steps, dot } = json("lecture");
  const shown = trace("lecture");
  equal(shown.nodes, nodes);
  equal(
    shown.steps.map((step) => step.text),
    steps.map((step: { text: string }) => step.text),
  );
  equal(shown.dot, dot);
});

test("numbers that JSON lacks become numbers", () => {
  const shown = trace("not finite");
  const byName = (name: string): number => shown.nodes.find((node) => node.name === name)!.data;
  equal(byName("b"), Infinity);
  equal(byName("c"), NaN);
});

const INVALID: readonly [what: string, spoil: (reply: any) => void, message: string][] = [
  ["another version", (reply) => (reply.version = 2), "version: expected 1, got 2"],
  ["a node out of place", (reply) => (reply.nodes[2].id = 5), "nodes[2].id: expected 2, got 5"],
  [
    "an operand that is not there",
    (reply) => (reply.nodes[4].parents = [99]),
    "nodes[4].parents[0]: expected an index of nodes",
  ],
  ["a number in words", (reply) => (reply.nodes[0].data = "many"), 'nodes[0].data: expected a number, got "many"'],
  ["a step of no kind", (reply) => (reply.steps[1].kind = "leap"), "steps[1].kind: expected one of leaf, operation,"],
  ["a step of no phase", (reply) => delete reply.steps[1].phase, 'steps[1].phase: expected "forward", got nothing'],
  ["half a change", (reply) => (reply.steps[0].set = [[0, "data"]]), "steps[0].set[0]: expected 4 items"],
  ["a span that is none", (reply) => (reply.nodes[0].span = [1, 2, 3]), "nodes[0].span: expected 4 items"],
  ["no nodes", (reply) => delete reply.nodes, "nodes: expected a list, got nothing"],
];
for (const [what, spoil, message] of INVALID) {
  test(`${what} is refused by name`, () => {
    const reply = json("lecture");
    spoil(reply);
    throws(() => decodeReply("trace", reply), message);
  });
}

test("something else than a reply is refused", () => {
  for (const reply of [null, [], "trace", 1]) throws(() => decodeReply("trace", reply), "trace: expected an object");
});

test("the error of a reply is found, and only there", () => {
  const error = {
    code: "limit",
    message: "Too long.",
    line: null,
    column: null,
    end_line: null,
    end_column: null,
    hint: "",
  };
  equal(decodeFault({ error }), error);
  equal(decodeFault(json("lecture")), null);
  throws(() => decodeFault({ error: { ...error, code: "boom" } }), "error.code: expected one of");
});

test("a check is read with its curve", () => {
  const leaf = {
    node: 0,
    name: "a",
    data: 2,
    grad: 6,
    numeric: "NaN",
    difference: "NaN",
    error: "Infinity",
    h: 0,
    verdict: "cannot be measured",
    agrees: false,
    digits: null,
    reason: "a itself is NaN.",
  };
  const check = decodeReply("check", {
    version: 1,
    root: "L",
    complete: true,
    leaves: [leaf],
    curve_leaves: 1,
    curve: [{ h: 0.1, error: "Infinity" }],
  });
  equal(check.leaves[0]!.numeric, NaN);
  equal(check.curve, [{ h: 0.1, error: Infinity }]);
});
