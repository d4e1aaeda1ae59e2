// How many steps "Play" takes for each picture that the screen shows.

export const SPEEDS = [
  { id: "one", words: "1 a frame", steps: 1 },
  { id: "ten", words: "10 a frame", steps: 10 },
  { id: "most", words: "fastest", steps: Infinity },
] as const;

export type Speed = (typeof SPEEDS)[number]["id"];

export function stepsOf(speed: Speed): number {
  return SPEEDS.find(({ id }) => id === speed)!.steps;
}
