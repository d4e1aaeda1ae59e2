// A long row of numbers as one band for each column of pixels: the lowest, the highest, and the mean.

import { BUNDLE, type Decimated } from "./decimate.js";

export class Columns {
  low = new Float64Array(0);
  high = new Float64Array(0);
  mean = new Float64Array(0);
  /** How many numbers each column has. */
  count = new Uint32Array(0);

  /** The first `length` of `values`, whose places 0 to `last` go over all `columns`. */
  gather(values: Float64Array, digest: Decimated, length: number, last: number, columns: number): void {
    if (this.count.length !== columns) {
      this.low = new Float64Array(columns);
      this.high = new Float64Array(columns);
      this.mean = new Float64Array(columns);
      this.count = new Uint32Array(columns);
    }
    // In whole bundles where a column has several of them.
    const whole = last > 2 * BUNDLE * columns ? digest.length : 0;
    const unit = whole ? BUNDLE : 1;
    for (let column = 0, k = 0; column < columns; column += 1) {
      const due = column === columns - 1 ? last + 1 : Math.ceil(((column + 1) * last) / columns / unit) * unit;
      const end = Math.min(length, due);
      const start = k;
      let [least, most, sum] = [Infinity, -Infinity, 0];
      for (; k < end && k < whole; k += BUNDLE) {
        const bundle = k / BUNDLE;
        least = Math.min(least, digest.low[bundle]!);
        most = Math.max(most, digest.high[bundle]!);
        sum += digest.sum[bundle]!;
      }
      for (; k < end; k += 1) {
        const value = values[k]!;
        if (value < least) least = value;
        if (value > most) most = value;
        sum += value;
      }
      this.low[column] = least;
      this.high[column] = most;
      this.count[column] = k - start;
      // The sum of very large numbers is not finite, their mean is.
      this.mean[column] = Number.isFinite(sum) ? sum / (k - start) : least / 2 + most / 2;
    }
  }
}
