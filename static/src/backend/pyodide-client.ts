// Client of the Python worker. It boots the worker on first use, sends one request at a time, and restarts the worker
// if it crashes, is stopped, or does not answer.

import { download, type Part, type Progress } from "../lib/dom/download.js";
import { dedicatedPort, type PortFactory, type WorkerPort } from "../lib/dom/worker-channel.js";
import type { Result } from "../trace/contract.js";
import { abortError, failure } from "./errors.js";
import type { FromPython, PythonBoot, ToPython } from "./worker-messages.js";

export type PythonStatus =
  | { readonly kind: "off" }
  | ({ readonly kind: "loading" } & Progress)
  | { readonly kind: "starting" }
  | { readonly kind: "ready" }
  | { readonly kind: "restarting"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string };

/** loadPyodide takes a second or two, and never settles if WebAssembly is blocked. */
const BOOT_LIMIT_MS = 30_000;
/** Beyond the engine's own limit of 8 seconds, the interpreter itself has failed. */
const REPLY_LIMIT_MS = 20_000;

/** Path and approximate decompressed size in bytes. */
const PARTS = {
  wasm: ["pyodide/pyodide.asm.wasm", 9_600_000],
  stdlib: ["stdlib.zip", 10_600_000],
  engine: ["engine.zip", 940_000],
} as const;

interface Job {
  readonly request: string;
  readonly signal: AbortSignal | null;
  settle(result: Result<string>): void;
}

interface WorkerHandle {
  readonly port: WorkerPort<ToPython>;
  readonly abort: AbortController;
  watchdog: number;
  ready: boolean;
}

export class PyodideClient {
  #status: PythonStatus = { kind: "off" };
  #worker: WorkerHandle | null = null;
  #running: (Job & { id: number }) | null = null;
  #queue: Job[] = [];
  #lastId = 0;
  readonly #base: string;
  readonly #listeners = new Set<(status: PythonStatus) => void>();

  /** The number of workers ended so far. */
  #generation = 0;
  readonly #open: PortFactory;

  /**
   * `base` is the URL of the bundle, with a trailing slash; `open` decides whether the worker is dedicated or shared.
   */
  constructor(base: string, open: PortFactory = dedicatedPort) {
    this.#base = base;
    this.#open = open;
  }

  get status(): PythonStatus {
    return this.#status;
  }

  onStatus(listener: (status: PythonStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the interpreter ahead of the first request. */
  boot(): void {
    if (!this.#worker) this.#worker = this.#start();
  }

  /** The reply to a request (JSON text); rejects only when `signal` is aborted. */
  call(request: string, signal: AbortSignal | null = null): Promise<Result<string>> {
    return new Promise((settle, reject) => {
      if (signal?.aborted) return reject(abortError());
      const job: Job = { request, signal, settle };
      signal?.addEventListener("abort", () => {
        // The worker cannot be interrupted: a running request continues, and its reply is dropped.
        this.#queue = this.#queue.filter((each) => each !== job);
        reject(abortError());
      });
      this.#queue.push(job);
      this.boot();
      this.#send();
    });
  }

  /** Ends the running request at once, and starts a new interpreter. */
  stop(): void {
    if (this.#worker) this.#restart("You stopped the run. Python is starting again.");
  }

  /** Ends the worker; the next request boots a new one. */
  dispose(): void {
    this.#failAll("Python in the browser was switched off.");
    this.#setStatus({ kind: "off" });
  }

  #start(): WorkerHandle {
    const port = this.#open<ToPython, FromPython>(
      `${this.#base}python-worker.js`,
      {
        message: (message) => this.#receive(message),
        failed: (reason) => this.#failBoot(`The Python worker did not start: ${reason}.`),
      },
      this.#generation,
    );
    return { port, abort: new AbortController(), watchdog: 0, ready: false };
  }

  async #sendBootFiles(worker: WorkerHandle): Promise<void> {
    const part = ([path, bytes]: readonly [string, number]): Part => ({ url: this.#base + path, bytes });
    const parts = [part(PARTS.wasm), part(PARTS.stdlib), part(PARTS.engine)];
    let buffers: ArrayBuffer[];
    try {
      buffers = await download(
        parts,
        (progress) => this.#setStatus({ kind: "loading", ...progress }),
        worker.abort.signal,
      );
    } catch (error) {
      if (!worker.abort.signal.aborted) this.#failBoot(`Python could not be loaded: ${String(error)}.`);
      return;
    }
    const [wasm, stdlib, engine] = buffers as [ArrayBuffer, ArrayBuffer, ArrayBuffer];
    const boot: PythonBoot = { indexURL: `${this.#base}pyodide/`, wasm, stdlib, engine };
    this.#setStatus({ kind: "starting" });
    worker.watchdog = setTimeout(
      () =>
        this.#failBoot(`Python did not start within ${BOOT_LIMIT_MS / 1000} seconds. WebAssembly may be blocked here.`),
      BOOT_LIMIT_MS,
    );
    worker.port.send({ boot }, buffers);
  }

  #receive(message: FromPython): void {
    if ("wanted" in message) {
      if (this.#worker) void this.#sendBootFiles(this.#worker);
    } else if ("waiting" in message) {
      this.#setStatus({ kind: "starting" });
    } else if ("ready" in message) {
      clearTimeout(this.#worker?.watchdog);
      if (this.#worker) this.#worker.ready = true;
      this.#setStatus({ kind: "ready" });
      this.#send();
    } else if ("failed" in message) {
      this.#failBoot(message.failed);
    } else if (message.id === this.#running?.id) {
      if ("raised" in message) this.#finish(failure(`The engine failed on this program: ${message.raised}`));
      else if ("fatal" in message)
        this.#restart("Python broke under this program and is starting again. Your text is kept.");
      else this.#finish({ ok: true, value: message.reply });
    }
  }

  #send(): void {
    if (this.#running || !this.#worker?.ready) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#lastId += 1;
    this.#running = { ...job, id: this.#lastId };
    const { id, request } = this.#running;
    this.#worker.watchdog = setTimeout(
      () => this.#restart(`Python did not answer within ${REPLY_LIMIT_MS / 1000} seconds and is starting again.`),
      REPLY_LIMIT_MS,
    );
    this.#worker.port.send({ id, request });
  }

  #finish(result: Result<string>): void {
    clearTimeout(this.#worker?.watchdog);
    const job = this.#running;
    this.#running = null;
    job?.settle(result);
    this.#send();
  }

  /** Replaces the interpreter; the running request fails, waiting requests stay queued. */
  #restart(message: string): void {
    this.#closeWorker();
    this.#setStatus({ kind: "restarting", message });
    this.#worker = this.#start();
    this.#finish(failure(message));
  }

  /** No interpreter is available: all requests fail, and only a new request tries again. */
  #failBoot(message: string): void {
    this.#failAll(message);
    this.#setStatus({ kind: "failed", message });
  }

  #failAll(message: string): void {
    this.#closeWorker();
    const waiting = this.#queue;
    this.#queue = [];
    this.#finish(failure(message));
    for (const job of waiting) job.settle(failure(message));
  }

  #closeWorker(): void {
    clearTimeout(this.#worker?.watchdog);
    this.#worker?.abort.abort();
    this.#worker?.port.close();
    this.#worker = null;
    this.#generation += 1;
  }

  #setStatus(status: PythonStatus): void {
    this.#status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}
