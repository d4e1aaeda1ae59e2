// The compiled step of training, and its memory: parameters, gradients, and rows of points.

import type { Setup } from "./setup.js";

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Gradients and the optimiser's memory as at the start. */
  reset(): void;
  zero(): void;
  /** The loss of these rows; their gradients are added. */
  backward(first: number, count: number): number;
  update(rate: number): void;
  /** The loss of these rows; each row's loss and score are written. */
  forward(first: number, count: number): number;
}

/** Rows beside one another in the memory. */
export interface Area {
  /** Address of the first row. */
  readonly first: number;
  readonly count: number;
}

const BYTES = 8;
const PAGE = 65_536;

export class Machine {
  readonly #setup: Setup;
  readonly #exports: Exports;
  /** Where the next area begins. */
  #end: number;

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#exports = new WebAssembly.Instance(new WebAssembly.Module(setup.module)).exports as unknown as Exports;
    this.#end = setup.memory.rows;
    this.restart();
  }

  get parameters(): Float64Array {
    return this.#view(this.#setup.memory.parameters, this.#setup.parameters.length);
  }

  get gradients(): Float64Array {
    return this.#view(this.#setup.memory.gradients, this.#setup.parameters.length);
  }

  restart(): void {
    this.#exports.reset();
    this.parameters.set(this.#setup.parameters);
  }

  /** Room for so many rows. */
  reserve(count: number): Area {
    const area = { first: this.#end, count };
    this.#end += count * this.#setup.memory.stride;
    const { memory } = this.#exports;
    const missing = Math.ceil((this.#end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return area;
  }

  write({ first }: Area, rows: Iterable<readonly number[]>): void {
    const { memory, stride } = this.#whole();
    let at = first / BYTES;
    for (const row of rows) {
      memory.set(row, at);
      at += stride;
    }
  }

  /** Rows of `from`, in this order, into `to`. */
  arrange(from: Area, to: Area, order: Uint32Array): void {
    const { memory, stride } = this.#whole();
    order.forEach((place, i) => {
      const start = from.first / BYTES + place * stride;
      memory.copyWithin(to.first / BYTES + i * stride, start, start + stride);
    });
  }

  part({ first }: Area, start: number, count: number): Area {
    return { first: first + start * this.#setup.memory.stride, count };
  }

  zero(): void {
    this.#exports.zero();
  }

  backward({ first, count }: Area): number {
    return this.#exports.backward(first, count);
  }

  update(rate: number): void {
    this.#exports.update(rate);
  }

  forward({ first, count }: Area): number {
    return this.#exports.forward(first, count);
  }

  /** What the last pass over these rows has left there. */
  scores(area: Area): Float64Array<ArrayBuffer> {
    return this.#column(area, this.#setup.memory.score);
  }

  losses(area: Area): Float64Array<ArrayBuffer> {
    return this.#column(area, this.#setup.memory.loss);
  }

  /** Everything that training changes. */
  save(): Float64Array {
    const { state, state_size } = this.#setup.memory;
    const { length } = this.#setup.parameters;
    const saved = new Float64Array(2 * length + state_size / BYTES);
    saved.set(this.parameters);
    saved.set(this.gradients, length);
    saved.set(this.#view(state, state_size / BYTES), 2 * length);
    return saved;
  }

  restore(saved: Float64Array): void {
    const { state, state_size } = this.#setup.memory;
    const { length } = this.#setup.parameters;
    this.parameters.set(saved.subarray(0, length));
    this.gradients.set(saved.subarray(length, 2 * length));
    this.#view(state, state_size / BYTES).set(saved.subarray(2 * length));
  }

  #column({ first, count }: Area, offset: number): Float64Array<ArrayBuffer> {
    const { memory, stride } = this.#whole();
    const column = new Float64Array(count);
    let at = (first + offset) / BYTES;
    for (let i = 0; i < count; i += 1, at += stride) column[i] = memory[at]!;
    return column;
  }

  /** The memory in numbers; growing makes earlier views empty. */
  #whole(): { memory: Float64Array; stride: number } {
    return { memory: new Float64Array(this.#exports.memory.buffer), stride: this.#setup.memory.stride / BYTES };
  }

  #view(address: number, length: number): Float64Array {
    return new Float64Array(this.#exports.memory.buffer, address, length);
  }
}
