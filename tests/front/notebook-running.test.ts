// The queue of cells and the bounds of their outputs, with a stand-in for the kernel.

import type { CellOutput, Kernel, RunReply } from "../../static/src/notebook/contract.js";
import { NO_OUTPUTS, withOutput } from "../../static/src/notebook/run/bounded-outputs.js";
import { RunQueue } from "../../static/src/notebook/run/run-queue.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

function replyOf(status: RunReply["status"] = "ok"): RunReply {
  return { version: 1, status, count: 1, seconds: 0, passes: [], skipped: 0, right: 0, wrong: 0, notes: [] };
}

/** Cells whose runs end as `outcomes` says, and what the page was told, in order. */
async function ran(
  ids: readonly string[],
  outcomes: Readonly<Record<string, RunReply["status"] | "lost">>,
): Promise<string[]> {
  const told: string[] = [];
  const kernel = {
    run: async (cell: string, source: string, _: number | null, onOutput: (output: CellOutput) => void) => {
      if (outcomes[cell] === "lost") throw new Error("Python broke");
      onOutput({ type: "stream", name: "stdout", text: source });
      return replyOf(outcomes[cell] as RunReply["status"] | undefined);
    },
  } as unknown as Kernel;
  await new Promise<void>((resolve) => {
    const queue: RunQueue = new RunQueue(kernel, {
      source: (id) => (id === "gone" ? null : `text of ${id}`),
      started: (id) => told.push(`start ${id}`),
      outputs: (id, outputs) => told.push(`${id} prints ${outputs.length}`),
      ended: (id, { status }) => told.push(`end ${id} ${status}`),
      lost: (id) => told.push(`lost ${id}`),
      changed: () => {
        if (told.length > 0 && queue.running === null && queue.waiting.length === 0) resolve();
      },
    });
    queue.add(ids);
  });
  return told;
}

test("cells run one after another, and each shows its outputs before it ends", async () => {
  equal(await ran(["a", "b"], {}), ["start a", "a prints 1", "end a ok", "start b", "b prints 1", "end b ok"]);
});

test("a cell that is gone when its turn comes is left out", async () => {
  equal((await ran(["gone", "b"], {})).at(-1), "end b ok");
});

test("an error, a stop and a broken worker empty the queue", async () => {
  equal((await ran(["a", "b"], { a: "error" })).at(-1), "end a error");
  equal((await ran(["a", "b"], { a: "interrupted" })).at(-1), "end a interrupted");
  equal((await ran(["a", "b"], { a: "lost" })).at(-1), "lost a");
});

const print = (text: string): CellOutput => ({ type: "stream", name: "stdout", text });

test("what one stream prints piece by piece is one output", () => {
  const { outputs } = ["a", "b\n", "c"].map(print).reduce(withOutput, NO_OUTPUTS);
  equal(outputs, [print("ab\nc")]);
});

test("endless output is cut off with a sentence, and an error after it is still shown", () => {
  let outputs = NO_OUTPUTS;
  for (let i = 0; i < 400; i += 1) outputs = withOutput(outputs, print("x".repeat(1000)));
  const characters = outputs.outputs.reduce((sum, each) => sum + (each.type === "stream" ? each.text.length : 0), 0);
  assert(outputs.cut && characters < 201_000, `${characters}`);
  const error: CellOutput = { type: "error", error: { type: "E", message: "", traceback: [], hint: "" } };
  equal(withOutput(outputs, error).outputs.at(-1), error);
});

test("a thousand drawings are as many as the page keeps, and no more", () => {
  let outputs = NO_OUTPUTS;
  for (let i = 0; i < 1000; i += 1) outputs = withOutput(outputs, { type: "display", data: { "text/plain": "x" } });
  assert(outputs.outputs.length <= 201, `${outputs.outputs.length}`);
});
