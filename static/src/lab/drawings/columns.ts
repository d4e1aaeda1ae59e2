// A long row of numbers as one band for each column of pixels: the lowest, the highest, and the mean.

export class Columns {
  low = new Float64Array(0);
  high = new Float64Array(0);
  mean = new Float64Array(0);
  /** How many numbers each column has. */
  count = new Uint32Array(0);

  /** The first `length` of `values`, whose places 0 to `last` go over all `columns`. */
  gather(values: Float64Array, length: number, last: number, columns: number): void {
    if (this.count.length !== columns) {
      this.low = new Float64Array(columns);
      this.high = new Float64Array(columns);
      this.mean = new Float64Array(columns);
      this.count = new Uint32Array(columns);
    }
    const { low, high, mean, count } = this;
    for (let column = 0, k = 0; column < columns; column += 1) {
      const end = Math.min(length, column === columns - 1 ? last + 1 : Math.ceil(((column + 1) * last) / columns));
      const start = k;
      let [least, most, sum] = [Infinity, -Infinity, 0];
      for (; k < end; k += 1) {
        const value = values[k]!;
        if (value < least) least = value;
        if (value > most) most = value;
        sum += value;
      }
      low[column] = least;
      high[column] = most;
      count[column] = k - start;
      // The sum of very large numbers is not finite, their mean is.
      mean[column] = Number.isFinite(sum) ? sum / (k - start) : least / 2 + most / 2;
    }
  }
}

/** How many of the first `length` values come before the first that is not finite. */
export function finiteLength(values: Float64Array, length: number): number {
  // Training stops there: it is the last one.
  let end = length;
  while (end > 0 && !Number.isFinite(values[end - 1]!)) end -= 1;
  return end;
}
