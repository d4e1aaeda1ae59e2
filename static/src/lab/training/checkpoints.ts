// Saved states of a run, from which earlier steps are recomputed. Their interval doubles as the run gets longer, so
// that memory stays bounded.

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_COUNT = 256;
/** Minimum that is stored, whatever the size of a state. */
const MIN_COUNT = 16;

export class Checkpoints {
  /** Steps between two checkpoints. */
  #interval = 8;
  readonly #states = new Map<number, Float64Array>();

  /** Whether a checkpoint is to be stored at this step, and there is none yet. */
  isDue(step: number): boolean {
    return step % this.#interval === 0 && !this.#states.has(step);
  }

  add(step: number, state: Float64Array): void {
    this.#states.set(step, state);
    const limit = Math.max(MIN_COUNT, Math.min(MAX_COUNT, MAX_BYTES / state.byteLength));
    if (this.#states.size <= limit) return;
    this.#interval *= 2;
    for (const each of [...this.#states.keys()]) if (each % this.#interval !== 0) this.#states.delete(each);
  }

  /** The last one at `step` or before it. */
  lastUpTo(step: number): { readonly step: number; readonly state: Float64Array } {
    let last = 0;
    for (const each of this.#states.keys()) if (each <= step && each > last) last = each;
    return { step: last, state: this.#states.get(last)! };
  }

  removeAfter(step: number): void {
    for (const each of [...this.#states.keys()]) if (each > step) this.#states.delete(each);
  }
}
