// Client of the notebook's worker: runs cells one at a time, interrupts them, and starts another worker where one does
// not stop.

import { BOOT_LIMIT_MESSAGE, BOOT_LIMIT_MS, downloadBootFiles } from "../backend/boot-files.js";
import type { KernelNotice, KernelRequest, NotebookBoot, PythonReply } from "../backend/worker-messages.js";
import { ContractError } from "../lib/decode.js";
import type { Progress } from "../lib/dom/download.js";
import { dedicatedPort, type PortFactory } from "../lib/dom/worker-channel.js";
import { FatalError, WorkerClient } from "../lib/dom/worker-client.js";
import { decodeFault } from "../trace/decode.js";
import type { CellOutput, CounterexampleReply, PassReply, RunReply, TrainingReply } from "./generated.js";
import { decodeKernelReply, decodeOutput, type KernelMethods } from "./kernel-replies.js";

/** `dead`: Python could not be started; the next request tries again. */
export type KernelState = "starting" | "idle" | "busy" | "dead";

export interface KernelOptions {
  /** URL of the bundle, with a trailing slash. */
  readonly base: string;
  /** Receives the progress of the download. */
  readonly onProgress?: (progress: Progress) => void;
  readonly open?: PortFactory;
}

/** A request that did not get its reply: an error of the kernel, or a worker that ended. */
export class KernelError extends Error {
  /** `restarted`: the namespace is lost; `damaged`: it is there, and the kernel fails. */
  readonly outcome: "kept" | "restarted" | "damaged";

  constructor(message: string, outcome: KernelError["outcome"]) {
    super(message);
    this.outcome = outcome;
  }
}

/** An interrupted cell has this long to end before the worker is replaced. */
const GRACE_MS = 2000;
/** A cell past its own limit has this long: then it is interrupted from outside. */
const LATE_MS = 2000;
/** Time limit of other requests. */
const REPLY_LIMIT_MS = 60_000;
/** The number of SIGINT, which Pyodide reads from the shared memory. */
const SIGINT = 2;

const NOT_STOPPED = "The cell did not stop, so Python was started again: its names are lost. Run the cells again.";
const NOT_BEGUN = "Stopped before Python was ready: the cell has not run.";
const BROKEN = "Python broke in this cell and was started again: its names are lost. Run the cells again.";

function damaged(raised: string): string {
  return (
    `The notebook's own Python failed (${raised}). ` +
    "A cell may have changed what all of Python uses, such as builtins or sys.modules. Restart Python to go on."
  );
}

interface Running {
  readonly number: number;
  readonly onOutput: (output: CellOutput) => void;
  readonly settled: Promise<void>;
}

export class KernelClient {
  #state: KernelState = "starting";
  readonly #options: KernelOptions;
  readonly #client: WorkerClient<KernelRequest, PythonReply, string, KernelNotice>;
  readonly #listeners = new Set<(state: KernelState) => void>();
  readonly #running = new Map<number, Running>();
  #runs = 0;
  #download = new AbortController();
  #bootWatchdog: ReturnType<typeof setTimeout> | undefined;
  /** Memory shared with the worker, where the browser allows it. */
  #signal: Uint8Array<SharedArrayBuffer> | null = null;
  #receivesMessages = false;
  /** Settles when the worker that is starting is ready. */
  #ready = Promise.resolve();
  #setReady: () => void = () => undefined;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.#client = new WorkerClient(
      `${options.base}notebook-worker.js`,
      {
        handshake: true,
        read: (reply) => {
          if ("reply" in reply) return reply.reply;
          if ("raised" in reply) throw new KernelError(damaged(reply.raised), "damaged");
          throw new FatalError(BROKEN);
        },
        notice: (notice) => this.#receive(notice),
        failed: (reason) => this.#fail(`The notebook's worker did not start: ${reason}.`),
        restarting: () => this.#begin(),
        closed: () => {
          clearTimeout(this.#bootWatchdog);
          this.#download.abort();
        },
      },
      options.open ?? dedicatedPort,
    );
  }

  get state(): KernelState {
    return this.#state;
  }

  /** Calls back with every change of the state; returns the function that ends it. */
  onState(listener: (state: KernelState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the interpreter ahead of the first cell. */
  boot(): void {
    if (this.#client.started) return;
    this.#begin();
    this.#client.start();
  }

  /** What every new worker needs: it has no names and asks for nothing. */
  #begin(): void {
    this.#setState("starting");
    this.#ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    void this.#sendBootFiles();
  }

  run(cell: string, source: string, limit: number | null, onOutput: (output: CellOutput) => void): Promise<RunReply> {
    return this.#call("run", { cell, source, limit }, limit === null ? null : limit * 1000 + LATE_MS, onOutput);
  }

  pass(number: number): Promise<PassReply> {
    return this.#call("pass", { number });
  }

  counterexample(number: number): Promise<CounterexampleReply> {
    return this.#call("counterexample", { number });
  }

  training(number: number): Promise<TrainingReply> {
    return this.#call("training", { number });
  }

  /** Stops what runs, and keeps the names where that is possible; `restarted` if they are lost. */
  async interrupt(): Promise<"interrupted" | "restarted"> {
    const running = [...this.#running.values()];
    if (!running.length) return "interrupted";
    if (this.#state === "starting") {
      // Nothing was sent yet: Python goes on starting.
      this.#client.cancel(new KernelError(NOT_BEGUN, "kept"));
      return "interrupted";
    }
    if (this.#askToStop()) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(false), GRACE_MS);
      });
      const ended = Promise.all(running.map(({ settled }) => settled)).then(() => true);
      const stopped = await Promise.race([ended, late]);
      clearTimeout(timer);
      if (stopped) return "interrupted";
    }
    this.#replace(NOT_STOPPED);
    return "restarted";
  }

  /** Ends the worker and starts another one, with no names. */
  async restart(): Promise<void> {
    this.#replace("Python was started again.");
    await new Promise<void>((resolve) => {
      const stop = this.onState((state) => {
        if (state === "starting") return;
        stop();
        resolve();
      });
    });
  }

  /** Ends the worker; the next request starts another one. */
  dispose(): void {
    this.#client.close("The notebook was closed.");
  }

  async #call<M extends keyof KernelMethods>(
    method: M,
    params: KernelMethods[M]["params"],
    limit: number | null = REPLY_LIMIT_MS,
    onOutput: (output: CellOutput) => void = () => undefined,
  ): Promise<KernelMethods[M]["reply"]> {
    this.boot();
    this.#runs += 1;
    const number = this.#runs;
    const body = { request: JSON.stringify({ method, params }), run: number };
    const text = this.#client.request(body);
    const settled = text.then(
      () => undefined,
      () => undefined,
    );
    this.#running.set(number, { number, onOutput, settled });
    if (this.#state === "idle") this.#setState("busy");
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    void this.#ready.then(() => {
      if (limit !== null && this.#running.has(number)) watchdog = setTimeout(() => void this.interrupt(), limit);
    });
    try {
      const json: unknown = JSON.parse(await text);
      const fault = decodeFault(json);
      if (fault) throw new KernelError(`${fault.message} ${fault.hint}`.trim(), "kept");
      return decodeKernelReply(method, json);
    } catch (error) {
      throw error instanceof KernelError ? error : new KernelError(String((error as Error).message), "restarted");
    } finally {
      clearTimeout(watchdog);
      this.#running.delete(number);
      if (!this.#running.size && this.#state === "busy") this.#setState("idle");
    }
  }

  /** Whether the worker can be told; Python then raises KeyboardInterrupt in the cell. */
  #askToStop(): boolean {
    if (this.#state !== "busy") return false;
    if (this.#signal) this.#signal[0] = SIGINT;
    else if (this.#receivesMessages) this.#client.post({ interrupt: true }, []);
    else return false;
    return true;
  }

  #replace(message: string): void {
    this.#client.close(message);
    this.boot();
  }

  #receive(notice: KernelNotice): void {
    if ("output" in notice) {
      this.#show(notice);
    } else if ("ready" in notice) {
      clearTimeout(this.#bootWatchdog);
      this.#receivesMessages = notice.interruptible;
      this.#setState(this.#running.size ? "busy" : "idle");
      this.#client.ready();
      this.#setReady();
    } else {
      this.#fail(notice.failed);
    }
  }

  /** A reader's code can reach the function that sends outputs: what is no output comes from a broken worker. */
  #show({ output, run }: { readonly output: string; readonly run: number }): void {
    try {
      this.#running.get(run)?.onOutput(decodeOutput(JSON.parse(output)));
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof ContractError)) throw error;
      this.#client.restart(BROKEN);
    }
  }

  async #sendBootFiles(): Promise<void> {
    const { base, onProgress = () => undefined } = this.#options;
    this.#download = new AbortController();
    const { signal } = this.#download;
    let files: Record<"wasm" | "stdlib" | "engine" | "notebook", ArrayBuffer>;
    try {
      files = await downloadBootFiles(base, ["wasm", "stdlib", "engine", "notebook"], onProgress, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(`Python could not be loaded: ${String(error)}.`);
      return;
    }
    this.#signal = self.crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(1)) : null;
    const boot: NotebookBoot = { indexURL: `${base}pyodide/`, ...files, signal: this.#signal?.buffer ?? null };
    this.#bootWatchdog = setTimeout(() => this.#fail(BOOT_LIMIT_MESSAGE), BOOT_LIMIT_MS);
    this.#client.post({ boot }, Object.values(files));
  }

  #fail(message: string): void {
    this.#client.close(message);
    this.#setState("dead");
  }

  #setState(state: KernelState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}
