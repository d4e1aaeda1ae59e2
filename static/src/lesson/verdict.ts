// Comparison of a predicted number with the computed one, which is shown with at most four decimals.

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

/** The number in `text`, with a decimal comma or point and either minus sign; null if there is none. */
function parseNumber(text: string): number | null {
  const plain = text.trim().replaceAll("−", "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : null;
}
