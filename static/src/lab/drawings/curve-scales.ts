// Where the axes of the curves go: round ends, so that they stand still while the curves grow.

import { linear, logarithmic, type Scale } from "../../chart/scale.js";
import { plain } from "../../lib/format.js";
import type { Curve } from "../training/frames.js";
import type { CurveScale } from "./contract.js";
import { BUNDLE, type DecimationCache } from "./decimate.js";

/** The first axis of steps. */
const FEWEST = 20;
/** The largest end of an axis: numbers beyond it have no room for a margin. */
const LARGEST = 1e300;
/** A logarithmic axis goes so many powers of ten below the first loss at the most; lower ones stand at its edge. */
const DECADES = 16;
/** A run that goes so many times higher than the one beside it has run away: it stands at the edge, and the calmer one keeps its room. */
const AWAY = { linear: 100, log: 1e8 };
const ROOM = { linear: 10, log: 1e6 };
const FACTORS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** What the axes go over. */
export interface Domain {
  /** The last step. */
  readonly last: number;
  readonly loss: readonly [number, number];
}

export function domainOf(curves: readonly Curve[], digests: readonly DecimationCache[], scale: CurveScale): Domain {
  let [positive, length] = [Infinity, 0];
  const highest = curves.map(({ losses, length: own }, index) => {
    const { losses: digest, finite } = digests[index]!;
    let most = -Infinity;
    length = Math.max(length, own);
    for (let bundle = 0; bundle < digest.length / BUNDLE; bundle += 1) {
      if (digest.high[bundle]! > most) most = digest.high[bundle]!;
      if (digest.positive[bundle]! < positive) positive = digest.positive[bundle]!;
    }
    for (let k = digest.length; k < finite; k += 1) {
      const loss = losses[k]!;
      if (loss > most) most = loss;
      if (loss > 0 && loss < positive) positive = loss;
    }
    return most;
  });
  const [calm, wild] = [Math.min(...highest), Math.max(...highest)];
  const most = calm > 0 && wild > AWAY[scale] * calm ? ROOM[scale] * calm : wild;
  const last = Math.max(FEWEST, roundEnd(length - 1));
  if (!(most > 0)) return { last, loss: scale === "log" ? [0.1, 1] : [0, 1] };
  return {
    last,
    loss:
      scale === "log"
        ? decades(positive, most, Math.max(...curves.map(({ losses }) => losses[0]!)))
        : [0, most < LARGEST ? roundEnd(most * 1.02) : Number.MAX_VALUE],
  };
}

/** Whole powers of ten around these numbers; `first` is where the runs begin. */
function decades(least: number, most: number, first: number): readonly [number, number] {
  const high = Math.min(Math.ceil(Math.log10(most) + 0.02), 308);
  const start = first > 0 ? Math.min(Math.ceil(Math.log10(first)), high) : high;
  const low = Math.max(Math.min(Math.floor(Math.log10(least)), high - 1), start - DECADES, -307);
  return [10 ** low, 10 ** high];
}

/** The next of few round numbers. */
export function roundEnd(number: number): number {
  if (!(number > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(number));
  return FACTORS.find((factor) => factor * power >= number * (1 - 1e-12))! * power;
}

/** A plot's two scales. */
export interface Place {
  readonly x: Scale;
  readonly y: Scale;
}

export interface CurveScales {
  readonly loss: Place;
  /** null where there is no room for it: its numbers are above the curves. */
  readonly accuracy: Place | null;
}

/** Wider than this many times its height, a room has the two plots side by side. */
const WIDE = 3;
/** Less than this, in sizes of the type, is too low for two plots one above the other. */
const LOW = 12;

/** The loss with the accuracy in a strip below it, or beside it. `size` is that of the type. */
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
  if (width > WIDE * height) {
    const split = Math.round(left + (right - left) * 0.62);
    return {
      loss: { x: steps(domain, left, split, size), y: losses(domain, scale, bottom, top, size) },
      accuracy: { x: steps(domain, split + Math.round(size * 4.6), right, size), y: parts(bottom, top, size) },
    };
  }
  if (height < LOW * size) {
    return {
      loss: { x: steps(domain, left, right, size), y: losses(domain, scale, bottom, top, size) },
      accuracy: null,
    };
  }
  const strip = Math.max(Math.round((bottom - top) * 0.2), Math.round(size * 2.2));
  const above = Math.max(bottom - strip - Math.round(size * 2), top + 1);
  const x = steps(domain, left, right, size);
  return {
    loss: { x, y: losses(domain, scale, above, top, size) },
    accuracy: { x, y: parts(bottom, bottom - strip, size) },
  };
}

/** Whether the accuracy's plot stands below that of the loss, and has the steps for both. */
export function below({ loss, accuracy }: CurveScales): boolean {
  return loss.x === accuracy?.x;
}

function steps({ last }: Domain, left: number, right: number, size: number): Scale {
  return linear([0, last], [left, right], size * 4.5);
}

function losses({ loss }: Domain, scale: CurveScale, bottom: number, top: number, size: number): Scale {
  if (scale === "linear") return linear(loss, [bottom, top], size * 2.6);
  const powers = logarithmic(loss, [bottom, top], size * 1.8);
  return { ...powers, ticks: () => powers.ticks().map(({ value }) => ({ value, words: plain(value) })) };
}

function parts(bottom: number, top: number, size: number): Scale {
  const named = bottom - top < size * 3 ? [0, 1] : [0, 0.5, 1];
  return {
    ...linear([0, 1], [bottom, top], 1),
    ticks: () => named.map((value) => ({ value, words: `${100 * value} %` })),
  };
}
