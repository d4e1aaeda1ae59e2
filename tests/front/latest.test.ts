// Latest-wins runner: results of aborted work are dropped, and rejections only of the newest call are seen.

import { Latest } from "../../static/src/lib/latest.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

interface Answer {
  readonly promise: Promise<string>;
  resolve(text: string): void;
  reject(error: Error): void;
}

/** An answer that comes when the test says so. */
function answer(): Answer {
  let resolve: Answer["resolve"] = () => undefined;
  let reject: Answer["reject"] = () => undefined;
  const promise = new Promise<string>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

test("of two questions the older one has no answer, whichever is answered first", async () => {
  for (const olderFirst of [true, false]) {
    const latest = new Latest();
    const [older, newer] = [answer(), answer()];
    // Neither looks at its signal: a worker cannot be interrupted.
    const results = [latest.run(() => older.promise), latest.run(() => newer.promise)];
    for (const each of olderFirst ? [older, newer] : [newer, older]) each.resolve(each === older ? "old" : "new");
    equal(await Promise.all(results), [null, "new"]);
  }
});

test("a newer question tells the older one's work to end", async () => {
  const latest = new Latest();
  let older: AbortSignal | null = null;
  const first = latest.run(async (signal) => {
    older = signal;
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("ended"))));
  });
  equal(await latest.run(() => Promise.resolve("new")), "new");
  equal(await first, null);
  assert(older!.aborted, "it goes on");
});

test("a question that is withdrawn has no answer", async () => {
  const latest = new Latest();
  const only = answer();
  const result = latest.run(() => only.promise);
  latest.cancel();
  only.resolve("late");
  equal(await result, null);
});

test("the newest question's failure is its asker's, an older one's is nobody's", async () => {
  const latest = new Latest();
  const [older, newer] = [answer(), answer()];
  const first = latest.run(() => older.promise);
  const second = latest.run(() => newer.promise).catch((error: Error) => error.message);
  older.reject(new Error("of the older"));
  newer.reject(new Error("of the newer"));
  equal(await Promise.all([first, second]), [null, "of the newer"]);
});
