// Data of a training that the drawings show: the network at one step, a run's curves, and the scores over the plane.

/** The network at one step. The arrays are views of memory that is overwritten: they are valid during the call only. */
export interface Frame {
  /** Inputs, hidden widths, 1. */
  readonly sizes: readonly number[];
  readonly step: number;
  /** Neuron by neuron: its weights, then its bias. */
  readonly parameters: Float64Array;
  readonly gradients: Float64Array;
}

/** The history of one run; the index is the step. */
export interface Curve {
  readonly name: string;
  /** `losses[k]` is the loss before the update of step k. */
  readonly losses: Float64Array;
  /** From 0 to 1, at the same steps. */
  readonly accuracies: Float64Array;
  /** Number of valid elements. */
  readonly length: number;
}

/** The network's score on a regular grid over the plane. */
export interface Grid {
  /** Coordinates of the first and last column, and of the first and last row. */
  readonly extent: readonly [x0: number, x1: number, y0: number, y1: number];
  readonly columns: number;
  readonly rows: number;
  /** Row by row; the first row is at y0. */
  readonly scores: Float64Array;
}
