// The page's side of the Python worker: boots it when it is first needed, sends one request at a time, and starts it
// again when it breaks, is stopped, or does not answer.

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

/** loadPyodide takes a second or two, and never rejects when WebAssembly is blocked. */
const BOOT_LIMIT_MS = 30_000;
/** Past the engine's own limit of 8 seconds: something is wrong with the interpreter. */
const ANSWER_LIMIT_MS = 20_000;

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

interface Machine {
  readonly line: WorkerPort<ToPython>;
  readonly abort: AbortController;
  watchdog: number;
  ready: boolean;
}

export class PyodideClient {
  #status: PythonStatus = { kind: "off" };
  #machine: Machine | null = null;
  #running: (Job & { id: number }) | null = null;
  #queue: Job[] = [];
  #lastId = 0;
  readonly #base: string;
  readonly #listeners = new Set<(status: PythonStatus) => void>();

  /** Which machine this is, counted from 0. */
  #turn = 0;
  readonly #open: PortFactory;

  /** `base` is where the bundle is served, with a slash at its end; `open` decides whether Python is this page's own. */
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

  /** Start the interpreter ahead of the first request. */
  boot(): void {
    if (!this.#machine) this.#machine = this.#start();
  }

  /** The reply to a request (JSON text); rejects only when `signal` is aborted. */
  call(request: string, signal: AbortSignal | null = null): Promise<Result<string>> {
    return new Promise((settle, reject) => {
      if (signal?.aborted) return reject(abortError());
      const job: Job = { request, signal, settle };
      signal?.addEventListener("abort", () => {
        // The worker cannot be interrupted: what runs there runs on, and its reply is dropped.
        this.#queue = this.#queue.filter((each) => each !== job);
        reject(abortError());
      });
      this.#queue.push(job);
      this.boot();
      this.#send();
    });
  }

  /** End whatever runs, at once, and make a new interpreter ready. */
  stop(): void {
    if (this.#machine) this.#restart("You stopped the run. Python is starting again.");
  }

  /** Give the worker back; the next request boots a new one. */
  dispose(): void {
    this.#end("Python in the browser was switched off.");
    this.#report({ kind: "off" });
  }

  #start(): Machine {
    const line = this.#open<ToPython, FromPython>(
      `${this.#base}python-worker.js`,
      {
        message: (message) => this.#receive(message),
        failed: (words) => this.#giveUp(`The Python worker did not start: ${words}.`),
      },
      this.#turn,
    );
    return { line, abort: new AbortController(), watchdog: 0, ready: false };
  }

  async #feed(machine: Machine): Promise<void> {
    const part = ([path, bytes]: readonly [string, number]): Part => ({ url: this.#base + path, bytes });
    const parts = [part(PARTS.wasm), part(PARTS.stdlib), part(PARTS.engine)];
    let buffers: ArrayBuffer[];
    try {
      buffers = await download(
        parts,
        (progress) => this.#report({ kind: "loading", ...progress }),
        machine.abort.signal,
      );
    } catch (error) {
      if (!machine.abort.signal.aborted) this.#giveUp(`Python could not be loaded: ${String(error)}.`);
      return;
    }
    const [wasm, stdlib, engine] = buffers as [ArrayBuffer, ArrayBuffer, ArrayBuffer];
    const boot: PythonBoot = { indexURL: `${this.#base}pyodide/`, wasm, stdlib, engine };
    this.#report({ kind: "starting" });
    machine.watchdog = setTimeout(
      () =>
        this.#giveUp(`Python did not start within ${BOOT_LIMIT_MS / 1000} seconds. WebAssembly may be blocked here.`),
      BOOT_LIMIT_MS,
    );
    machine.line.send({ boot }, buffers);
  }

  #receive(message: FromPython): void {
    if ("wanted" in message) {
      if (this.#machine) void this.#feed(this.#machine);
    } else if ("waiting" in message) {
      this.#report({ kind: "starting" });
    } else if ("ready" in message) {
      clearTimeout(this.#machine?.watchdog);
      if (this.#machine) this.#machine.ready = true;
      this.#report({ kind: "ready" });
      this.#send();
    } else if ("failed" in message) {
      this.#giveUp(message.failed);
    } else if (message.id === this.#running?.id) {
      if ("raised" in message) this.#finish(failure(`The engine failed on this program: ${message.raised}`));
      else if ("fatal" in message)
        this.#restart("Python broke under this program and is starting again. Your text is kept.");
      else this.#finish({ ok: true, value: message.reply });
    }
  }

  #send(): void {
    if (this.#running || !this.#machine?.ready) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#lastId += 1;
    this.#running = { ...job, id: this.#lastId };
    const { id, request } = this.#running;
    this.#machine.watchdog = setTimeout(
      () => this.#restart(`Python did not answer within ${ANSWER_LIMIT_MS / 1000} seconds and is starting again.`),
      ANSWER_LIMIT_MS,
    );
    this.#machine.line.send({ id, request });
  }

  #finish(result: Result<string>): void {
    clearTimeout(this.#machine?.watchdog);
    const job = this.#running;
    this.#running = null;
    job?.settle(result);
    this.#send();
  }

  /** A new interpreter in place of this one; the request that was running fails, those waiting are kept. */
  #restart(message: string): void {
    this.#discard();
    this.#report({ kind: "restarting", message });
    this.#machine = this.#start();
    this.#finish(failure(message));
  }

  /** No interpreter is to be had: everything fails, and only a new request tries again. */
  #giveUp(message: string): void {
    this.#end(message);
    this.#report({ kind: "failed", message });
  }

  #end(message: string): void {
    this.#discard();
    const waiting = this.#queue;
    this.#queue = [];
    this.#finish(failure(message));
    for (const job of waiting) job.settle(failure(message));
  }

  #discard(): void {
    clearTimeout(this.#machine?.watchdog);
    this.#machine?.abort.abort();
    this.#machine?.line.close();
    this.#machine = null;
    this.#turn += 1;
  }

  #report(status: PythonStatus): void {
    this.#status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}
