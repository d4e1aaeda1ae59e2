// Asks the chosen back end for a trace of the text: soon after a keystroke, at once after a choice; only the latest answer counts.

import { Latest } from "../lib/latest.js";
import type { Result, Trace, TraceMethodParams } from "../trace/contract.js";
import { emptyTrace, isEmptyProgram } from "../trace/empty.js";
import type { Backend } from "./backend.js";
import type { BackendId } from "./backend-id.js";

/**
 * How long the reader pauses before the text is sent: half as long as the last answer took, so that a small program follows every
 * key, and a large one is not run for each.
 */
const PAUSE = { least: 0, most: 300 }; // milliseconds

export interface TraceRequest {
  readonly backend: BackendId;
  readonly params: TraceMethodParams;
}

export interface TraceRequestsListener {
  onRequest(): void;
  onResult(result: Result<Trace>, milliseconds: number): void;
}

export class TraceRequests {
  readonly #latest = new Latest();
  readonly #backends: Readonly<Record<BackendId, Backend>>;
  readonly #listener: TraceRequestsListener;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #took = 0; // milliseconds, for the last answer
  /** Asked by a hand that moves on: the newest, while the answer to an older one is made. */
  #next: TraceRequest | null = null;
  #following = false;

  constructor(backends: Readonly<Record<BackendId, Backend>>, listener: TraceRequestsListener) {
    this.#backends = backends;
    this.#listener = listener;
  }

  debounce(question: TraceRequest): void {
    this.cancel();
    this.#listener.onRequest();
    this.#pause = setTimeout(
      () => void this.run(question),
      Math.min(Math.max(this.#took / 2, PAUSE.least), PAUSE.most),
    );
  }

  async run({ backend, params }: TraceRequest): Promise<void> {
    this.cancel();
    if (isEmptyProgram(params.source)) return this.#listener.onResult({ ok: true, value: emptyTrace(params) }, 0);
    this.#listener.onRequest();
    const start = performance.now();
    const result = await this.#latest.run((signal) => this.#backends[backend].trace(params, signal));
    if (!result) return;
    this.#took = performance.now() - start;
    this.#listener.onResult(result, this.#took);
  }

  /** As `now`, but an answer that is being made is waited for: a hand that moves on sees every answer, not only the last. */
  async coalesce(question: TraceRequest): Promise<void> {
    this.#next = question;
    if (this.#following) return;
    this.#following = true;
    while (this.#next) await this.run(this.#next);
    this.#following = false;
  }

  cancel(): void {
    this.#next = null;
    clearTimeout(this.#pause);
    this.#latest.cancel();
  }
}
