// How far one move goes: the buttons "Back" and "Next" and "Play" take this much at once.

import type { Phase } from "../contract.js";

/** A move through the trace. */
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
  | { readonly phase: Phase };

export type StrideMove = Extract<Move, string>;

export interface Stride {
  readonly id: StrideId;
  readonly words: string;
  readonly back: StrideMove;
  readonly next: StrideMove;
  /** The keys of both moves, as tooltips say them. */
  readonly keys: readonly [back: string, next: string];
}

export const STRIDE_IDS = ["step", "node", "phase"] as const;
export type StrideId = (typeof STRIDE_IDS)[number];

export const STRIDES: readonly Stride[] = [
  { id: "step", words: "step", back: "back", next: "next", keys: ["left arrow", "right arrow"] },
  {
    id: "node",
    words: "node",
    back: "backNode",
    next: "nextNode",
    keys: ["Shift and left arrow", "Shift and right arrow"],
  },
  {
    id: "phase",
    words: "phase",
    back: "backPhase",
    next: "nextPhase",
    keys: ["Shift and up arrow", "Shift and down arrow"],
  },
];

export function strideOf(id: StrideId): Stride {
  return STRIDES.find((stride) => stride.id === id)!;
}
