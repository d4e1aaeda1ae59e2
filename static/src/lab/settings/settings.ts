// Settings of a training, as the service's method `lab` takes them. Immutable: the page replaces them as a whole.

export const DATA_KINDS = ["lecture", "demo", "moons", "circles", "xor", "blobs", "spirals", "own"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

export const ACTIVATIONS = ["tanh", "relu", "sigmoid"] as const;
export type Activation = (typeof ACTIVATIONS)[number];

export const OUTPUTS = ["linear", "same"] as const;
export type Output = (typeof OUTPUTS)[number];

export const BIASES = ["zero", "uniform"] as const;
export type Biases = (typeof BIASES)[number];

export const LOSSES = ["sum-squares", "mean-squares", "max-margin", "cross-entropy"] as const;
export type Loss = (typeof LOSSES)[number];

export const OPTIMISERS = ["sgd", "momentum", "adam"] as const;
export type Optimiser = (typeof OPTIMISERS)[number];

/** A point's inputs, then its label: 1 or -1. */
export type Row = readonly number[];

export interface Data {
  readonly kind: DataKind;
  readonly count: number;
  readonly noise: number;
  readonly seed: number;
  /** Only for the kind "own". */
  readonly rows?: readonly Row[];
}

export interface Settings {
  readonly data: Data;
  /** Widths of the hidden layers. */
  readonly layers: readonly number[];
  readonly activation: Activation;
  readonly output: Output;
  readonly biases: Biases;
  readonly loss: Loss;
  readonly l2: number;
  readonly optimiser: Optimiser;
  readonly rate: number;
  /** Part by which the rate has decreased after `over` steps, from 0 to 1. */
  readonly decay: number;
  readonly over: number;
  /** Points in a batch; 0 means all. */
  readonly batch: number;
  readonly seed: number;
}

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
