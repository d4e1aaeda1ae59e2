// How a predicted number compares with the computed one, which is shown with four decimals at the most.

export type Verdict = "agrees" | "sign" | "differs" | "unreadable";

const NEAR = 0.01; // of the number's size: a prediction is made by head

export function compare(written: string, computed: string): Verdict {
  const [guess, right] = [number(written), number(computed)];
  if (guess === null || right === null) return "unreadable";
  const near = NEAR * Math.abs(right) + 1e-9;
  if (Math.abs(guess - right) <= near) return "agrees";
  return Math.abs(guess + right) <= near ? "sign" : "differs";
}

/** Null where the text is no number; a decimal comma and a real minus sign are understood. */
function number(text: string): number | null {
  const plain = text.trim().replaceAll("−", "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : null;
}
