// How fast "play" goes: from slow motion to the end at once.

export interface Speed {
  readonly milliseconds: number;
  readonly words: string;
}

export const SPEEDS: readonly Speed[] = [
  { milliseconds: 1250, words: "slow" },
  { milliseconds: 600, words: "1×" },
  { milliseconds: 300, words: "2×" },
  { milliseconds: 120, words: "5×" },
  { milliseconds: 0, words: "instant" },
];

export const DEFAULT_SPEED = 600;
