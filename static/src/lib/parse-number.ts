// Reader of numbers as people type and paste them: either minus sign, a decimal point or comma.

/** The number in `text`; null if there is none. */
export function parseNumber(text: string): number | null {
  const ascii = text.trim().replace(/[−–]/g, "-").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(ascii) ? Number(ascii) : null;
}
