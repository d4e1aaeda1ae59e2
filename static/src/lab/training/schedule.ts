// Update rules over the steps of a run: learning rate and deliberate mistakes. Both may change during training; the
// schedule records each change with its step, so that a repeated step is computed as before.

import type { Settings } from "../settings/settings.js";

export interface UpdateRule extends Pick<Settings, "rate" | "decay" | "over"> {
  /** zero_grad() is forgotten: each step adds to the gradients of those before. */
  readonly forget: boolean;
  /** The sign is wrong: the update goes along the gradient instead of against it. */
  readonly sign: boolean;
  /** Multiplies the rate. */
  readonly factor: number;
}

interface RuleChange {
  readonly step: number;
  readonly rule: UpdateRule;
}

export class Schedule {
  #changes: RuleChange[];

  constructor(initial: UpdateRule) {
    this.#changes = [{ step: 0, rule: initial }];
  }

  /** Use `rule` from `step` on; changes at later steps are dropped. */
  set(step: number, rule: UpdateRule): void {
    this.#changes = this.#changes.filter((change) => change.step < step);
    this.#changes.push({ step, rule });
  }

  at(step: number): UpdateRule {
    let last = this.#changes[0]!;
    for (const change of this.#changes) if (change.step <= step) last = change;
    return last.rule;
  }
}

/** The learning rate of step `step`, counted from 0; linear decay as in micrograd's demo. */
export function rateAt({ rate, decay, over, factor }: UpdateRule, step: number): number {
  return rate * factor * (1.0 - (decay * Math.min(step, over)) / over);
}
