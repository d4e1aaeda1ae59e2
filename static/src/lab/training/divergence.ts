// Why a run stopped by itself, in words.

import { plain } from "../../lib/format.js";
import { parameterName } from "../settings/parameter-name.js";
import type { Course } from "./schedule.js";
import { rateAt } from "./schedule.js";
import type { Setup } from "./setup.js";

/** Inputs beyond it move a network's weights in leaps. */
const LARGE = 20;

/** The loss of step `step` is not finite; `course` is that of the update before, which led here. */
export function divergence(step: number, loss: number, course: Course, setup: Setup, parameters: Float64Array): string {
  const what = Number.isNaN(loss) ? "is not a number (NaN)" : "is infinite";
  return `Step ${step}: the loss ${what}. ${cause(step, course, setup)} ${evidence(setup, parameters)}`.trimEnd();
}

export function trapped(step: number): string {
  return `Step ${step}: a number has left the range that the compiled program can compute. A lower rate keeps the numbers small.`;
}

function cause(step: number, course: Course, { points }: Setup): string {
  if (course.sign) return "The sign of the update is wrong: each step goes uphill.";
  if (course.forget) return "zero_grad() is forgotten: each step adds all earlier gradients once more.";
  const largest = points.reduce((most, point) => Math.max(most, ...point.slice(0, -1).map(Math.abs)), 0);
  if (largest > LARGE) return `The data is large, up to ${plain(largest)}: numbers between -1 and 1 train best.`;
  return `The rate ${plain(rateAt(course, Math.max(0, step - 1)))} is too high: each step jumps further away than it came.`;
}

/** The parameter that has gone furthest. */
function evidence({ parameters: start, sizes }: Setup, now: Float64Array): string {
  const sizeOf = (i: number): number => (Number.isNaN(now[i]) ? Infinity : Math.abs(now[i]!));
  let furthest = 0;
  for (let i = 1; i < now.length; i += 1) if (sizeOf(i) > sizeOf(furthest)) furthest = i;
  const [before, after] = [start[furthest]!, now[furthest]!];
  if (Math.abs(after) <= 2 * Math.abs(before) + 1) return "";
  return `${parameterName(sizes, furthest)} went from ${plain(before)} to ${plain(after)}.`;
}
