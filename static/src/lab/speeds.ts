// Playback speeds: steps of training for each frame.

export const SPEEDS = [
  { id: "one", label: "1 a frame", steps: 1 },
  { id: "ten", label: "10 a frame", steps: 10 },
  { id: "most", label: "fastest", steps: Infinity },
] as const;

export type Speed = (typeof SPEEDS)[number]["id"];

export function stepsPerFrame(speed: Speed): number {
  return SPEEDS.find(({ id }) => id === speed)!.steps;
}
