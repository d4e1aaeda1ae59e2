// Seeded random numbers for tests.

/** Reproducible pseudo-random numbers in [0, 1): a linear congruential generator. */
export function* seededRandom(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}
