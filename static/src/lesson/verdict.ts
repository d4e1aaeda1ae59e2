// Comparison of a predicted number with the computed one, which is shown with at most four decimals.

import { parseNumber } from "../lib/parse-number.js";

export type Verdict = "agrees" | "sign" | "differs" | "unreadable";

const TOLERANCE = 0.01; // relative; readers calculate in their heads

/** Whether the numbers agree within TOLERANCE; "sign" if they do apart from their signs. */
export function compare(typed: string, computed: string): Verdict {
  const [guess, right] = [parseNumber(typed), parseNumber(computed)];
  if (guess === null || right === null) return "unreadable";
  const near = TOLERANCE * Math.abs(right) + 1e-9;
  if (Math.abs(guess - right) <= near) return "agrees";
  return Math.abs(guess + right) <= near ? "sign" : "differs";
}
