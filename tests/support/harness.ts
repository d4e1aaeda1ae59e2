// Test harness in the browser: a test is a sentence and a function that throws. pytest collects the failures from `run`
// (tests/front/test_front.py).

import type { Numbers, Picture, Trace } from "../../static/src/trace/contract.js";
import { decodeReply } from "../../static/src/trace/decode.js";

const tests: { readonly sentence: string; readonly body: () => void | Promise<void> }[] = [];

/** The engine's replies, by the names in tests/support/traces.py. */
declare const replies: Readonly<Record<string, string>>;

export function test(sentence: string, body: () => void | Promise<void>): void {
  tests.push({ sentence, body });
}

export interface Outcome {
  readonly passed: string[];
  readonly failed: string[];
}

export async function run(): Promise<Outcome> {
  const outcome: Outcome = { passed: [], failed: [] };
  for (const { sentence, body } of tests) {
    try {
      await body();
      outcome.passed.push(sentence);
    } catch (error) {
      outcome.failed.push(`${sentence}: ${error instanceof Error ? error.message : String(error)}`);
    }
    document.body.replaceChildren();
  }
  return outcome;
}

export function trace(name: string): Trace {
  return decodeReply("trace", json(name));
}

export function picture(name: string): Picture {
  return decodeReply("draw", json(name));
}

export function numbers(name: string): Numbers {
  return decodeReply("numbers", json(name));
}

/** A fresh copy of the reply, which the test may modify. */
export function json(name: string): any {
  const text = replies[name];
  if (text === undefined) throw new Error(`traces.py has no ${name}`);
  return JSON.parse(text);
}

export function equal(actual: unknown, expected: unknown, what = "it"): void {
  const [a, b] = [serialized(actual), serialized(expected)];
  if (a !== b) throw new Error(`${what} is ${a} instead of ${b}`);
}

export function assert(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

export function throws(body: () => unknown, message: string): void {
  try {
    body();
  } catch (error) {
    if (String(error).includes(message)) return;
    throw new Error(`it throws "${String(error)}" instead of "${message}"`);
  }
  throw new Error(`it does not throw "${message}"`);
}

/** JSON in which NaN, the infinities, 0 and -0 differ. */
function serialized(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === "number" && (!Number.isFinite(each) || Object.is(each, -0)))
      return `number ${Object.is(each, -0) ? "-0" : each}`;
    if (ArrayBuffer.isView(each)) return [...(each as Uint8Array)];
    return each;
  });
}
