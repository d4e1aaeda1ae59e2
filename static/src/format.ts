// Numbers as the page writes them: four decimals where they are read at a glance, all digits (Python's repr) on request.

/** Past these a fixed point would show no digit that matters, or too many. */
const LARGEST_FIXED = 1e7;
const SMALLEST_FIXED = 5e-5;

export function fourDecimals(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= LARGEST_FIXED || size < SMALLEST_FIXED)) return pythonExponent(value.toExponential(4));
  return value.toFixed(4);
}

/** As Python's repr writes a float: the shortest digits that give the same number back. */
export function allDigits(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return pythonExponent(value.toExponential());
  const digits = String(value);
  return digits.includes(".") ? digits : `${digits}.0`;
}

function special(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

/** Python gives an exponent two digits at least. */
function pythonExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}
