// Mistakes that a run makes on purpose, and what there is to see of them.

import type { Settings } from "./settings/settings.js";
import type { Course } from "./training/schedule.js";

export const MISTAKES = ["forget", "sign", "large"] as const;
export type Mistake = (typeof MISTAKES)[number];
export type Mistakes = Readonly<Record<Mistake, boolean>>;

export const NO_MISTAKES: Mistakes = { forget: false, sign: false, large: false };

export const TOO_LARGE = 20;

interface Described {
  readonly words: string;
  /** The line of the loop with the mistake in it. */
  readonly code: string;
  readonly look: string;
}

export const DESCRIBED: Readonly<Record<Mistake, Described>> = {
  forget: {
    words: "Forget zero_grad()",
    code: "# model.zero_grad()",
    look: "Each step adds its gradients to those of all steps before. The loss may fall faster at first; then the network overshoots, and it grows.",
  },
  sign: {
    words: "Wrong sign",
    code: "p.data += rate * p.grad",
    look: "Each step goes uphill: the loss grows from the first one on.",
  },
  large: {
    words: `Rate × ${TOO_LARGE}`,
    code: `rate = ${TOO_LARGE} * rate`,
    look: "Each step jumps across the valley. The loss leaps up; neurons saturate or die, and their gradients stay at 0.",
  },
};

export function courseOf({ rate, decay, over }: Settings, { forget, sign, large }: Mistakes): Course {
  return { rate, decay, over, forget, sign, factor: large ? TOO_LARGE : 1 };
}
