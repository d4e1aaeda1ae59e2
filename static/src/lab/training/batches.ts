// Mini-batches: the points of each step. Each epoch goes through all points once, in an order that the seed determines;
// the exported programs shuffle in the same way.

export interface BatchSlice {
  readonly epoch: number;
  readonly start: number;
  readonly count: number;
}

export class Batches {
  /** Steps in an epoch. */
  readonly perEpoch: number;
  readonly #points: number;
  readonly #size: number;

  /** A `size` of 0 puts all points into one batch. */
  constructor(points: number, size: number) {
    this.#points = points;
    this.#size = size === 0 ? points : Math.min(size, points);
    this.perEpoch = Math.ceil(points / this.#size);
  }

  /** Whether each batch has all points; they are not shuffled then. */
  get isFull(): boolean {
    return this.perEpoch === 1;
  }

  at(step: number): BatchSlice {
    const start = (step % this.perEpoch) * this.#size;
    return { epoch: Math.floor(step / this.perEpoch), start, count: Math.min(this.#size, this.#points - start) };
  }
}

const MODULUS = 2 ** 32;

/** The order of `count` points in epoch `epoch`: a Fisher-Yates shuffle by a linear congruential generator. */
export function permutation(count: number, seed: number, epoch: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  let state = (seed + epoch) % MODULUS;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / MODULUS) * (i + 1));
    const swapped = order[i]!;
    order[i] = order[j]!;
    order[j] = swapped;
  }
  return order;
}
