// Which points a step sees. Each epoch goes through all of them once, in an order that the seed decides: the exported programs
// shuffle in the same way.

export interface Slice {
  readonly epoch: number;
  readonly start: number;
  readonly count: number;
}

export class Batches {
  /** Steps that go through all points once. */
  readonly perEpoch: number;
  readonly #points: number;
  readonly #size: number;

  /** A `size` of 0 takes all points at once. */
  constructor(points: number, size: number) {
    this.#points = points;
    this.#size = size === 0 ? points : Math.min(size, points);
    this.perEpoch = Math.ceil(points / this.#size);
  }

  /** All points at once are taken in their own order. */
  get whole(): boolean {
    return this.perEpoch === 1;
  }

  at(step: number): Slice {
    const start = (step % this.perEpoch) * this.#size;
    return { epoch: Math.floor(step / this.perEpoch), start, count: Math.min(this.#size, this.#points - start) };
  }
}

const MODULUS = 2 ** 32;

/** The points' places in epoch `epoch`. */
export function permutation(count: number, seed: number, epoch: number): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, i) => i);
  let state = (seed + epoch) % MODULUS;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / MODULUS) * (i + 1));
    const kept = places[i]!;
    places[i] = places[j]!;
    places[j] = kept;
  }
  return places;
}
