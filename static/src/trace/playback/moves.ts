// Moves through a trace, and the step sizes of the buttons "Back", "Next" and "Play".

import type { Phase } from "../contract.js";

export type Move =
  | "first"
  | "back"
  | "next"
  | "last"
  | "backNode"
  | "nextNode"
  | "backPhase"
  | "nextPhase"
  | { readonly to: number }
  | { readonly place: number }
  | { readonly phase: Phase };

export type NamedMove = Extract<Move, string>;

export interface StepSize {
  readonly back: NamedMove;
  readonly next: NamedMove;
  /** The keys of both moves, as worded in tooltips. */
  readonly keys: readonly [back: string, next: string];
}

/** "detail" stops at every step: also in the search, and at the gradients of constants. */
export const STEP_SIZE_IDS = ["step", "detail", "node", "phase"] as const;
export type StepSizeId = (typeof STEP_SIZE_IDS)[number];
export const STEP_SIZE_LABELS: Readonly<Record<StepSizeId, string>> = {
  step: "step",
  detail: "every detail",
  node: "node",
  phase: "phase",
};

export const STEP_SIZES: Readonly<Record<StepSizeId, StepSize>> = {
  step: { back: "back", next: "next", keys: ["left arrow", "right arrow"] },
  detail: { back: "back", next: "next", keys: ["left arrow", "right arrow"] },
  node: { back: "backNode", next: "nextNode", keys: ["Shift and left arrow", "Shift and right arrow"] },
  phase: { back: "backPhase", next: "nextPhase", keys: ["Shift and up arrow", "Shift and down arrow"] },
};
