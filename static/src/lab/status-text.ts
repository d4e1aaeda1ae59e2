// Messages of the lab's status line: the compiled network, changes during a run, errors, and runs that stopped.

import type { BackendId } from "../backend/backend-id.js";
import { plain, pluralize } from "../lib/format.js";
import type { Fault } from "../trace/contract.js";
import { MISTAKE_TEXTS, MISTAKES } from "./mistakes.js";
import type { LabState, Status } from "./state.js";
import type { Session } from "./training/session.js";
import type { Setup } from "./training/setup.js";

export function describeSetup(
  { parameters, points, values, instructions }: Setup,
  milliseconds: number | null,
  backend: BackendId,
): string {
  const sizes = `${pluralize(parameters.length, "parameter")}, ${pluralize(points.length, "point")}`;
  const graph = `the graph of one point has ${pluralize(values, "value")}`;
  const step = `one step of training ${pluralize(instructions, "instruction")} a point`;
  const compiled = milliseconds === null ? "" : `, compiled by the ${backend} in ${Math.round(milliseconds)} ms`;
  return `${sizes}; ${graph}, ${step}${compiled}.`;
}

/** What changed in the middle of a run; empty at step 0, where nothing has been trained yet. */
export function describeChange(before: LabState, after: LabState, step: number): string {
  if (step === 0) return "";
  const changes = [
    ...MISTAKES.filter((mistake) => before.mistakes[mistake] !== after.mistakes[mistake]).map(
      (mistake) => `${MISTAKE_TEXTS[mistake].label} is ${after.mistakes[mistake] ? "on" : "off"}`,
    ),
    ...(before.settings.rate === after.settings.rate ? [] : [`the rate is ${plain(after.settings.rate)}`]),
    ...(before.settings.decay === after.settings.decay ? [] : [`the decay is ${plain(after.settings.decay)}`]),
    ...(before.settings.over === after.settings.over
      ? []
      : [`the decay goes over ${pluralize(after.settings.over, "step")}`]),
    ...(before.secondRun?.rate === after.secondRun?.rate ? [] : ["the rate on the right is another"]),
  ];
  return changes.length === 0 ? "" : `From step ${step} on: ${changes.join(", ")}. A link and a reset begin with it.`;
}

/** The status for a network that could not be compiled. */
export function compileError({ message, hint, code }: Fault, backend: BackendId): Status {
  const browserMayHelp = code === "limit" && backend === "server";
  return {
    kind: "error",
    message: `${message} ${hint}`.trimEnd(),
    recovery: code === "backend" ? "retry" : browserMayHelp ? "use-browser" : null,
  };
}

/** Why runs stopped by themselves; empty while all of them can go on. */
export function describeStops({ snapshots, runs }: Session): string {
  return snapshots
    .flatMap(({ stopReason }, i) =>
      stopReason === null ? [] : [snapshots.length > 1 ? `On the ${runs[i]!.name}: ${stopReason}` : stopReason],
    )
    .join(" ");
}
