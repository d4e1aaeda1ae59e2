// Requests of which only the newest counts: what an older one returns or throws after that is dropped.

import { LatestRequest } from "../../static/src/lib/latest-request.js";
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
    const latest = new LatestRequest();
    const [older, newer] = [answer(), answer()];
    // Neither looks at its signal: a worker cannot be interrupted.
    const results = [latest.replace(() => older.promise), latest.replace(() => newer.promise)];
    for (const each of olderFirst ? [older, newer] : [newer, older]) each.resolve(each === older ? "old" : "new");
    equal(await Promise.all(results), [null, "new"]);
  }
});

test("a newer question tells the older one's work to end", async () => {
  const latest = new LatestRequest();
  let older: AbortSignal | null = null;
  const first = latest.replace(async (signal) => {
    older = signal;
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("ended"))));
  });
  equal(await latest.replace(() => Promise.resolve("new")), "new");
  equal(await first, null);
  assert(older!.aborted, "it goes on");
});

test("a question that is withdrawn has no answer", async () => {
  const latest = new LatestRequest();
  const only = answer();
  const result = latest.replace(() => only.promise);
  latest.cancel();
  only.resolve("late");
  equal(await result, null);
});

test("the newest question's failure is its asker's, an older one's is nobody's", async () => {
  const latest = new LatestRequest();
  const [older, newer] = [answer(), answer()];
  const first = latest.replace(() => older.promise);
  const second = latest.replace(() => newer.promise).catch((error: Error) => error.message);
  older.reject(new Error("of the older"));
  newer.reject(new Error("of the newer"));
  equal(await Promise.all([first, second]), [null, "of the newer"]);
});

/** A request by name, which notes when it starts and when its answer is shown. */
function named(name: string, log: string[]) {
  const { promise, resolve } = answer();
  const work = async (signal: AbortSignal): Promise<void> => {
    log.push(`${name} starts`);
    await promise;
    if (!signal.aborted) log.push(`${name} is shown`);
  };
  return { work, resolve: () => resolve(name) };
}

const settled = (): Promise<void> => new Promise((later) => setTimeout(later));

test("of the requests made while one runs, the newest follows it", async () => {
  const [latest, log] = [new LatestRequest(), [] as string[]];
  const [first, passedOver, newest] = ["first", "passed over", "newest"].map((name) => named(name, log)) as [
    ReturnType<typeof named>,
    ReturnType<typeof named>,
    ReturnType<typeof named>,
  ];
  latest.follow(first.work);
  latest.follow(passedOver.work);
  latest.follow(newest.work);
  assert(latest.outdated, "nothing waits");
  first.resolve();
  await settled();
  assert(!latest.outdated, "something waits");
  newest.resolve();
  await settled();
  equal(log, ["first starts", "first is shown", "newest starts", "newest is shown"]);
});

test("a request that fails does not hold up the one that waits", async () => {
  const [latest, log] = [new LatestRequest(), [] as string[]];
  const failing = answer();
  const failed = latest.replace(() => failing.promise).catch((error: Error) => error.message);
  latest.follow(named("next", log).work);
  failing.reject(new Error("no"));
  equal(await failed, "no");
  await settled();
  equal(log, ["next starts"]);
});

for (const [how, act, expected] of [
  ["the one that waits may overtake", (latest) => latest.overtake(), ["first starts", "next starts", "next is shown"]],
  ["a replacement takes the place of both", (latest) => void latest.replace(async () => null), ["first starts"]],
  ["a withdrawal ends both", (latest) => latest.cancel(), ["first starts"]],
] satisfies [string, (latest: LatestRequest) => void, string[]][]) {
  test(`of a request that runs and one that waits, ${how}`, async () => {
    const [latest, log] = [new LatestRequest(), [] as string[]];
    const [first, next] = [named("first", log), named("next", log)];
    latest.follow(first.work);
    latest.follow(next.work);
    act(latest);
    first.resolve();
    next.resolve();
    await settled();
    equal(log, expected);
  });
}
