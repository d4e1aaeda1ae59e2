// Client of a worker: numbered requests that are sent one at a time, a time limit, and a restart after a failure.

import { dedicatedPort, type PortFactory, type WorkerPort } from "./worker-channel.js";

interface Numbered {
  readonly id: number;
}

/** An error after which the worker is unusable. */
export class FatalError extends Error {}

/** What a client has to know of its worker, and is told about it. */
export interface WorkerProtocol<Reply, Value, Notice> {
  /** Whether requests wait until the client calls `ready`. */
  readonly handshake?: boolean;
  /** Time limit of a request; `from` its call, which includes the worker's start, or from its sending. */
  readonly limit?: { readonly milliseconds: number; readonly from: "call" | "sending"; readonly message: string };
  /** The value in a reply; throws if the request failed, a FatalError if the worker has to be replaced. */
  read(reply: Reply): Value;
  /** A message that answers no request. */
  notice?(notice: Notice): void;
  /** The worker's script could not be run. */
  failed(reason: string): void;
  restarting?(message: string): void;
  closed?(): void;
}

interface Job<Request, Value> {
  readonly request: Request;
  resolve(value: Value): void;
  reject(reason: unknown): void;
  watchdog: ReturnType<typeof setTimeout> | undefined;
}

export class WorkerClient<Request extends Numbered, Reply extends Numbered, Value, Notice extends object = never> {
  readonly #url: string;
  readonly #protocol: WorkerProtocol<Reply, Value, Notice>;
  readonly #open: PortFactory;
  #port: WorkerPort<object> | null = null;
  #ready = false;
  /** The number of workers closed so far. */
  #generation = 0;
  #lastId = 0;
  #queue: Job<Request, Value>[] = [];
  #running: Job<Request, Value> | null = null;

  /** `open` decides whether the worker is dedicated or shared. */
  constructor(url: string, protocol: WorkerProtocol<Reply, Value, Notice>, open: PortFactory = dedicatedPort) {
    this.#url = url;
    this.#protocol = protocol;
    this.#open = open;
  }

  get started(): boolean {
    return this.#port !== null;
  }

  /** Starts the worker ahead of the first request. */
  start(): void {
    if (this.#port) return;
    this.#ready = !this.#protocol.handshake;
    this.#port = this.#open<object, Reply | Notice>(
      this.#url,
      { message: (message) => this.#receive(message), failed: (reason) => this.#protocol.failed(reason) },
      this.#generation,
    );
  }

  /** Sends a message of the handshake. */
  post(message: object, transfer: Transferable[]): void {
    this.#port?.send(message, transfer);
  }

  /** The handshake is over. */
  ready(): void {
    this.#ready = true;
    this.#sendNext();
  }

  /** The reply's value; rejects with the signal's reason, or with why the request failed. */
  request(body: Omit<Request, "id">, signal: AbortSignal | null = null): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      this.#lastId += 1;
      const request = { ...body, id: this.#lastId } as unknown as Request;
      const job: Job<Request, Value> = { request, resolve, reject, watchdog: undefined };
      signal?.addEventListener("abort", () => {
        // A worker cannot be interrupted: a request that was sent continues, and its reply is dropped.
        if (this.#queue.includes(job)) clearTimeout(job.watchdog);
        this.#queue = this.#queue.filter((each) => each !== job);
        reject(signal.reason as Error);
      });
      this.#queue.push(job);
      if (this.#protocol.limit?.from === "call") this.#watch(job);
      this.start();
      this.#sendNext();
    });
  }

  /** Replaces the worker; the running request fails, waiting requests stay queued. */
  restart(message: string): void {
    this.#closePort();
    this.#protocol.restarting?.(message);
    this.start();
    this.#takeRunning()?.reject(new Error(message));
    this.#sendNext();
  }

  /** Ends the worker and fails all requests; the next request starts another worker. */
  close(message: string): void {
    this.#closePort();
    this.#rejectAll(new Error(message));
  }

  /** Fails all requests; a worker that is busy with one is ended. */
  cancel(reason: unknown): void {
    if (this.#running) this.#closePort();
    this.#rejectAll(reason);
  }

  #receive(message: Reply | Notice): void {
    if (!("id" in message)) return this.#protocol.notice?.(message);
    if (message.id !== this.#running?.request.id) return;
    try {
      const value = this.#protocol.read(message);
      this.#takeRunning()?.resolve(value);
    } catch (error) {
      if (error instanceof FatalError) return this.restart(error.message);
      this.#takeRunning()?.reject(error);
    }
    this.#sendNext();
  }

  #sendNext(): void {
    if (this.#running || !this.#ready) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#running = job;
    if (this.#protocol.limit?.from === "sending") this.#watch(job);
    this.#port!.send(job.request);
  }

  #watch(job: Job<Request, Value>): void {
    const { milliseconds, message } = this.#protocol.limit!;
    job.watchdog = setTimeout(
      () => (job === this.#running ? this.restart(message) : this.close(message)),
      milliseconds,
    );
  }

  #takeRunning(): Job<Request, Value> | null {
    const job = this.#running;
    this.#running = null;
    clearTimeout(job?.watchdog);
    return job;
  }

  #rejectAll(reason: unknown): void {
    const jobs = [this.#takeRunning(), ...this.#queue];
    this.#queue = [];
    for (const job of jobs) {
      clearTimeout(job?.watchdog);
      job?.reject(reason);
    }
  }

  #closePort(): void {
    if (!this.#port) return;
    this.#port.close();
    this.#port = null;
    this.#ready = false;
    this.#generation += 1;
    this.#protocol.closed?.();
  }
}
