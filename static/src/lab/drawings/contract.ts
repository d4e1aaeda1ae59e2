// What the lab's page hands to its drawings, once a frame, and what they tell it.

import type { Curve, Frame, Grid } from "../training/frames.js";

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
