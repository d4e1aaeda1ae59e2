// Messages between the page and the worker that trains.

import type { Grid } from "./frames.js";
import type { UpdateRule } from "./schedule.js";
import type { Setup } from "./setup.js";

/** A run to start: one, or one of two with the same initial parameters. */
export interface RunSpec {
  readonly name: string;
  readonly setup: Setup;
  readonly rule: UpdateRule;
}

export type Command =
  | { readonly kind: "start"; readonly runs: readonly RunSpec[] }
  /** Go to `step`, or as near to it as `budget` milliseconds allow. `fine`: score grid at full resolution. */
  | { readonly kind: "seek"; readonly step: number; readonly budget: number; readonly fine: boolean }
  /** Train by other rules from the current step on, one for each run. */
  | { readonly kind: "setRules"; readonly rules: readonly UpdateRule[] };

export interface TrainerRequest {
  readonly id: number;
  readonly command: Command;
}

/** A run at one step. */
export interface Snapshot {
  readonly step: number;
  /** Index of the first element of `losses` and `accuracies`; earlier ones are unchanged, and none follow them. */
  readonly from: number;
  readonly losses: Float64Array<ArrayBuffer>;
  readonly accuracies: Float64Array<ArrayBuffer>;
  readonly parameters: Float64Array<ArrayBuffer>;
  readonly gradients: Float64Array<ArrayBuffer>;
  /** One for each point. */
  readonly scores: Float64Array<ArrayBuffer>;
  readonly pointLosses: Float64Array<ArrayBuffer>;
  readonly grid: Grid | null;
  /** The learning rate of the next step. */
  readonly rate: number;
  readonly stopReason: string | null;
}

export type TrainerReply =
  | { readonly id: number; readonly snapshots: readonly Snapshot[] }
  | { readonly id: number; readonly failed: string };
