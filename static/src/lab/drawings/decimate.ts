// What is known of a growing row of numbers, bundle by bundle: a million of them are not looked at again in every frame.

/** Numbers in a bundle. */
export const BUNDLE = 64;

export class Decimated {
  low = new Float64Array(16);
  high = new Float64Array(16);
  sum = new Float64Array(16);
  /** The least that is above 0. */
  positive = new Float64Array(16);
  /** How many numbers are in bundles. */
  length = 0;
  #last = NaN;

  /** Go on with the first `length` of `values`. Numbers that have changed are noticed by the last one, all of them after `forget`. */
  follow(values: Float64Array, length: number): void {
    if (length < this.length || (this.length > 0 && !Object.is(values[this.length - 1], this.#last))) this.forget();
    while (this.length + BUNDLE <= length) this.#add(values);
    this.#last = values[this.length - 1] ?? NaN;
  }

  forget(): void {
    this.length = 0;
  }

  #add(values: Float64Array): void {
    const bundle = this.length / BUNDLE;
    if (bundle === this.low.length) this.#grow();
    let [low, high, sum, positive] = [Infinity, -Infinity, 0, Infinity];
    for (let k = this.length; k < this.length + BUNDLE; k += 1) {
      const value = values[k]!;
      if (value < low) low = value;
      if (value > high) high = value;
      if (value > 0 && value < positive) positive = value;
      sum += value;
    }
    this.low[bundle] = low;
    this.high[bundle] = high;
    this.sum[bundle] = sum;
    this.positive[bundle] = positive;
    this.length += BUNDLE;
  }

  #grow(): void {
    const twice = (numbers: Float64Array): Float64Array<ArrayBuffer> => {
      const larger = new Float64Array(2 * numbers.length);
      larger.set(numbers);
      return larger;
    };
    this.low = twice(this.low);
    this.high = twice(this.high);
    this.sum = twice(this.sum);
    this.positive = twice(this.positive);
  }
}

/** A curve's numbers that are finite, and what is known of them. */
export class DecimationCache {
  readonly losses = new Decimated();
  readonly accuracies = new Decimated();
  /** How many steps there are before the loss is no longer finite. */
  finite = 0;

  follow({ losses, accuracies, length }: { losses: Float64Array; accuracies: Float64Array; length: number }): void {
    this.finite = finiteLength(losses, length);
    this.losses.follow(losses, this.finite);
    this.accuracies.follow(accuracies, this.finite);
  }

  forget(): void {
    this.losses.forget();
    this.accuracies.forget();
  }
}

/** How many of the first `length` numbers come before the end of those that are not finite: training stops at the first. */
export function finiteLength(values: Float64Array, length: number): number {
  let end = length;
  while (end > 0 && !Number.isFinite(values[end - 1]!)) end -= 1;
  return end;
}
