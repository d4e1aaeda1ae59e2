// Numbers, one a step, as many as there come to be.

export class Series {
  #values = new Float64Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The numbers are the first `length` of it. */
  get values(): Float64Array {
    return this.#values;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  /** Beyond the last number only the next one can be set. */
  set(index: number, value: number): void {
    if (index === this.#values.length) this.#grow(index + 1);
    this.#values[index] = value;
    this.#length = Math.max(this.#length, index + 1);
  }

  /** Numbers from `start` on are these. */
  replace(start: number, values: Float64Array): void {
    this.#grow(start + values.length);
    this.#values.set(values, start);
    this.#length = start + values.length;
  }

  cut(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  from(start: number): Float64Array<ArrayBuffer> {
    return this.#values.slice(start, this.#length);
  }

  #grow(length: number): void {
    if (length <= this.#values.length) return;
    const larger = new Float64Array(Math.max(length, 2 * this.#values.length));
    larger.set(this.#values);
    this.#values = larger;
  }
}
