// WebAssembly instance of the compiled training step, and its memory: parameters, gradients, and rows of points.

import type { Setup } from "./setup.js";

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Sets the gradients and the optimiser's state to their initial values. */
  reset(): void;
  zero(): void;
  /** The loss of these rows; adds their gradients. */
  backward(first: number, count: number): number;
  update(rate: number): void;
  /** The loss of these rows; writes each row's loss and score. */
  forward(first: number, count: number): number;
}

/** A range of consecutive rows in memory. */
export interface RowRange {
  /** Address of the first row, in bytes. */
  readonly address: number;
  readonly count: number;
}

/** Bytes of a float64. */
const BYTES = 8;
/** Bytes of a page of WebAssembly memory. */
const PAGE = 65_536;

export class Machine {
  readonly #setup: Setup;
  readonly #exports: Exports;
  /** Address of the first free byte. */
  #end: number;

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#exports = new WebAssembly.Instance(new WebAssembly.Module(setup.module)).exports as unknown as Exports;
    this.#end = setup.memory.rows;
    this.reset();
  }

  /** A view of memory: invalid once the memory grows. */
  get parameters(): Float64Array {
    return this.#view(this.#setup.memory.parameters, this.#setup.parameters.length);
  }

  /** A view of memory: invalid once the memory grows. */
  get gradients(): Float64Array {
    return this.#view(this.#setup.memory.gradients, this.#setup.parameters.length);
  }

  reset(): void {
    this.#exports.reset();
    this.parameters.set(this.#setup.parameters);
  }

  /** Memory for `count` rows; grows it if needed. */
  allocate(count: number): RowRange {
    const range = { address: this.#end, count };
    this.#end += count * this.#setup.memory.stride;
    const { memory } = this.#exports;
    const missing = Math.ceil((this.#end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return range;
  }

  write({ address }: RowRange, rows: Iterable<readonly number[]>): void {
    const { memory, stride } = this.#float64Memory();
    let offset = address / BYTES;
    for (const row of rows) {
      memory.set(row, offset);
      offset += stride;
    }
  }

  /** Copies rows: row `order[i]` of `from` becomes row i of `to`. */
  permute(from: RowRange, to: RowRange, order: Uint32Array): void {
    const { memory, stride } = this.#float64Memory();
    order.forEach((row, i) => {
      const start = from.address / BYTES + row * stride;
      memory.copyWithin(to.address / BYTES + i * stride, start, start + stride);
    });
  }

  slice({ address }: RowRange, start: number, count: number): RowRange {
    return { address: address + start * this.#setup.memory.stride, count };
  }

  zeroGrad(): void {
    this.#exports.zero();
  }

  backward({ address, count }: RowRange): number {
    return this.#exports.backward(address, count);
  }

  update(rate: number): void {
    this.#exports.update(rate);
  }

  forward({ address, count }: RowRange): number {
    return this.#exports.forward(address, count);
  }

  /** Each row's score, as the last pass over these rows wrote it. */
  scores(rows: RowRange): Float64Array<ArrayBuffer> {
    return this.#column(rows, this.#setup.memory.score);
  }

  /** Each row's loss, as the last pass over these rows wrote it. */
  losses(rows: RowRange): Float64Array<ArrayBuffer> {
    return this.#column(rows, this.#setup.memory.loss);
  }

  /** A copy of everything that training changes: parameters, gradients, the optimiser's state. */
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

  #column({ address, count }: RowRange, offset: number): Float64Array<ArrayBuffer> {
    const { memory, stride } = this.#float64Memory();
    const column = new Float64Array(count);
    let index = (address + offset) / BYTES;
    for (let i = 0; i < count; i += 1, index += stride) column[i] = memory[index]!;
    return column;
  }

  /** All memory as float64, and the stride of a row in it. Made anew for each use: growing detaches earlier views. */
  #float64Memory(): { memory: Float64Array; stride: number } {
    return { memory: new Float64Array(this.#exports.memory.buffer), stride: this.#setup.memory.stride / BYTES };
  }

  #view(address: number, length: number): Float64Array {
    return new Float64Array(this.#exports.memory.buffer, address, length);
  }
}
