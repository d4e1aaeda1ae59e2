// Client of the layout worker: DOT to SVG text, with a time limit and a cache.

import { abortError, failure } from "../backend/errors.js";
import type { FromLayout, ToLayout } from "../backend/worker-messages.js";
import { openWorker } from "../lib/dom/worker-channel.js";
import type { Result } from "../trace/contract.js";

const LIMIT_MS = 15_000;
/** Number of cached drawings, so that going back to a graph does not lay it out again. */
const CACHE_SIZE = 8;

interface Job extends ToLayout {
  readonly settle: (result: Result<string>) => void;
  readonly reject: (reason: DOMException) => void;
  readonly watchdog: number;
}

export class LayoutClient {
  #worker: Worker | null = null;
  #ready = false;
  #job: Job | null = null;
  #lastId = 0;
  readonly #cache = new Map<string, string>();
  readonly #base: string;

  /** `base` is the URL of the bundle, with a trailing slash. */
  constructor(base: string) {
    this.#base = base;
  }

  /** Caches the SVG of `dot`, such as the one embedded in the page, and evicts the oldest. */
  cacheDrawing(dot: string, svg: string): void {
    this.#cache.delete(dot);
    this.#cache.set(dot, svg);
    const oldest = this.#cache.keys().next();
    if (this.#cache.size > CACHE_SIZE && !oldest.done) this.#cache.delete(oldest.value);
  }

  /** The cached SVG of `dot`; null if there is none. */
  cachedDrawing(dot: string): string | null {
    return this.#cache.get(dot) ?? null;
  }

  /** Loads Graphviz ahead of the first drawing. */
  preload(): void {
    this.#worker ??= this.#start();
  }

  /** Lays a graph out. Rejects with an AbortError if a newer call supersedes this one or `signal` is aborted. */
  draw(dot: string, signal: AbortSignal | null = null): Promise<Result<string>> {
    if (signal?.aborted) return Promise.reject(abortError());
    const cached = this.cachedDrawing(dot);
    if (cached !== null) return Promise.resolve({ ok: true, value: cached });
    this.#supersede();
    this.preload();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((settle, reject) => {
      const watchdog = setTimeout(
        () => this.#fail(`Drawing this graph took longer than ${LIMIT_MS / 1000} seconds.`),
        LIMIT_MS,
      );
      signal?.addEventListener("abort", () => reject(abortError()));
      this.#job = { id, dot, settle, reject, watchdog };
      if (this.#ready) this.#send(this.#job);
    });
  }

  #start(): Worker {
    const worker = openWorker(`${this.#base}layout-worker.js`);
    worker.onmessage = ({ data }: MessageEvent<FromLayout>) => this.#receive(data);
    worker.onerror = (event) =>
      this.#fail(`Graphviz did not start: ${event.message || "its worker could not be run"}.`);
    return worker;
  }

  #send({ id, dot }: ToLayout): void {
    this.#worker?.postMessage({ id, dot } satisfies ToLayout);
  }

  #receive(message: FromLayout): void {
    if ("ready" in message) {
      this.#ready = true;
      if (this.#job) this.#send(this.#job);
    } else if ("failed" in message) {
      this.#fail(`Graphviz did not start: ${message.failed}.`);
    } else if (message.id === this.#job?.id) {
      if ("svg" in message) {
        this.cacheDrawing(this.#job.dot, message.svg);
        this.#takeJob()?.settle({ ok: true, value: message.svg });
      } else {
        this.#fail(`This graph could not be drawn: ${message.error}.`);
      }
    }
  }

  /** Graphviz cannot be interrupted, so a worker busy with an older graph is terminated. */
  #supersede(): void {
    const job = this.#takeJob();
    if (!job) return;
    job.reject(abortError());
    if (this.#ready) this.#terminate();
  }

  #fail(message: string): void {
    this.#terminate();
    this.#takeJob()?.settle(failure(message, "The table of values shows all of it."));
  }

  #terminate(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
  }

  #takeJob(): Job | null {
    const job = this.#job;
    this.#job = null;
    clearTimeout(job?.watchdog);
    return job;
  }
}
