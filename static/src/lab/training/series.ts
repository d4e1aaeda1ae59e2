// Growable array of numbers, one for each step.

export class Series {
  #values = new Float64Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The buffer; only its first `length` elements are valid. */
  get values(): Float64Array {
    return this.#values;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  /** `index` is at most `length`, which appends. */
  set(index: number, value: number): void {
    if (index === this.#values.length) this.#grow(index + 1);
    this.#values[index] = value;
    this.#length = Math.max(this.#length, index + 1);
  }

  /** Replaces the elements from `start` on. */
  replaceFrom(start: number, values: Float64Array): void {
    this.#grow(start + values.length);
    this.#values.set(values, start);
    this.#length = start + values.length;
  }

  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** A copy of the elements from `start` on. */
  sliceFrom(start: number): Float64Array<ArrayBuffer> {
    return this.#values.slice(start, this.#length);
  }

  #grow(length: number): void {
    if (length <= this.#values.length) return;
    const larger = new Float64Array(Math.max(length, 2 * this.#values.length));
    larger.set(this.#values);
    this.#values = larger;
  }
}
