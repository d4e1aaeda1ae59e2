// Leaves of a trace, overrides of their data, and the ranges of their sliders.

import type { NodeId, Trace } from "./contract.js";

/** Data given to leaves in place of the program's, by ordinal. */
export type LeafOverrides = Readonly<Record<number, number>>;

export const NO_OVERRIDES: LeafOverrides = {};

/** The largest magnitude of a leaf's data. */
export const MAX_MAGNITUDE = 1e300;

/** Ranges are not made for smaller magnitudes, whose parts are no floats. */
export const MIN_MAGNITUDE = 1e-290;

export interface Leaf {
  readonly node: NodeId;
  readonly ordinal: number;
  readonly name: string;
  readonly data: number;
  readonly grad: number;
  /** Its initial data in this run; the program may have assigned other data since. */
  readonly start: number;
  /** Its data in the source text. */
  readonly written: number;
  /** Whether the program itself assigned to it before the shown pass. */
  readonly setByProgram: boolean;
}

export function leavesOf(trace: Trace | null): readonly Leaf[] {
  return (trace?.nodes ?? []).flatMap((node) => {
    if (node.leaf === undefined) return [];
    const start = node.start ?? node.data;
    const { id, leaf: ordinal, name, data, grad, written = start } = node;
    return [{ node: id, ordinal, name, data, grad, start, written, setByProgram: node.start !== undefined }];
  });
}

/** The overrides that a trace was made with, as far as its nodes show them. */
export function overridesOf(trace: Trace): LeafOverrides {
  return Object.fromEntries(
    trace.nodes.flatMap(({ leaf, written, start, data }) => (written === undefined ? [] : [[leaf!, start ?? data]])),
  );
}

/** The half-width of a slider's range around 0: twice the number, rounded up to 1, 2 or 5 times a power of ten. */
export function sliderReach(number: number): number {
  return Math.abs(number) < MIN_MAGNITUDE || !Number.isFinite(number)
    ? 2
    : roundUp(Math.min(2 * Math.abs(number), MAX_MAGNITUDE / 10));
}

export function roundUp(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((each) => each * power >= size * (1 - 1e-12)) ?? 10;
  return factor * power;
}

/** `number` rounded to the slider's grid, whose spacing is a hundredth of `reach`. */
export function snapToGrid(number: number, reach: number): number {
  const step = reach / 100;
  return Number((Math.round(number / step) * step).toPrecision(12)) + 0; // never -0
}
