// Linear and logarithmic scales between numbers and pixels, with their ticks.

import { plain } from "../lib/format.js";

export interface Tick {
  readonly value: number;
  readonly label: string;
}

export interface Scale {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  at(value: number): number;
  invert(pixel: number): number;
  ticks(): readonly Tick[];
}

type Pair = readonly [number, number];

/** `gap` is the minimum distance between ticks, in pixels. */
export function linear(domain: Pair, range: Pair, gap: number): Scale {
  const [from, to] = domain;
  const width = to - from;
  const pixels = range[1] - range[0];
  return {
    domain,
    range,
    at: (value) => range[0] + ((value - from) / width) * pixels,
    invert: (pixel) => from + ((pixel - range[0]) / pixels) * width,
    ticks: () => labelled(roundNumbers(domain, Math.max(2, Math.floor(Math.abs(pixels) / gap)))),
  };
}

/** Ticks with their numbers; where these would look alike, all but the first with the distance from it. */
function labelled(values: readonly number[]): Tick[] {
  const isClear = new Set(values.map(plain)).size === values.length;
  const [first = 0] = values;
  return values.map((value) => ({
    value,
    label: isClear || value === first ? plain(value) : `+${plain(value - first)}`,
  }));
}

/** A scale with ticks at powers of ten; the domain has to be positive. */
export function logarithmic(domain: Pair, range: Pair, gap: number): Scale {
  const inner = linear([Math.log10(domain[0]), Math.log10(domain[1])], range, gap);
  const exponents = Math.abs(inner.domain[1] - inner.domain[0]);
  const every = Math.max(1, Math.ceil((exponents * gap) / Math.abs(range[1] - range[0])));
  return {
    domain,
    range,
    at: (value) => inner.at(Math.log10(value)),
    invert: (pixel) => 10 ** inner.invert(pixel),
    ticks: () => {
      const [low, high] = [...inner.domain].sort((a, b) => a - b) as [number, number];
      const ticks: Tick[] = [];
      for (let k = Math.ceil(low - 1e-9); k <= high + 1e-9; k += 1) {
        if (k % every === 0) ticks.push({ value: 10 ** k, label: `1e${k}`.replace("-", "−") });
      }
      return ticks;
    },
  };
}

/** At most `count` + 1 round numbers in the domain: multiples of 1, 2 or 5 times a power of ten. */
export function roundNumbers([from, to]: Pair, count: number): number[] {
  const rough = Math.abs(to - from) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(Math.min(from, to) / step - 1e-9);
  const last = Math.floor(Math.max(from, to) / step + 1e-9);
  // Twelve digits drop what rounding adds, where they are enough to tell the numbers apart.
  const digits = Math.max(Math.abs(first), Math.abs(last)) < 1e11 ? 12 : 17;
  const numbers = Array.from(
    { length: last - first + 1 },
    (_, i) => Number(((first + i) * step).toPrecision(digits)) + 0,
  );
  return [...new Set(numbers)];
}

/**
 * The range of the finite numbers with a margin of 6%, extended to the numbers in `include`. If a few numbers are far
 * from the others, the range is that of the central 90%.
 */
export function extent(numbers: readonly number[], include: readonly number[] = []): Pair {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [-1, 1];
  const quantile = (fraction: number): number => sorted[Math.round(fraction * (sorted.length - 1))]!;
  let [low, high] = [sorted[0]!, sorted.at(-1)!];
  const [p5, p95] = [quantile(0.05), quantile(0.95)];
  if (high - low > OUTLIER_FACTOR * (p95 - p5) && p95 > p5) [low, high] = [p5, p95];
  const included = include.filter(Number.isFinite);
  [low, high] = [Math.min(low, ...included), Math.max(high, ...included)];
  const margin = high > low ? (high - low) * 0.06 : Math.max(Math.abs(high) * 0.1, 1);
  return [low - margin, high + margin];
}

/** Outliers are cut off if the full range is wider than that of the central 90% by more than this factor. */
const OUTLIER_FACTOR = 12;
