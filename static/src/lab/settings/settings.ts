// Settings of a training, as the service's method `lab` takes them. Immutable: the page replaces them as a whole.

import type * as contract from "../../trace/contract.js";

export type { Activation, Biases, DatasetKind, Loss, Optimiser } from "../../trace/contract.js";

// The choices in the page's order.
export const DATASET_KINDS = [
  "lecture",
  "demo",
  "moons",
  "circles",
  "xor",
  "blobs",
  "spirals",
  "own",
] as const satisfies readonly contract.DatasetKind[];
export const ACTIVATIONS = ["tanh", "relu", "sigmoid"] as const satisfies readonly contract.Activation[];
export const OUTPUTS = ["linear", "same"] as const;
export type Output = (typeof OUTPUTS)[number];
export const BIASES = ["zero", "uniform"] as const satisfies readonly contract.Biases[];
export const LOSSES = [
  "sum-squares",
  "mean-squares",
  "max-margin",
  "cross-entropy",
] as const satisfies readonly contract.Loss[];
export const OPTIMISERS = ["sgd", "momentum", "adam"] as const satisfies readonly contract.Optimiser[];

/** A point's inputs, then its label: 1 or -1. */
export type Row = readonly number[];

/** The source of the samples; `rows` only for the kind "own". */
export type Data = Required<Omit<contract.Data, "rows">> & Pick<contract.Data, "rows">;

export type Settings = Required<Omit<contract.Settings, "data">> & { readonly data: Data };

/** micrograd's demo. */
export const DEMO: Settings = {
  data: { kind: "demo", count: 100, noise: 0.1, seed: 1 },
  layers: [16, 16],
  activation: "relu",
  output: "linear",
  biases: "zero",
  loss: "max-margin",
  l2: 0.0001,
  optimiser: "sgd",
  rate: 1,
  decay: 0.9,
  over: 100,
  batch: 0,
  seed: 1337,
};

/** The loop at the end of the lecture. */
export const LECTURE: Settings = {
  ...DEMO,
  data: { ...DEMO.data, kind: "lecture" },
  layers: [4, 4],
  activation: "tanh",
  output: "same",
  biases: "uniform",
  loss: "sum-squares",
  l2: 0,
  rate: 0.1,
  decay: 0,
};

export const PRESETS = [
  { id: "demo", label: "micrograd's demo", settings: DEMO },
  { id: "lecture", label: "The lecture's loop", settings: LECTURE },
] as const;

export const LIMITS = {
  count: { min: 2, max: 10_000 },
  noise: { min: 0, max: 10 },
  layers: 6,
  width: { min: 1, max: 64 },
  inputs: 8,
  rows: 10_000,
} as const;
