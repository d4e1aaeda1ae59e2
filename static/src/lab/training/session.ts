// Training as the page sees it: one order to the worker for each picture on the screen, and what came of it.

import type { Curve } from "./frames.js";
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
  /** There are other runs, or `state` is another. */
  changed(): void;
  failed(words: string): void;
}

interface Errand {
  readonly order: Order;
  /** Told the step at which it was carried out. */
  readonly done?: (step: number) => void;
}

interface Track {
  readonly start: Start;
  readonly losses: Series;
  readonly accuracies: Series;
}

export class Session {
  readonly #host: Pick<TrainerHost, "order">;
  readonly #listener: Listener;
  #tracks: readonly Track[] = [];
  #moments: readonly Moment[] = [];
  /** What the worker is to be told before it goes on. */
  #pending: Errand[] = [];
  #busy = false;
  #frame = 0;
  #playing = false;
  #goal = 0;
  #fine = false;
  #told = "";
  /** What is under way ends where it ends: nothing goes back for it. */
  #settle = false;
  #news = false;
  /** Steps a frame while it plays. */
  pace = 1;

  constructor(host: Pick<TrainerHost, "order">, listener: Listener) {
    this.#host = host;
    this.#listener = listener;
  }

  /** The runs that there are. */
  get starts(): readonly Start[] {
    return this.#tracks.map(({ start }) => start);
  }

  /** The runs that there will be once all that is pending is done. */
  get intended(): readonly Start[] {
    const starting = this.#pending.findLast(({ order }) => order.kind === "start")?.order;
    return starting?.kind === "start" ? starting.runs : this.starts;
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

  /** It plays, it is on the way to a step, or it has nothing to do. */
  get state(): "plays" | "goes" | "rests" {
    if (this.#playing) return "plays";
    return this.#pending.length > 0 || this.#moments.length === 0 || this.#goal !== this.step ? "goes" : "rests";
  }

  /** Where it is on the way to; while it plays, where it is. */
  get heading(): number {
    return this.#playing ? this.step : this.#goal;
  }

  get curves(): Curve[] {
    return this.#tracks.map(({ start, losses, accuracies }) => ({
      name: start.name,
      losses: losses.values,
      accuracies: accuracies.values,
      length: losses.length,
    }));
  }

  /** Other runs, from their start on to step `to`. */
  start(runs: readonly Start[], to: number): void {
    this.#pending = [{ order: { kind: "start", runs } }];
    this.#settle = false;
    this.#goal = to;
    this.#wake();
    this.#tell();
  }

  /** `done` is told from which step on it holds. */
  steer(courses: readonly Course[], done: (step: number) => void): void {
    this.#pending.push({ order: { kind: "steer", courses }, done });
    this.#stay();
    this.#wake();
    this.#tell();
  }

  play(): void {
    this.#playing = true;
    this.#wake();
    this.#tell();
  }

  pause(): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.#stay();
    this.#fine = false;
    this.#wake();
    this.#tell();
  }

  goTo(step: number): void {
    this.#playing = false;
    this.#settle = false;
    this.#goal = Math.max(0, step);
    this.#wake();
    this.#tell();
  }

  #stay(): void {
    this.#goal = this.step;
    this.#settle = this.#busy;
  }

  #wake(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#turn);
  }

  readonly #turn = (): void => {
    this.#frame = 0;
    // The worker is at the next picture while the page draws this one.
    const errand = this.#busy ? null : (this.#pending.shift() ?? this.#next());
    if (errand) void this.#carryOut(errand);
    if (this.#news) {
      this.#news = false;
      this.#listener.drawn();
    }
  };

  #next(): Errand | null {
    if (this.#moments.length === 0) return null;
    const { step } = this;
    if (this.#playing)
      return { order: { kind: "go", to: Math.min(step + this.pace, FAR), budget: BUDGET, fine: false } };
    if (this.#goal !== step) return { order: { kind: "go", to: this.#goal, budget: BUDGET, fine: false } };
    return this.#fine ? null : { order: { kind: "go", to: step, budget: 0, fine: true } };
  }

  async #carryOut({ order, done }: Errand): Promise<void> {
    this.#busy = true;
    try {
      this.#take(order, await this.#host.order(order));
      done?.(this.step);
    } catch (error) {
      this.#playing = false;
      this.#goal = this.step;
      this.#fine = true;
      this.#listener.failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.#busy = false;
    }
    this.#tell();
    this.#wake();
  }

  #take(order: Order, moments: readonly Moment[]): void {
    if (order.kind === "start") {
      this.#tracks = order.runs.map((start) => ({ start, losses: new Series(), accuracies: new Series() }));
    }
    moments.forEach(({ from, losses, accuracies }, i) => {
      this.#tracks[i]!.losses.replace(from, losses);
      this.#tracks[i]!.accuracies.replace(from, accuracies);
    });
    this.#moments = moments;
    this.#fine = order.kind === "go" && order.fine;
    this.#news = true;
    if (this.#settle) this.#goal = this.step;
    this.#settle = false;
    const ended = moments.every(({ stopped }) => stopped !== null);
    if (ended && (this.#playing || this.#goal > this.step)) {
      this.#playing = false;
      this.#goal = this.step;
    }
    if (order.kind === "start") this.#told = "";
  }

  #tell(): void {
    if (this.state === this.#told) return;
    this.#told = this.state;
    this.#listener.changed();
  }
}
