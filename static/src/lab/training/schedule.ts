// How a run is steered: its rate, and the mistakes that it makes on purpose. Both may change while it trains; what was changed at
// which step is remembered, so that a step that is taken again is taken as before.

import type { Settings } from "../settings/settings.js";

export interface Course extends Pick<Settings, "rate" | "decay" | "over"> {
  /** zero_grad() is forgotten: each step adds to the gradients of those before. */
  readonly forget: boolean;
  /** The update goes along the gradient instead of against it. */
  readonly sign: boolean;
  /** What the rate is multiplied with. */
  readonly factor: number;
}

export interface Change {
  readonly step: number;
  readonly course: Course;
}

export class Schedule {
  #changes: Change[];

  constructor(start: Course) {
    this.#changes = [{ step: 0, course: start }];
  }

  /** From this step on; what was changed at later ones is forgotten. */
  steer(step: number, course: Course): void {
    this.#changes = this.#changes.filter((change) => change.step < step);
    this.#changes.push({ step, course });
  }

  at(step: number): Course {
    let found = this.#changes[0]!;
    for (const change of this.#changes) if (change.step <= step) found = change;
    return found.course;
  }
}

/** The rate of step `step`, counted from 0: as micrograd's demo lowers it. */
export function rateAt({ rate, decay, over, factor }: Course, step: number): number {
  return rate * factor * (1.0 - (decay * Math.min(step, over)) / over);
}
