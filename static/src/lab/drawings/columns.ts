// Min, max and mean of a long series for each pixel column.

import { BLOCK_SIZE, type DecimatedSeries } from "./decimate.js";

export class Columns {
  low = new Float64Array(0);
  high = new Float64Array(0);
  mean = new Float64Array(0);
  /** Number of values in each column. */
  count = new Uint32Array(0);

  /** Aggregates the first `length` of `values`; the indices 0 to `last` spread over all `columns`. */
  aggregate(values: Float64Array, decimated: DecimatedSeries, length: number, last: number, columns: number): void {
    if (this.count.length !== columns) {
      this.low = new Float64Array(columns);
      this.high = new Float64Array(columns);
      this.mean = new Float64Array(columns);
      this.count = new Uint32Array(columns);
    }
    // Only whole blocks if a column spans several of them.
    const blocksEnd = last > 2 * BLOCK_SIZE * columns ? decimated.length : 0;
    const unit = blocksEnd ? BLOCK_SIZE : 1;
    for (let column = 0, k = 0; column < columns; column += 1) {
      const nextStart = column === columns - 1 ? last + 1 : Math.ceil(((column + 1) * last) / columns / unit) * unit;
      const end = Math.min(length, nextStart);
      const start = k;
      let [min, max, sum] = [Infinity, -Infinity, 0];
      for (; k < end && k < blocksEnd; k += BLOCK_SIZE) {
        const block = k / BLOCK_SIZE;
        min = Math.min(min, decimated.low[block]!);
        max = Math.max(max, decimated.high[block]!);
        sum += decimated.sum[block]!;
      }
      for (; k < end; k += 1) {
        const value = values[k]!;
        if (value < min) min = value;
        if (value > max) max = value;
        sum += value;
      }
      this.low[column] = min;
      this.high[column] = max;
      this.count[column] = k - start;
      // The sum of very large numbers overflows; the middle between min and max does not.
      this.mean[column] = Number.isFinite(sum) ? sum / (k - start) : min / 2 + max / 2;
    }
  }
}
