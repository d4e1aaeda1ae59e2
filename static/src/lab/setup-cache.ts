// Networks as they are asked for: the newest wish counts, wishes that come quickly are asked once, and what has been compiled
// lately is not asked again.

import type { Backend } from "../backend/backend.js";
import { Latest } from "../lib/latest.js";
import type { Result } from "../trace/contract.js";
import { askSetup } from "./api.js";
import type { Wanted } from "./runs.js";
import type { Settings } from "./settings/settings.js";
import type { Start } from "./training/messages.js";
import type { Setup } from "./training/setup.js";

/** While a number is being typed or a button pressed again and again. */
const PAUSE = 200; // milliseconds
const KEPT = 8;

export interface Compiled {
  readonly setups: readonly Setup[];
  /** Null where nothing had to be asked. */
  readonly milliseconds: number | null;
}

export class SetupCache {
  readonly #latest = new Latest();
  readonly #kept = new Map<string, Setup>();

  /** Whether `wanted` are these runs, steered in perhaps another way. */
  static fit(starts: readonly Start[], wanted: readonly Wanted[]): boolean {
    return (
      starts.length === wanted.length &&
      wanted.every(
        ({ name, settings }, i) => starts[i]!.name === name && keyOf(starts[i]!.setup.settings) === keyOf(settings),
      )
    );
  }

  /** A network that came with the page. */
  keep(setup: Setup): void {
    this.#remember(setup.settings, setup);
  }

  /** Null where a newer wish took its place. */
  want(backend: Backend, wanted: readonly Settings[]): Promise<Result<Compiled> | null> {
    return this.#latest.run(async (signal) => {
      const known = wanted.map((settings) => this.#kept.get(keyOf(settings)));
      if (known.every((setup) => setup !== undefined))
        return { ok: true, value: { setups: known, milliseconds: null } };
      await pause(signal);
      const start = performance.now();
      const setups: Setup[] = [];
      for (const settings of wanted) {
        const known = this.#kept.get(keyOf(settings));
        const result: Result<Setup> = known ? { ok: true, value: known } : await askSetup(backend, settings, signal);
        if (!result.ok) return result;
        this.#remember(settings, result.value);
        setups.push(result.value);
      }
      return { ok: true, value: { setups, milliseconds: performance.now() - start } };
    });
  }

  /** Nothing is wanted any more but what there is. */
  cancel(): void {
    this.#latest.cancel();
  }

  #remember(settings: Settings, setup: Setup): void {
    const key = keyOf(settings);
    this.#kept.delete(key);
    this.#kept.set(key, setup);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

/** What a module and its start depend on: the rate is the host's, and may change while it trains. */
export function keyOf({ rate: _, decay: __, over: ___, ...compiled }: Settings): string {
  return JSON.stringify(compiled, Object.keys(compiled).sort().concat("kind", "count", "noise", "seed", "rows"));
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((go, reject) => {
    const timer = setTimeout(go, PAUSE);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
