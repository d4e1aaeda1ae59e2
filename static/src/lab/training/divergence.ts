// Messages for a run that stopped by itself: what happened, its likely cause, and the parameter that shows it.

import { plain } from "../../lib/format.js";
import { parameterName } from "../settings/parameter-name.js";
import type { UpdateRule } from "./schedule.js";
import { rateAt } from "./schedule.js";
import type { Setup } from "./setup.js";

/** Inputs beyond this make the weights change in leaps. */
const LARGE_INPUT = 20;

/** For a loss that is not finite at `step`; `rule` is that of the previous update, which caused it. */
export function divergenceMessage(
  step: number,
  loss: number,
  rule: UpdateRule,
  setup: Setup,
  parameters: Float64Array,
): string {
  const what = Number.isNaN(loss) ? "is not a number (NaN)" : "is infinite";
  return `Step ${step}: the loss ${what}. ${cause(step, rule, setup)} ${evidence(setup, parameters)}`.trimEnd();
}

/** For a WebAssembly trap at `step`. */
export function trapMessage(step: number): string {
  const what = "a number has left the range that the compiled program can compute.";
  return `Step ${step}: ${what} A lower rate keeps the numbers small.`;
}

function cause(step: number, rule: UpdateRule, { points }: Setup): string {
  if (rule.sign) return "The sign of the update is wrong: each step goes uphill.";
  if (rule.forget) return "zero_grad() is forgotten: each step adds all earlier gradients once more.";
  const largest = points.reduce((max, point) => Math.max(max, ...point.slice(0, -1).map(Math.abs)), 0);
  if (largest > LARGE_INPUT) return `The data is large, up to ${plain(largest)}: numbers between -1 and 1 train best.`;
  const rate = plain(rateAt(rule, Math.max(0, step - 1)));
  return `The rate ${rate} is too high: each step jumps further away than it came.`;
}

/** The largest parameter, if it has grown much since the start. */
function evidence({ parameters: initial, sizes }: Setup, current: Float64Array): string {
  const magnitude = (i: number): number => (Number.isNaN(current[i]) ? Infinity : Math.abs(current[i]!));
  let largest = 0;
  for (let i = 1; i < current.length; i += 1) if (magnitude(i) > magnitude(largest)) largest = i;
  const [before, after] = [initial[largest]!, current[largest]!];
  if (Math.abs(after) <= 2 * Math.abs(before) + 1) return "";
  return `${parameterName(sizes, largest)} went from ${plain(before)} to ${plain(after)}.`;
}
