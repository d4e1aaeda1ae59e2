// What the page and the worker that trains say to each other.

import type { Grid } from "./frames.js";
import type { Course } from "./schedule.js";
import type { Setup } from "./setup.js";

/** One run, or two from the same start. */
export interface Start {
  readonly name: string;
  readonly setup: Setup;
  readonly course: Course;
}

export type Order =
  | { readonly kind: "start"; readonly runs: readonly Start[] }
  /** Be at step `to`, or as near to it as `budget` milliseconds allow. `fine` asks for the plane as fine as it gets. */
  | { readonly kind: "go"; readonly to: number; readonly budget: number; readonly fine: boolean }
  /** Go on in another way from this step on. */
  | { readonly kind: "steer"; readonly courses: readonly Course[] };

export interface ToTrainer {
  readonly id: number;
  readonly order: Order;
}

/** A run at one moment. */
export interface Moment {
  readonly step: number;
  /** Losses and accuracies from step `from` on; there are none after them. */
  readonly from: number;
  readonly losses: Float64Array<ArrayBuffer>;
  readonly accuracies: Float64Array<ArrayBuffer>;
  readonly parameters: Float64Array<ArrayBuffer>;
  readonly gradients: Float64Array<ArrayBuffer>;
  /** Of each point. */
  readonly scores: Float64Array<ArrayBuffer>;
  readonly pointLosses: Float64Array<ArrayBuffer>;
  readonly grid: Grid | null;
  /** The rate of the step to come. */
  readonly rate: number;
  readonly stopped: string | null;
}

export type FromTrainer =
  | { readonly id: number; readonly moments: readonly Moment[] }
  | { readonly id: number; readonly failed: string };
