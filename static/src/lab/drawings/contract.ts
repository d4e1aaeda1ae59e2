// What the lab's page hands to its drawings, once a frame, and what they tell it.

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

export type Label = 1 | -1;
export type CurveScale = "linear" | "log";
/** What the network's lines show. */
export type NetworkShow = "weights" | "gradients";

/** The drawings' events; all bubble. */
export interface DrawingEvents {
  /** A point is to be added. */
  "lab-place": { x: number; y: number; label: Label };
  /** The reader means this point: its place in `points`. */
  "lab-choose": { row: number };
  /** Go back to the moment before the update of this step. */
  "lab-travel": { step: number };
  /** `layer` counts from 0, the first hidden one. */
  "lab-neuron": { layer: number; neuron: number };
}

/** <lab-surface>: the scores over the plane, and the points. Only for two inputs. */
export interface LabSurface extends HTMLElement {
  name: string;
  /** Each x, y, label. */
  points: readonly (readonly number[])[];
  /** Of the points that the reader adds. */
  label: Label;
  /** The point that is marked, by its place in `points`. */
  chosen: number | null;
  draw(grid: Grid | null, wrong?: readonly boolean[]): void;
}

/** <lab-curves>: loss and accuracy over the steps. */
export interface LabCurves extends HTMLElement {
  scale: CurveScale;
  draw(curves: readonly Curve[], at: number): void;
}

/** <lab-network>: its neurons and weights. */
export interface LabNetwork extends HTMLElement {
  show: NetworkShow;
  draw(frame: Frame): void;
}
