// Where the axes of the curves go: round ends, so that they stand still while the curves grow.

import { type Scale, linear, logarithmic } from "../../acting/plots/scale.js";
import { plain } from "../../format.js";
import type { Curve, CurveScale } from "../contract.js";
import { BUNDLE, type Digests } from "./digest.js";

/** The first axis of steps. */
const FEWEST = 20;
/** The largest end of an axis: numbers beyond it have no room for a margin. */
const LARGEST = 1e300;
/** A logarithmic axis goes over so many powers of ten at the most; lower losses stand at its edge. */
const DECADES = 16;
const FACTORS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** What the axes go over. */
export interface Domain {
  /** The last step. */
  readonly last: number;
  readonly loss: readonly [number, number];
}

export function domainOf(curves: readonly Curve[], digests: readonly Digests[], scale: CurveScale): Domain {
  let [most, positive, length] = [-Infinity, Infinity, 0];
  curves.forEach(({ losses, length: own }, index) => {
    const { losses: digest, finite } = digests[index]!;
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
  });
  const last = Math.max(FEWEST, roundEnd(length - 1));
  if (!(most > 0)) return { last, loss: scale === "log" ? [0.1, 1] : [0, 1] };
  return { last, loss: scale === "log" ? decades(positive, most) : [0, most < LARGEST ? roundEnd(most * 1.02) : Number.MAX_VALUE] };
}

/** Whole powers of ten around these numbers. */
function decades(least: number, most: number): readonly [number, number] {
  const high = Math.min(Math.ceil(Math.log10(most) + 0.02), 308);
  const low = Math.max(Math.min(Math.floor(Math.log10(least)), high - 1), high - DECADES, -307);
  return [10 ** low, 10 ** high];
}

/** The next of few round numbers. */
export function roundEnd(number: number): number {
  if (!(number > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(number));
  return FACTORS.find((factor) => factor * power >= number * (1 - 1e-12))! * power;
}

export interface CurveScales {
  readonly x: Scale;
  readonly loss: Scale;
  readonly accuracy: Scale;
}

/** The loss above, the accuracy in a strip below it. `size` is that of the type. */
export function curveScales({ last, loss }: Domain, scale: CurveScale, width: number, height: number, size: number): CurveScales {
  const [left, right] = [Math.round(size * 3.4), Math.max(width - 10, size * 3.4 + 1)];
  const top = Math.round(size * 1.7);
  const bottom = Math.max(height - Math.round(size * 1.7), top + 3 * size);
  const strip = Math.max(Math.round((bottom - top) * 0.2), Math.round(size * 2.2));
  const across = [Math.max(bottom - strip - Math.round(size * 2), top + 1), top] as const;
  const losses = scale === "log" ? logarithmic(loss, across, size * 1.8) : linear(loss, across, size * 2.6);
  return {
    x: linear([0, last], [left, right], size * 4.5),
    loss: scale === "log" ? { ...losses, ticks: () => losses.ticks().map(({ value }) => ({ value, words: plain(value) })) } : losses,
    accuracy: { ...linear([0, 1], [bottom, bottom - strip], size), ticks: () => [0, 0.5, 1].map((value) => ({ value, words: `${100 * value} %` })) },
  };
}
