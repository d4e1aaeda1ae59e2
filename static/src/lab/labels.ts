// Labels and titles of the settings' values.

import type { Activation, Biases, DatasetKind, Loss, Optimiser, Output } from "./settings/settings.js";

export const DATA_LABELS: Readonly<Record<DatasetKind, string>> = {
  lecture: "lecture: 4 samples",
  demo: "micrograd's moons",
  moons: "moons",
  circles: "circles",
  xor: "xor",
  blobs: "blobs",
  spirals: "spirals",
  own: "your own",
};

/** Kinds whose points are generated from a seed; the others are fixed. */
export const GENERATED_KINDS: ReadonlySet<DatasetKind> = new Set(["moons", "circles", "xor", "blobs", "spirals"]);

export const ACTIVATION_LABELS: Readonly<Record<Activation, string>> = {
  tanh: "tanh",
  relu: "ReLU",
  sigmoid: "sigmoid",
};

export const OUTPUT_LABELS: Readonly<Record<Output, string>> = { linear: "linear", same: "same" };

export const BIASES_LABELS: Readonly<Record<Biases, string>> = { zero: "zero", uniform: "random" };

export const LOSS_LABELS: Readonly<Record<Loss, string>> = {
  "sum-squares": "sum of squares",
  "mean-squares": "mean of squares",
  "max-margin": "max-margin",
  "cross-entropy": "cross-entropy",
};

export const LOSS_TITLES: Readonly<Record<Loss, string>> = {
  "sum-squares": "(score - y)**2, added over the points",
  "mean-squares": "(score - y)**2, averaged over the points",
  "max-margin": "relu(1 - y*score), averaged over the points",
  "cross-entropy": "log(1 + exp(-y*score)), averaged over the points",
};

export const OPTIMISER_LABELS: Readonly<Record<Optimiser, string>> = { sgd: "SGD", momentum: "momentum", adam: "Adam" };

export const OPTIMISER_TITLES: Readonly<Record<Optimiser, string>> = {
  sgd: "p -= rate * grad",
  momentum: "v = 0.9*v + grad; p -= rate * v",
  adam: "each parameter has a step of its own, from the mean and the size of its gradients",
};
