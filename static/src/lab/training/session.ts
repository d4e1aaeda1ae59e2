// Training as the page sees it: one order to the worker for each picture on the screen, and what came of it.

import type { Curve } from "../contract.js";
import type { TrainerHost } from "./host.js";
import type { Moment, Order, Start } from "./messages.js";
import type { Course } from "./schedule.js";
import { Series } from "./series.js";

/** Milliseconds of each frame in which the worker takes steps: the rest is for the plane and for handing over. */
const BUDGET = 9;
/** Beyond what any run reaches, and still a number that can be counted with. */
const FAR = 1e9;

export interface Listener {
  /** There is something new to draw. */
  drawn(): void;
  /** It plays, or it does not any more. */
  changed(): void;
  failed(words: string): void;
}

interface Track {
  readonly start: Start;
  readonly losses: Series;
  readonly accuracies: Series;
}

export class Session {
  readonly #host: TrainerHost;
  readonly #listener: Listener;
  #tracks: readonly Track[] = [];
  #moments: readonly Moment[] = [];
  /** What the worker is to be told before it goes on. */
  #pending: Order[] = [];
  #busy = false;
  #frame = 0;
  #playing = false;
  #goal = 0;
  #fine = false;
  #news = false;
  /** Steps a frame while it plays. */
  pace = 1;

  constructor(host: TrainerHost, listener: Listener) {
    this.#host = host;
    this.#listener = listener;
  }

  /** The runs that there are. */
  get starts(): readonly Start[] {
    return this.#tracks.map(({ start }) => start);
  }

  get moments(): readonly Moment[] {
    return this.#moments;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** How many updates the run has had that is furthest. */
  get step(): number {
    return Math.max(0, ...this.#moments.map(({ step }) => step));
  }

  /** Where it is on the way to. */
  get goal(): number {
    return this.#goal;
  }

  get curves(): Curve[] {
    return this.#tracks.map(({ start, losses, accuracies }) => ({
      name: start.name, losses: losses.values, accuracies: accuracies.values, length: losses.length,
    }));
  }

  /** Other runs, from their start on to step `to`. */
  start(runs: readonly Start[], to: number): void {
    this.#pending = [{ kind: "start", runs }];
    this.#goal = to;
    this.#wake();
  }

  steer(courses: readonly Course[]): void {
    this.#pending.push({ kind: "steer", courses });
    this.#goal = this.step;
    this.#wake();
  }

  play(): void {
    this.#playing = true;
    this.#wake();
    this.#listener.changed();
  }

  pause(): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.#goal = this.step;
    this.#fine = false;
    this.#wake();
    this.#listener.changed();
  }

  goTo(step: number): void {
    this.#playing = false;
    this.#goal = Math.max(0, step);
    this.#wake();
    this.#listener.changed();
  }

  #wake(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#turn);
  }

  readonly #turn = (): void => {
    this.#frame = 0;
    // The worker is at the next picture while the page draws this one.
    const order = this.#busy ? null : (this.#pending.shift() ?? this.#next());
    if (order) void this.#carryOut(order);
    if (this.#news) {
      this.#news = false;
      this.#listener.drawn();
    }
  };

  #next(): Order | null {
    if (this.#moments.length === 0) return null;
    const { step } = this;
    if (this.#playing) return { kind: "go", to: Math.min(step + this.pace, FAR), budget: BUDGET, fine: false };
    if (this.#goal !== step) return { kind: "go", to: this.#goal, budget: BUDGET, fine: false };
    return this.#fine ? null : { kind: "go", to: step, budget: 0, fine: true };
  }

  async #carryOut(order: Order): Promise<void> {
    this.#busy = true;
    try {
      this.#take(order, await this.#host.order(order));
    } catch (error) {
      this.#playing = false;
      this.#goal = this.step;
      this.#fine = true;
      this.#listener.failed(error instanceof Error ? error.message : String(error));
      this.#listener.changed();
    } finally {
      this.#busy = false;
    }
    this.#wake();
  }

  #take(order: Order, moments: readonly Moment[]): void {
    if (order.kind === "start") {
      this.#tracks = order.runs.map((start) => ({
        start, losses: new Series(), accuracies: new Series(),
      }));
    }
    moments.forEach(({ from, losses, accuracies }, i) => {
      this.#tracks[i]!.losses.replace(from, losses);
      this.#tracks[i]!.accuracies.replace(from, accuracies);
    });
    this.#moments = moments;
    this.#fine = order.kind === "go" && order.fine;
    this.#news = true;
    const ended = moments.every(({ stopped }) => stopped !== null);
    if (ended && (this.#playing || this.#goal > this.step)) {
      this.#playing = false;
      this.#goal = this.step;
      this.#listener.changed();
    }
    if (order.kind === "start") this.#listener.changed();
  }
}
