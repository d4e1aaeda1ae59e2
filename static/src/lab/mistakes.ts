// Deliberate mistakes in the training loop, and their effect.

import type { Settings } from "./settings/settings.js";
import type { UpdateRule } from "./training/schedule.js";

export const MISTAKES = ["forget", "sign", "large"] as const;
export type Mistake = (typeof MISTAKES)[number];
export type Mistakes = Readonly<Record<Mistake, boolean>>;

export const NO_MISTAKES: Mistakes = { forget: false, sign: false, large: false };

/** Factor of the rate for the mistake "large". */
export const TOO_LARGE = 20;

interface MistakeText {
  readonly label: string;
  /** The line of the loop that has the mistake. */
  readonly code: string;
  /** The effect on the training, in sentences. */
  readonly effect: string;
}

export const MISTAKE_TEXTS: Readonly<Record<Mistake, MistakeText>> = {
  forget: {
    label: "Forget zero_grad()",
    code: "# model.zero_grad()",
    effect:
      "Each step adds its gradients to those of all steps before. The loss may fall faster at first; " +
      "then the network overshoots, and it grows.",
  },
  sign: {
    label: "Wrong sign",
    code: "p.data += rate * p.grad",
    effect: "Each step goes uphill: the loss grows from the first one on.",
  },
  large: {
    label: `Rate × ${TOO_LARGE}`,
    code: `rate = ${TOO_LARGE} * rate`,
    effect:
      "Each step jumps across the valley. The loss leaps up; neurons saturate or die, " +
      "and their gradients stay at 0.",
  },
};

export function updateRuleOf({ rate, decay, over }: Settings, { forget, sign, large }: Mistakes): UpdateRule {
  return { rate, decay, over, forget, sign, factor: large ? TOO_LARGE : 1 };
}
