// What a training gives to be drawn: the network at one moment, a run's curves, and the scores over the plane.

/** The network at one moment. The arrays are views of memory that is written again: valid during the call only. */
export interface Frame {
  /** Inputs, hidden widths, 1. */
  readonly sizes: readonly number[];
  readonly step: number;
  /** Neuron by neuron: its weights, then its bias. */
  readonly parameters: Float64Array;
  readonly gradients: Float64Array;
}

/** What one run has been through; the index is the step. */
export interface Curve {
  readonly name: string;
  /** `losses[k]` is the loss before the update of step k. */
  readonly losses: Float64Array;
  /** From 0 to 1, of the same moment. */
  readonly accuracies: Float64Array;
  /** How many of them are filled. */
  readonly length: number;
}

/** The network's score at evenly spaced places of the plane. */
export interface Grid {
  /** x from, x to, y from, y to: where the first and the last column and row lie. */
  readonly extent: readonly [x0: number, x1: number, y0: number, y1: number];
  readonly columns: number;
  readonly rows: number;
  /** Row after row; the first row lies at y0. */
  readonly scores: Float64Array;
}
