// Asks the chosen back end for a trace of the text: soon after a keystroke, at once after a choice; only the latest answer counts.

import type { Place } from "./app-state.js";
import { type Backend, Latest } from "./backend.js";
import { blankTrace, isBlank } from "./blank.js";
import type { MistakenParams, Result, Trace } from "./contract.js";

/** How long the reader pauses before the text is sent. */
const PAUSE = 40; // milliseconds

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
    this.#pause = setTimeout(() => void this.now(question), PAUSE);
  }

  async now({ place, params }: Question): Promise<void> {
    this.cancel();
    if (isBlank(params.source)) return this.#listener.answered({ ok: true, value: blankTrace(params) }, 0);
    this.#listener.asked();
    const start = performance.now();
    const result = await this.#latest.run((signal) => this.#backends[place].trace(params, signal));
    if (result) this.#listener.answered(result, performance.now() - start);
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
