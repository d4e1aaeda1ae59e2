// Scales of the curves. The axes end at round numbers, so that they do not move with every step.

import { linear, logarithmic, type Scale } from "../../chart/scale.js";
import { plain } from "../../lib/format.js";
import type { Curve } from "../training/frames.js";
import type { CurveScale } from "./contract.js";
import { BLOCK_SIZE, type DecimationCache } from "./decimate.js";

/** Last step of the shortest axis. */
const MIN_LAST_STEP = 20;
/** From this loss on the axis ends at the largest number: a margin would overflow. */
const MARGIN_LIMIT = 1e300;
/** Powers of ten that a logarithmic axis has below the first loss at most; lower losses are drawn at its edge. */
const MAX_DECADES = 16;
/** A loss this many times higher than the other run's is drawn at the edge, so that the other run keeps its room. */
const RUNAWAY_RATIO = { linear: 100, log: 1e8 };
/** Then the axis ends at this multiple of the other run's highest loss. */
const RUNAWAY_ROOM = { linear: 10, log: 1e6 };
/** Round numbers: these times a power of ten. */
const FACTORS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** Domains of the axes; the axis of steps begins at 0. */
export interface Domain {
  /** The last step. */
  readonly last: number;
  readonly loss: readonly [number, number];
}

export function domainOf(curves: readonly Curve[], decimated: readonly DecimationCache[], scale: CurveScale): Domain {
  let [minPositive, length] = [Infinity, 0];
  const maxima = curves.map(({ losses, length: curveLength }, index) => {
    const { losses: blocks, finiteLength } = decimated[index]!;
    let max = -Infinity;
    length = Math.max(length, curveLength);
    for (let block = 0; block < blocks.length / BLOCK_SIZE; block += 1) {
      if (blocks.high[block]! > max) max = blocks.high[block]!;
      if (blocks.minPositive[block]! < minPositive) minPositive = blocks.minPositive[block]!;
    }
    for (let k = blocks.length; k < finiteLength; k += 1) {
      const loss = losses[k]!;
      if (loss > max) max = loss;
      if (loss > 0 && loss < minPositive) minPositive = loss;
    }
    return max;
  });
  const [lower, higher] = [Math.min(...maxima), Math.max(...maxima)];
  const max = lower > 0 && higher > RUNAWAY_RATIO[scale] * lower ? RUNAWAY_ROOM[scale] * lower : higher;
  const last = Math.max(MIN_LAST_STEP, roundUp(length - 1));
  if (!(max > 0)) return { last, loss: scale === "log" ? [0.1, 1] : [0, 1] };
  return {
    last,
    loss:
      scale === "log"
        ? decades(minPositive, max, Math.max(...curves.map(({ losses }) => losses[0]!)))
        : [0, max < MARGIN_LIMIT ? roundUp(max * 1.02) : Number.MAX_VALUE],
  };
}

/** Powers of ten around `min` and `max`; `first` is the highest first loss of the runs. */
function decades(min: number, max: number, first: number): readonly [number, number] {
  const high = Math.min(Math.ceil(Math.log10(max) + 0.02), 308);
  const start = first > 0 ? Math.min(Math.ceil(Math.log10(first)), high) : high;
  const low = Math.max(Math.min(Math.floor(Math.log10(min)), high - 1), start - MAX_DECADES, -307);
  return [10 ** low, 10 ** high];
}

/** The next round number: a factor of `FACTORS` times a power of ten. */
export function roundUp(number: number): number {
  if (!(number > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(number));
  return FACTORS.find((factor) => factor * power >= number * (1 - 1e-12))! * power;
}

/** Scales of a plot. */
export interface PlotScales {
  readonly x: Scale;
  readonly y: Scale;
}

export interface CurveScales {
  readonly loss: PlotScales;
  /** Null if there is no room for this plot; its numbers are also above the curves. */
  readonly accuracy: PlotScales | null;
}

/** From this ratio of width to height on the plots are side by side. */
const SIDE_BY_SIDE_RATIO = 3;
/** Minimum height of two stacked plots, in font sizes. */
const MIN_STACKED_HEIGHT = 12;

/** The loss, with the accuracy beside it or in a strip below it. `size` is the font size in pixels. */
export function curveScales(
  domain: Domain,
  scale: CurveScale,
  width: number,
  height: number,
  size: number,
): CurveScales {
  const [left, right] = [Math.round(size * 3.6), Math.max(width - 10, size * 3.6 + 1)];
  const top = Math.round(size * 1.7);
  const bottom = Math.max(height - Math.round(size * 1.7), top + 3 * size);
  if (width > SIDE_BY_SIDE_RATIO * height) {
    const split = Math.round(left + (right - left) * 0.62);
    return {
      loss: { x: stepScale(domain, left, split, size), y: lossScale(domain, scale, bottom, top, size) },
      accuracy: {
        x: stepScale(domain, split + Math.round(size * 4.6), right, size),
        y: accuracyScale(bottom, top, size),
      },
    };
  }
  if (height < MIN_STACKED_HEIGHT * size) {
    return {
      loss: { x: stepScale(domain, left, right, size), y: lossScale(domain, scale, bottom, top, size) },
      accuracy: null,
    };
  }
  const strip = Math.max(Math.round((bottom - top) * 0.2), Math.round(size * 2.2));
  const lossBottom = Math.max(bottom - strip - Math.round(size * 2), top + 1);
  const x = stepScale(domain, left, right, size);
  return {
    loss: { x, y: lossScale(domain, scale, lossBottom, top, size) },
    accuracy: { x, y: accuracyScale(bottom, bottom - strip, size) },
  };
}

/** Whether the accuracy's plot is below the loss's, and its axis of steps serves both. */
export function isStacked({ loss, accuracy }: CurveScales): boolean {
  return loss.x === accuracy?.x;
}

function stepScale({ last }: Domain, left: number, right: number, size: number): Scale {
  return linear([0, last], [left, right], size * 4.5);
}

function lossScale({ loss }: Domain, scale: CurveScale, bottom: number, top: number, size: number): Scale {
  if (scale === "linear") return linear(loss, [bottom, top], size * 2.6);
  const powers = logarithmic(loss, [bottom, top], size * 1.8);
  return { ...powers, ticks: () => powers.ticks().map(({ value }) => ({ value, label: plain(value) })) };
}

function accuracyScale(bottom: number, top: number, size: number): Scale {
  const ticks = bottom - top < size * 3 ? [0, 1] : [0, 0.5, 1];
  return {
    ...linear([0, 1], [bottom, top], 1),
    ticks: () => ticks.map((value) => ({ value, label: `${100 * value} %` })),
  };
}
