// Moments of a run that can be gone back to at once. Between two of them the steps are taken again: the further a run goes, the
// wider they lie.

const MOST_BYTES = 32 * 1024 * 1024;
const MOST = 256;
const LEAST = 16;

export class Checkpoints {
  #every = 8;
  readonly #kept = new Map<number, Float64Array>();

  /** Whether this step's moment is one to keep. */
  wants(step: number): boolean {
    return step % this.#every === 0 && !this.#kept.has(step);
  }

  keep(step: number, saved: Float64Array): void {
    this.#kept.set(step, saved);
    const most = Math.max(LEAST, Math.min(MOST, MOST_BYTES / saved.byteLength));
    if (this.#kept.size <= most) return;
    this.#every *= 2;
    for (const each of [...this.#kept.keys()]) if (each % this.#every !== 0) this.#kept.delete(each);
  }

  /** The last one that is not after `step`. */
  before(step: number): { readonly step: number; readonly saved: Float64Array } {
    let found = 0;
    for (const each of this.#kept.keys()) if (each <= step && each > found) found = each;
    return { step: found, saved: this.#kept.get(found)! };
  }

  forgetAfter(step: number): void {
    for (const each of [...this.#kept.keys()]) if (each > step) this.#kept.delete(each);
  }
}
