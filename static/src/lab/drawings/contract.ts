// Interface between the lab's page and its drawings: methods called once a frame, and events.

import type { Curve, Frame, Grid } from "../training/frames.js";

export type Label = 1 | -1;
export type CurveScale = "linear" | "log";
/** Quantity that the network's lines show. */
export type NetworkQuantity = "weights" | "gradients";

/** Events of the drawings; all of them bubble. */
export interface DrawingEvents {
  /** Add a point. */
  "lab-place": { x: number; y: number; label: Label };
  /** Choose a point, by its index in `points`. */
  "lab-choose": { row: number };
  /** Go to this step, before its update. */
  "lab-travel": { step: number };
  /** A neuron was clicked; `layer` 0 is the first hidden layer. */
  "lab-neuron": { layer: number; neuron: number };
}

/** <lab-surface>: the scores over the plane, and the points. For two inputs only. */
export interface LabSurface extends HTMLElement {
  name: string;
  /** x, y, label of each point. */
  points: readonly (readonly number[])[];
  /** Label of the points that the user adds. */
  label: Label;
  /** Index in `points` of the highlighted point. */
  chosen: number | null;
  /** `wrong` marks the points that are misclassified. */
  draw(grid: Grid | null, wrong?: readonly boolean[]): void;
}

/** <lab-curves>: loss and accuracy over the steps. */
export interface LabCurves extends HTMLElement {
  scale: CurveScale;
  /** `step` is the current step. */
  draw(curves: readonly Curve[], step: number): void;
}

/** <lab-network>: its neurons and weights. */
export interface LabNetwork extends HTMLElement {
  quantity: NetworkQuantity;
  draw(frame: Frame): void;
}
