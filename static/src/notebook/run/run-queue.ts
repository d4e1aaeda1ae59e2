// Queue of cells to run, one after another; an error empties it, as in Jupyter.

import type { CellOutput, Kernel, RunReply } from "../contract.js";
import { NO_OUTPUTS, withOutput } from "./bounded-outputs.js";

export interface QueueListener {
  /** The cell's text at the time when its turn comes; null if it is gone, or is no code. */
  source(id: string): string | null;
  started(id: string): void;
  outputs(id: string, outputs: readonly CellOutput[]): void;
  ended(id: string, reply: RunReply): void;
  /** The worker ended before the cell did. */
  lost(id: string, error: Error): void;
  changed(): void;
}

/** Outputs of a loop come in thousands: the page is told once a frame. */
const nextFrame = (work: () => void): number => requestAnimationFrame(work);

export class RunQueue {
  readonly #kernel: Kernel;
  readonly #listener: QueueListener;
  #waiting: readonly string[] = [];
  #running: string | null = null;
  #limit: number | null = null;
  /** Counts up where the queue is emptied, so that a cell that ends afterwards starts no other. */
  #turn = 0;

  constructor(kernel: Kernel, listener: QueueListener) {
    this.#kernel = kernel;
    this.#listener = listener;
  }

  get running(): string | null {
    return this.#running;
  }

  get waiting(): readonly string[] {
    return this.#waiting;
  }

  /** Seconds of running time that a cell may take; null for no limit. */
  set limit(seconds: number | null) {
    this.#limit = seconds;
  }

  /** Adds cells at the end; one that waits already keeps its place. */
  add(ids: readonly string[]): void {
    this.#waiting = [...this.#waiting, ...ids.filter((id) => !this.#waiting.includes(id))];
    this.#listener.changed();
    if (this.#running === null) void this.#next();
  }

  /** Forgets the cells that wait. */
  clear(): void {
    this.#waiting = [];
    this.#turn += 1;
    this.#listener.changed();
  }

  async #next(): Promise<void> {
    const [id, ...rest] = this.#waiting;
    if (id === undefined) return;
    this.#waiting = rest;
    const source = this.#listener.source(id);
    if (source === null) return this.#next();
    this.#running = id;
    this.#listener.started(id);
    await this.#run(id, source);
    this.#running = null;
    this.#listener.changed();
    return this.#next();
  }

  async #run(id: string, source: string): Promise<void> {
    let outputs = NO_OUTPUTS;
    let frame: number | null = null;
    const show = (): void => {
      frame = null;
      this.#listener.outputs(id, outputs.outputs);
    };
    const turn = this.#turn;
    try {
      const reply = await this.#kernel.run(id, source, this.#limit, (output) => {
        outputs = withOutput(outputs, output);
        frame ??= nextFrame(show);
      });
      if (reply.status !== "ok" && turn === this.#turn) this.clear();
      this.#finish(frame, show);
      this.#listener.ended(id, reply);
    } catch (error) {
      this.clear();
      this.#finish(frame, show);
      this.#listener.lost(id, error instanceof Error ? error : new Error(String(error)));
    }
  }

  #finish(frame: number | null, show: () => void): void {
    if (frame === null) return;
    cancelAnimationFrame(frame);
    show();
  }
}
