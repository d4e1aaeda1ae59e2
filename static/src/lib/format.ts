// Numbers as the page writes them, digit for digit as the engine does (engine/notation.py, engine/draw.py).

const MINUS = "\u2212";

/** In boxes and columns: four decimals; very small and very large ones in powers of ten. */
export function fourDecimals(value: number): string {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-4 && size < 1e7) ? fixed(value) : plain(value);
}

/** In sentences: four decimals at the most, a real minus sign. */
export function plain(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return (Number.isFinite(value) ? shortest(value) : String(value)).replaceAll("-", MINUS);
}

/** "1,801 parameters", as the engine groups digits in its sentences. */
export function pluralize(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** All digits, as Python's repr writes a float: the fewest that give the same number back. */
export function allDigits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  // Python gives an exponent two digits at least.
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  const digits = String(value);
  return digits.includes(".") ? digits : `${digits}.0`;
}

function shortest(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e-3 && size < 1e9) return trim(fixed(value));
  const [mantissa = "", exponent = ""] = value.toExponential(3).split("e");
  return `${trim(mantissa)}e${Number(exponent)}`;
}

function trim(digits: string): string {
  return digits.replace(/\.?0+$/, "");
}

/** Python rounds ties to even, JavaScript away from zero. Four decimals tie for odd multiples of 1/32 alone, and five show those exactly. */
function fixed(value: number): string {
  const exact = value.toFixed(5);
  const tie = Math.abs(value * 32) % 2 === 1;
  return tie && Number(exact.at(-2)) % 2 === 0 ? exact.slice(0, -1) : value.toFixed(4);
}
