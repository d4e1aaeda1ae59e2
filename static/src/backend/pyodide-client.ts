// Client of the Python worker: boots it on first use, and restarts it if it crashes, is stopped, or does not answer.

import type { Progress } from "../lib/dom/download.js";
import type { PortFactory } from "../lib/dom/worker-channel.js";
import { FatalError, WorkerClient } from "../lib/dom/worker-client.js";
import type { Result } from "../trace/contract.js";
import { BOOT_LIMIT_MESSAGE, BOOT_LIMIT_MS, downloadBootFiles } from "./boot-files.js";
import { workerFailure } from "./errors.js";
import type { PythonBoot, PythonNotice, PythonReply, PythonRequest } from "./worker-messages.js";

export type PythonStatus =
  | { readonly kind: "off" }
  | ({ readonly kind: "loading" } & Progress)
  | { readonly kind: "starting" }
  | { readonly kind: "ready" }
  | { readonly kind: "restarting"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string };

/** Beyond the engine's own limit of 8 seconds, the interpreter itself has failed. */
const REPLY_LIMIT_MS = 20_000;

export class PyodideClient {
  #status: PythonStatus = { kind: "off" };
  readonly #base: string;
  readonly #client: WorkerClient<PythonRequest, PythonReply, string, PythonNotice>;
  readonly #listeners = new Set<(status: PythonStatus) => void>();
  #download = new AbortController();
  #bootWatchdog: ReturnType<typeof setTimeout> | undefined;

  /**
   * `base` is the URL of the bundle, with a trailing slash; `open` decides whether the worker is dedicated or shared.
   */
  constructor(base: string, open?: PortFactory) {
    this.#base = base;
    this.#client = new WorkerClient(
      `${base}python-worker.js`,
      {
        handshake: true,
        limit: {
          milliseconds: REPLY_LIMIT_MS,
          from: "sending",
          message: `Python did not answer within ${REPLY_LIMIT_MS / 1000} seconds and is starting again.`,
        },
        read: (reply) => {
          if ("reply" in reply) return reply.reply;
          if ("raised" in reply) throw new Error(`The engine failed on this program: ${reply.raised}`);
          throw new FatalError("Python broke under this program and is starting again. Your text is kept.");
        },
        notice: (notice) => this.#receive(notice),
        failed: (reason) => this.#failBoot(`The Python worker did not start: ${reason}.`),
        restarting: (message) => this.#setStatus({ kind: "restarting", message }),
        closed: () => {
          clearTimeout(this.#bootWatchdog);
          this.#download.abort();
        },
      },
      open,
    );
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
    this.#client.start();
  }

  /** The reply to a request (JSON text); rejects only when `signal` is aborted. */
  async call(request: string, signal: AbortSignal | null = null): Promise<Result<string>> {
    try {
      return { ok: true, value: await this.#client.request({ request }, signal) };
    } catch (error) {
      return workerFailure(error);
    }
  }

  /** Ends the running request at once, and starts a new interpreter. */
  stop(): void {
    if (this.#client.started) this.#client.restart("You stopped the run. Python is starting again.");
  }

  /** Ends the worker; the next request boots a new one. */
  dispose(): void {
    this.#client.close("Python in the browser was switched off.");
    this.#setStatus({ kind: "off" });
  }

  #receive(notice: PythonNotice): void {
    if ("wanted" in notice) {
      void this.#sendBootFiles();
    } else if ("waiting" in notice) {
      this.#setStatus({ kind: "starting" });
    } else if ("ready" in notice) {
      clearTimeout(this.#bootWatchdog);
      this.#setStatus({ kind: "ready" });
      this.#client.ready();
    } else {
      this.#failBoot(notice.failed);
    }
  }

  async #sendBootFiles(): Promise<void> {
    this.#download = new AbortController();
    const { signal } = this.#download;
    let files: Record<"wasm" | "stdlib" | "engine", ArrayBuffer>;
    try {
      const onProgress = (progress: Progress): void => this.#setStatus({ kind: "loading", ...progress });
      files = await downloadBootFiles(this.#base, ["wasm", "stdlib", "engine"], onProgress, signal);
    } catch (error) {
      if (!signal.aborted) this.#failBoot(`Python could not be loaded: ${String(error)}.`);
      return;
    }
    const boot: PythonBoot = { indexURL: `${this.#base}pyodide/`, ...files };
    this.#setStatus({ kind: "starting" });
    this.#bootWatchdog = setTimeout(() => this.#failBoot(BOOT_LIMIT_MESSAGE), BOOT_LIMIT_MS);
    this.#client.post({ boot }, Object.values(files));
  }

  /** No interpreter is available: all requests fail, and only a new request tries again. */
  #failBoot(message: string): void {
    this.#client.close(message);
    this.#setStatus({ kind: "failed", message });
  }

  #setStatus(status: PythonStatus): void {
    this.#status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}
