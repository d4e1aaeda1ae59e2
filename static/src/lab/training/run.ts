// One network in training: its steps, what each of them found, and the way back to any of them.

import { Batches, permutation } from "./batches.js";
import { Checkpoints } from "./checkpoints.js";
import { divergence, trapped } from "./divergence.js";
import { type Area, Machine } from "./machine.js";
import { type Course, rateAt, Schedule } from "./schedule.js";
import { Series } from "./series.js";
import type { Setup } from "./setup.js";

/** Longer runs would fill the memory of the page. */
export const MOST_STEPS = 1_000_000;

export class Run {
  readonly setup: Setup;
  readonly machine: Machine;
  /** Of each step before its update; the last ones belong to the present moment. */
  readonly losses = new Series();
  readonly accuracies = new Series();
  readonly points: Area;
  readonly batches: Batches;
  readonly #schedule: Schedule;
  readonly #checkpoints = new Checkpoints();
  readonly #labels: readonly boolean[];
  readonly #shuffled: Area;
  #epoch = -1;
  #step = 0;
  #stopped: string | null = null;
  /** The first step whose numbers nobody has asked for. */
  #fresh = 0;

  constructor(setup: Setup, course: Course) {
    this.setup = setup;
    const { points, settings } = setup;
    this.machine = new Machine(setup);
    this.points = this.machine.reserve(points.length);
    this.machine.write(this.points, points);
    this.batches = new Batches(points.length, settings.batch);
    this.#shuffled = this.batches.whole ? this.points : this.machine.reserve(points.length);
    this.#labels = points.map((point) => point.at(-1)! > 0);
    this.#schedule = new Schedule(course);
    this.#checkpoints.keep(0, this.machine.save());
    this.#look();
  }

  /** How many updates there have been. */
  get step(): number {
    return this.#step;
  }

  /** Why it goes no further, in words. */
  get stopped(): string | null {
    return this.#stopped;
  }

  get course(): Course {
    return this.#schedule.at(this.#step);
  }

  /** Take one step; whether it could be taken. */
  advance(): boolean {
    if (this.#stopped !== null) return false;
    if (this.#step >= MOST_STEPS)
      return this.#stop(`A run has ${MOST_STEPS} steps at the most. Reset starts another one.`);
    return this.#guarded(() => {
      const { machine } = this;
      const course = this.#schedule.at(this.#step);
      const batch = this.#batch();
      if (!course.forget) machine.zero();
      const loss = machine.backward(batch);
      this.#note(loss);
      if (!Number.isFinite(loss)) {
        return this.#stop(
          divergence(this.#step, loss, this.#schedule.at(this.#step - 1), this.setup, machine.parameters),
        );
      }
      machine.update((course.sign ? -1 : 1) * rateAt(course, this.#step));
      this.#step += 1;
      if (this.#checkpoints.wants(this.#step)) this.#checkpoints.keep(this.#step, machine.save());
      return true;
    });
  }

  /** Be as near before `step` as can be without training; `advance` does the rest. */
  goBack(step: number): void {
    if (step >= this.#step) return;
    const checkpoint = this.#checkpoints.before(step);
    this.machine.restore(checkpoint.saved);
    this.#step = checkpoint.step;
    this.#stopped = null;
  }

  /** From this step on; what came after it is forgotten. */
  steer(course: Course): void {
    this.#schedule.steer(this.#step, course);
    this.#checkpoints.forgetAfter(this.#step);
    this.losses.cut(this.#step);
    this.accuracies.cut(this.#step);
    this.#fresh = Math.min(this.#fresh, this.#step);
    this.#stopped = null;
    this.#look();
  }

  /** The present moment, looked at without changing it. */
  look(): void {
    if (this.#stopped === null) this.#guarded(() => this.#look());
  }

  /** The numbers that are new since the last call, and where they begin. */
  news(): { from: number; losses: Float64Array<ArrayBuffer>; accuracies: Float64Array<ArrayBuffer> } {
    const from = Math.min(this.#fresh, this.losses.length);
    this.#fresh = this.losses.length;
    return { from, losses: this.losses.from(from), accuracies: this.accuracies.from(from) };
  }

  #look(): boolean {
    const whole = this.machine.forward(this.points);
    const loss = this.batches.whole ? whole : this.machine.forward(this.#batch());
    this.#set(loss, this.#accuracy());
    return true;
  }

  /** What the step that is being taken has found. */
  #note(loss: number): void {
    const epochBegins = this.#step % this.batches.perEpoch === 0;
    if (epochBegins && !this.batches.whole) this.machine.forward(this.points);
    // Within an epoch all points are not looked at again: that would cost more than the step.
    this.#set(loss, epochBegins ? this.#accuracy() : this.accuracies.at(this.#step - 1));
  }

  #set(loss: number, accuracy: number): void {
    this.losses.set(this.#step, loss);
    this.accuracies.set(this.#step, accuracy);
    this.#fresh = Math.min(this.#fresh, this.#step);
  }

  #accuracy(): number {
    const scores = this.machine.scores(this.points);
    let right = 0;
    for (let i = 0; i < scores.length; i += 1) if (scores[i]! > 0 === this.#labels[i]) right += 1;
    return right / scores.length;
  }

  #batch(): Area {
    if (this.batches.whole) return this.points;
    const { epoch, start, count } = this.batches.at(this.#step);
    if (epoch !== this.#epoch) {
      this.machine.arrange(
        this.points,
        this.#shuffled,
        permutation(this.points.count, this.setup.settings.seed, epoch),
      );
      this.#epoch = epoch;
    }
    return this.machine.part(this.#shuffled, start, count);
  }

  #guarded(work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) return this.#stop(trapped(this.#step));
      throw error;
    }
  }

  #stop(words: string): false {
    this.#stopped = words;
    return false;
  }
}
