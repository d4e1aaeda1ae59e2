// Asks the chosen back end for a trace of the text: soon after a keystroke, at once after a choice; only the latest answer counts.

import { Latest } from "../lib/latest.js";
import type { MistakenParams, Result, Trace } from "../trace/contract.js";
import { blankTrace, isBlank } from "../trace/empty.js";
import type { Backend } from "./backend.js";
import type { Place } from "./place.js";

/**
 * How long the reader pauses before the text is sent: half as long as the last answer took, so that a small program follows every
 * key, and a large one is not run for each.
 */
const PAUSE = { least: 0, most: 300 }; // milliseconds

export interface Question {
  readonly place: Place;
  readonly params: MistakenParams;
}

export interface AskingListener {
  asked(): void;
  answered(result: Result<Trace>, milliseconds: number): void;
}

export class Asking {
  readonly #latest = new Latest();
  readonly #backends: Readonly<Record<Place, Backend>>;
  readonly #listener: AskingListener;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #took = 0; // milliseconds, for the last answer
  /** Asked by a hand that moves on: the newest, while the answer to an older one is made. */
  #next: Question | null = null;
  #following = false;

  constructor(backends: Readonly<Record<Place, Backend>>, listener: AskingListener) {
    this.#backends = backends;
    this.#listener = listener;
  }

  soon(question: Question): void {
    this.cancel();
    this.#listener.asked();
    this.#pause = setTimeout(
      () => void this.now(question),
      Math.min(Math.max(this.#took / 2, PAUSE.least), PAUSE.most),
    );
  }

  async now({ place, params }: Question): Promise<void> {
    this.cancel();
    if (isBlank(params.source)) return this.#listener.answered({ ok: true, value: blankTrace(params) }, 0);
    this.#listener.asked();
    const start = performance.now();
    const result = await this.#latest.run((signal) => this.#backends[place].trace(params, signal));
    if (!result) return;
    this.#took = performance.now() - start;
    this.#listener.answered(result, this.#took);
  }

  /** As `now`, but an answer that is being made is waited for: a hand that moves on sees every answer, not only the last. */
  async follow(question: Question): Promise<void> {
    this.#next = question;
    if (this.#following) return;
    this.#following = true;
    while (this.#next) await this.now(this.#next);
    this.#following = false;
  }

  cancel(): void {
    this.#next = null;
    clearTimeout(this.#pause);
    this.#latest.cancel();
  }
}
