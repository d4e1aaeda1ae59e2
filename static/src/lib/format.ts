// Number formatting, digit for digit as in the engine (engine/trace/notation.py, engine/trace/draw.py).

const MINUS = "\u2212";

/** For boxes and columns: four decimals; very small and very large numbers in powers of ten. */
export function fourDecimals(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return `${zero(value)}.0000`;
  return size >= 1e-4 && size < 1e7 ? fixed(value) : plain(value);
}

/** For sentences: four decimals at most, with a typographic minus sign. */
export function plain(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return (Number.isFinite(value) ? shortest(value) : String(value)).replaceAll("-", MINUS);
}

/** A clause as a sentence's beginning. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
  if (size >= 1e-3 && size < 1e9) return trim(fixed(value));
  const [mantissa = "", exponent = ""] = value.toExponential(3).split("e");
  return `${trim(mantissa)}e${Number(exponent)}`;
}

function trim(digits: string): string {
  return digits.replace(/\.?0+$/, "");
}

/**
 * Rounds ties to even as Python does; JavaScript rounds them away from zero. Only odd multiples of 1/32 are ties at
 * four decimals, and five decimals show those exactly.
 */
function fixed(value: number): string {
  const exact = value.toFixed(5);
  const tie = Math.abs(value * 32) % 2 === 1;
  return tie && Number(exact.at(-2)) % 2 === 0 ? exact.slice(0, -1) : value.toFixed(4);
}
