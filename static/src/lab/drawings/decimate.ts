// Decimation of a growing series: statistics of blocks, so that no frame goes through a million numbers.

/** Numbers in a block. */
export const BLOCK_SIZE = 64;

export class DecimatedSeries {
  low = new Float64Array(16);
  high = new Float64Array(16);
  sum = new Float64Array(16);
  /** The minimum of the numbers above 0. */
  minPositive = new Float64Array(16);
  /** How many numbers the blocks cover. */
  length = 0;
  #lastValue = NaN;

  /**
   * Adds blocks up to the first `length` of `values`. A change of earlier numbers is detected by the last covered one;
   * `reset` makes the next call recompute all blocks.
   */
  update(values: Float64Array, length: number): void {
    if (length < this.length || (this.length > 0 && !Object.is(values[this.length - 1], this.#lastValue))) this.reset();
    while (this.length + BLOCK_SIZE <= length) this.#addBlock(values);
    this.#lastValue = values[this.length - 1] ?? NaN;
  }

  reset(): void {
    this.length = 0;
  }

  #addBlock(values: Float64Array): void {
    const block = this.length / BLOCK_SIZE;
    if (block === this.low.length) this.#grow();
    let [low, high, sum, positive] = [Infinity, -Infinity, 0, Infinity];
    for (let k = this.length; k < this.length + BLOCK_SIZE; k += 1) {
      const value = values[k]!;
      if (value < low) low = value;
      if (value > high) high = value;
      if (value > 0 && value < positive) positive = value;
      sum += value;
    }
    this.low[block] = low;
    this.high[block] = high;
    this.sum[block] = sum;
    this.minPositive[block] = positive;
    this.length += BLOCK_SIZE;
  }

  #grow(): void {
    const doubled = (numbers: Float64Array): Float64Array<ArrayBuffer> => {
      const larger = new Float64Array(2 * numbers.length);
      larger.set(numbers);
      return larger;
    };
    this.low = doubled(this.low);
    this.high = doubled(this.high);
    this.sum = doubled(this.sum);
    this.minPositive = doubled(this.minPositive);
  }
}

/** Decimated losses and accuracies of a curve, up to the end of the finite losses. */
export class DecimationCache {
  readonly losses = new DecimatedSeries();
  readonly accuracies = new DecimatedSeries();
  /** Number of steps before the loss is no longer finite. */
  finiteLength = 0;

  update({ losses, accuracies, length }: { losses: Float64Array; accuracies: Float64Array; length: number }): void {
    this.finiteLength = finiteLength(losses, length);
    this.losses.update(losses, this.finiteLength);
    this.accuracies.update(accuracies, this.finiteLength);
  }

  reset(): void {
    this.losses.reset();
    this.accuracies.reset();
  }
}

/** The length without numbers at the end that are not finite; a training stops at the first of them. */
export function finiteLength(values: Float64Array, length: number): number {
  let end = length;
  while (end > 0 && !Number.isFinite(values[end - 1]!)) end -= 1;
  return end;
}
