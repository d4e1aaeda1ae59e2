// Playback speeds, from slow motion to instant.

export interface Speed {
  /** Per move. */
  readonly milliseconds: number;
  readonly label: string;
}

export const SPEEDS: readonly Speed[] = [
  { milliseconds: 1250, label: "slow" },
  { milliseconds: 600, label: "1×" },
  { milliseconds: 300, label: "2×" },
  { milliseconds: 120, label: "5×" },
  { milliseconds: 0, label: "instant" },
];

export const DEFAULT_SPEED = 600;
