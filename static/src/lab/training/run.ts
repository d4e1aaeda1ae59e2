// One network in training: takes steps, records loss and accuracy of each, and rewinds to checkpoints.

import { Batches, permutation } from "./batches.js";
import { Checkpoints } from "./checkpoints.js";
import { divergenceMessage, trapMessage } from "./divergence.js";
import { Machine, type RowRange } from "./machine.js";
import { rateAt, Schedule, type UpdateRule } from "./schedule.js";
import { Series } from "./series.js";
import type { Setup } from "./setup.js";

/** Longer runs would fill the memory of the page. */
export const MAX_STEPS = 1_000_000;

export class Run {
  readonly setup: Setup;
  readonly machine: Machine;
  /** Index k is step k before its update; the last element is the current step. */
  readonly losses = new Series();
  readonly accuracies = new Series();
  readonly points: RowRange;
  readonly batches: Batches;
  readonly #schedule: Schedule;
  readonly #checkpoints = new Checkpoints();
  readonly #labels: readonly boolean[];
  readonly #shuffled: RowRange;
  /** Epoch that `#shuffled` is ordered for. */
  #epoch = -1;
  #step = 0;
  #stopReason: string | null = null;
  /** First step whose loss and accuracy `takeNewValues` has not returned yet. */
  #firstNew = 0;

  constructor(setup: Setup, rule: UpdateRule) {
    this.setup = setup;
    const { points, settings } = setup;
    this.machine = new Machine(setup);
    this.points = this.machine.allocate(points.length);
    this.machine.write(this.points, points);
    this.batches = new Batches(points.length, settings.batch);
    this.#shuffled = this.batches.isFull ? this.points : this.machine.allocate(points.length);
    this.#labels = points.map((point) => point.at(-1)! > 0);
    this.#schedule = new Schedule(rule);
    this.#checkpoints.add(0, this.machine.save());
    this.#evaluate();
  }

  /** Number of updates so far. */
  get step(): number {
    return this.#step;
  }

  /** Message why the run cannot go on; null while it can. */
  get stopReason(): string | null {
    return this.#stopReason;
  }

  get rule(): UpdateRule {
    return this.#schedule.at(this.#step);
  }

  /** Takes one step; false if the run has stopped. */
  advance(): boolean {
    if (this.#stopReason !== null) return false;
    if (this.#step >= MAX_STEPS)
      return this.#stop(`A run has ${MAX_STEPS} steps at the most. Reset starts another one.`);
    return this.#stopOnTrap(() => {
      const { machine } = this;
      const rule = this.#schedule.at(this.#step);
      const batch = this.#batch();
      if (!rule.forget) machine.zeroGrad();
      const loss = machine.backward(batch);
      this.#recordStep(loss);
      if (!Number.isFinite(loss)) {
        const previous = this.#schedule.at(this.#step - 1);
        return this.#stop(divergenceMessage(this.#step, loss, previous, this.setup, machine.parameters));
      }
      machine.update((rule.sign ? -1 : 1) * rateAt(rule, this.#step));
      this.#step += 1;
      if (this.#checkpoints.isDue(this.#step)) this.#checkpoints.add(this.#step, machine.save());
      return true;
    });
  }

  /** Restores the last checkpoint at `step` or before it; `advance` has to take the steps from there. */
  rewind(step: number): void {
    if (step >= this.#step) return;
    const checkpoint = this.#checkpoints.lastUpTo(step);
    this.machine.restore(checkpoint.state);
    this.#step = checkpoint.step;
    this.#stopReason = null;
  }

  /** Uses `rule` from the current step on; later steps are dropped. */
  setRule(rule: UpdateRule): void {
    this.#schedule.set(this.#step, rule);
    this.#checkpoints.removeAfter(this.#step);
    this.losses.truncate(this.#step);
    this.accuracies.truncate(this.#step);
    this.#firstNew = Math.min(this.#firstNew, this.#step);
    this.#stopReason = null;
    this.#evaluate();
  }

  /** Computes scores, loss and accuracy of the current step, without changing the run. */
  evaluate(): void {
    if (this.#stopReason === null) this.#stopOnTrap(() => this.#evaluate());
  }

  /** The losses and accuracies that are new since the last call; `from` is the step of the first. */
  takeNewValues(): { from: number; losses: Float64Array<ArrayBuffer>; accuracies: Float64Array<ArrayBuffer> } {
    const from = Math.min(this.#firstNew, this.losses.length);
    this.#firstNew = this.losses.length;
    return { from, losses: this.losses.sliceFrom(from), accuracies: this.accuracies.sliceFrom(from) };
  }

  #evaluate(): boolean {
    const fullLoss = this.machine.forward(this.points);
    const loss = this.batches.isFull ? fullLoss : this.machine.forward(this.#batch());
    this.#record(loss, this.#accuracy());
    return true;
  }

  /** Records the step in progress. */
  #recordStep(loss: number): void {
    const epochBegins = this.#step % this.batches.perEpoch === 0;
    if (epochBegins && !this.batches.isFull) this.machine.forward(this.points);
    // Within an epoch the accuracy is not recomputed: a pass over all points would cost more than the step.
    this.#record(loss, epochBegins ? this.#accuracy() : this.accuracies.at(this.#step - 1));
  }

  #record(loss: number, accuracy: number): void {
    this.losses.set(this.#step, loss);
    this.accuracies.set(this.#step, accuracy);
    this.#firstNew = Math.min(this.#firstNew, this.#step);
  }

  #accuracy(): number {
    const scores = this.machine.scores(this.points);
    let correct = 0;
    for (let i = 0; i < scores.length; i += 1) if (scores[i]! > 0 === this.#labels[i]) correct += 1;
    return correct / scores.length;
  }

  /** The rows of the current step's batch; shuffles them at the start of an epoch. */
  #batch(): RowRange {
    if (this.batches.isFull) return this.points;
    const { epoch, start, count } = this.batches.at(this.#step);
    if (epoch !== this.#epoch) {
      const order = permutation(this.points.count, this.setup.settings.seed, epoch);
      this.machine.permute(this.points, this.#shuffled, order);
      this.#epoch = epoch;
    }
    return this.machine.slice(this.#shuffled, start, count);
  }

  #stopOnTrap(work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) return this.#stop(trapMessage(this.#step));
      throw error;
    }
  }

  #stop(reason: string): false {
    this.#stopReason = reason;
    return false;
  }
}
