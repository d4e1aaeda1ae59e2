// Compiles networks on demand: requests are debounced, the latest wins, and the last eight networks are cached.

import type { Backend } from "../backend/backend.js";
import { LatestRequest } from "../lib/latest-request.js";
import type { Result } from "../trace/contract.js";
import { fetchSetup } from "./api.js";
import type { RunSettings } from "./runs.js";
import type { Settings } from "./settings/settings.js";
import type { RunSpec } from "./training/messages.js";
import type { Setup } from "./training/setup.js";

/** While a number is typed, or a button pressed repeatedly. */
const DEBOUNCE = 200; // milliseconds
const CAPACITY = 8;

export interface Compiled {
  readonly setups: readonly Setup[];
  /** Time to compile; null if all setups came from the cache. */
  readonly milliseconds: number | null;
}

export class SetupCache {
  readonly #latest = new LatestRequest();
  /** Least recently used first. */
  readonly #cached = new Map<string, Setup>();

  /** Whether `runs` have the networks that `required` need; their update rules may differ. */
  static matches(runs: readonly RunSpec[], required: readonly RunSettings[]): boolean {
    return (
      runs.length === required.length &&
      required.every(
        ({ name, settings }, i) => runs[i]!.name === name && cacheKey(runs[i]!.setup.settings) === cacheKey(settings),
      )
    );
  }

  /** Adds a setup that came with the page. */
  add(setup: Setup): void {
    this.#store(setup.settings, setup);
  }

  /** One setup for each of `settings`, from the cache or the engine; null if a newer call replaced this one. */
  compile(backend: Backend, settings: readonly Settings[]): Promise<Result<Compiled> | null> {
    return this.#latest.replace(async (signal) => {
      const cached = settings.map((each) => this.#cached.get(cacheKey(each)));
      if (cached.every((setup) => setup !== undefined))
        return { ok: true, value: { setups: cached, milliseconds: null } };
      await delay(signal);
      const start = performance.now();
      const setups: Setup[] = [];
      for (const each of settings) {
        const cached = this.#cached.get(cacheKey(each));
        const result: Result<Setup> = cached ? { ok: true, value: cached } : await fetchSetup(backend, each, signal);
        if (!result.ok) return result;
        this.#store(each, result.value);
        setups.push(result.value);
      }
      return { ok: true, value: { setups, milliseconds: performance.now() - start } };
    });
  }

  /** Drops the request in flight. */
  cancel(): void {
    this.#latest.cancel();
  }

  #store(settings: Settings, setup: Setup): void {
    const key = cacheKey(settings);
    this.#cached.delete(key);
    this.#cached.set(key, setup);
    if (this.#cached.size > CAPACITY) this.#cached.delete(this.#cached.keys().next().value!);
  }
}

/** The settings that module and initial parameters depend on; the rate and its decay may change while it trains. */
export function cacheKey({ rate: _, decay: __, over: ___, ...compiled }: Settings): string {
  return JSON.stringify(compiled, Object.keys(compiled).sort().concat("kind", "count", "noise", "seed", "rows"));
}

function delay(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, DEBOUNCE);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
