// Number formatting, digit for digit as in the engine (engine/trace/notation.py).

const MINUS = "\u2212";

/** A number's text with a typographic minus sign. */
export function withMinus(text: string): string {
  return text.replaceAll("-", MINUS);
}

/** For sentences, boxes, columns and fields: four to five digits, with a typographic minus sign. */
export function plain(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return withMinus(Number.isFinite(value) ? shortest(value) : String(value));
}

/** Seven significant digits: enough to see what a small step changes. */
export function precise(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return plain(value);
  const digits = Number(value.toPrecision(7));
  return withMinus((Math.abs(digits) < 1e15 ? String(digits) : digits.toExponential()).replace("e+", "e"));
}

/** Two numbers for a sentence about a change: with all digits where the short ones of `write` would not show it. */
export function changed(before: number, after: number, write = plain): readonly [string, string] {
  const short = [write(before), write(after)] as const;
  if (short[0] !== short[1] || Object.is(before, after)) return short;
  return [withMinus(allDigits(before)), withMinus(allDigits(after))];
}

/** "1,801 parameters", as the engine groups digits in its sentences. */
export function pluralize(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** All digits, as Python's repr writes a float: the shortest form that parses to the same number. */
export function allDigits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  // Python writes at least two digits of an exponent.
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  const digits = String(value);
  return digits.includes(".") ? digits : `${digits}.0`;
}

/** Zero with its sign, which decides what 1 / x is and which no comparison sees. */
export function zero(value: number): string {
  return Object.is(value, -0) ? "-0" : "0";
}

function shortest(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return zero(value);
  if (size >= 1e-3 && size < 1e9) return trim(fixed(value, decimals(size)));
  const [mantissa = "", exponent = ""] = value.toExponential(3).split("e");
  return `${trim(mantissa)}e${Number(exponent)}`;
}

/** Decimals for five digits; for four below 1, where a zero stands before the point. */
function decimals(size: number): number {
  return [1e4, 1e3, 1e2, 1e1, 1e-1, 1e-2].filter((limit) => size < limit).length;
}

function trim(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/**
 * Rounds ties to even as Python does; JavaScript rounds them away from zero. A tie is an odd multiple of half of the
 * last decimal: 5 ** d * (2 ** (d + 1) * value) is odd, so the factor in brackets is. One more decimal shows it
 * exactly.
 */
function fixed(value: number, places: number): string {
  const tie = Math.abs(value * 2 ** (places + 1)) % 2 === 1;
  if (!tie) return value.toFixed(places);
  const exact = value.toFixed(places + 1).slice(0, -1);
  return Number(exact.at(-1) === "." ? exact.at(-2) : exact.at(-1)) % 2 === 0
    ? exact.replace(/\.$/, "")
    : value.toFixed(places);
}
