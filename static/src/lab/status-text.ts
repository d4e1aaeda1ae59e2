// What the lab's status line says of networks and of changes.

import type { BackendId } from "../backend/backend-id.js";
import { counted, plain } from "../lib/format.js";
import { DESCRIBED, MISTAKES } from "./mistakes.js";
import type { LabState } from "./state.js";
import type { Setup } from "./training/setup.js";

export function setupWords(
  { parameters, points, values, instructions }: Setup,
  milliseconds: number | null,
  backend: BackendId,
): string {
  const size = `${counted(parameters.length, "parameter")}, ${counted(points.length, "point")}; the graph of one point has ${counted(values, "value")}`;
  const compiled = milliseconds === null ? "" : `, compiled by the ${backend} in ${Math.round(milliseconds)} ms`;
  return `${size}, one step of training ${counted(instructions, "instruction")} a point${compiled}.`;
}

/** What changed in the middle of a run; a run from its start has changed nothing. */
export function changeWords(before: LabState, now: LabState, step: number): string {
  if (step === 0) return "";
  const changes = [
    ...MISTAKES.filter((mistake) => before.mistakes[mistake] !== now.mistakes[mistake]).map(
      (mistake) => `${DESCRIBED[mistake].words} is ${now.mistakes[mistake] ? "on" : "off"}`,
    ),
    ...(before.settings.rate === now.settings.rate ? [] : [`the rate is ${plain(now.settings.rate)}`]),
    ...(before.settings.decay === now.settings.decay ? [] : [`the decay is ${plain(now.settings.decay)}`]),
    ...(before.settings.over === now.settings.over
      ? []
      : [`the decay goes over ${counted(now.settings.over, "step")}`]),
    ...(before.second?.rate === now.second?.rate ? [] : ["the rate on the right is another"]),
  ];
  return changes.length === 0 ? "" : `From step ${step} on: ${changes.join(", ")}. A link and a reset begin with it.`;
}
