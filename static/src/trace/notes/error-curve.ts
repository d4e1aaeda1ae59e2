// What the error curve of a difference quotient does, in words.

import { plain } from "../../lib/format.js";
import type { Check } from "../contract.js";

type Curve = Check["curve"];

/** Factor from the smallest error that counts as a rise or a fall. */
const CLEAR = 10;

/** The point with the smallest finite error, or null. */
export function bestPoint(curve: Curve): Curve[number] | null {
  const finite = curve.filter(({ error }) => Number.isFinite(error));
  return finite.length > 0 ? finite.reduce((a, b) => (b.error < a.error ? b : a)) : null;
}

/** "From 0.1 down to h = 1e−5 it shrinks; then rounding takes over and it grows." */
export function describeErrorCurve(curve: Curve): string {
  const best = bestPoint(curve);
  if (!best) return "Here it is a finite number at no h.";
  const finite = curve.filter(({ error }) => Number.isFinite(error));
  const [first, last] = [finite[0]!, finite.at(-1)!];
  const gap = first === curve[0] ? "" : `Above h = ${plain(first.h)} it is not a finite number. `;
  if (finite.every(({ error }) => error === best.error)) return gap + constantText(best.error);
  const falls = first.error > CLEAR * best.error;
  const rises = last.error > CLEAR * best.error;
  const at = `h = ${plain(best.h)}`;
  if (falls && rises) return `${gap}Here it shrinks until ${at}; from there on rounding takes over and it grows.`;
  if (rises)
    return `${gap}Here it only grows as h shrinks: a large h is exact enough, and rounding spoils a small one.`;
  if (falls) return `${gap}Here it shrinks all the way and is smallest at ${at}.`;
  return `${gap}Here it stays near ${plain(best.error)} at every h: no step measures this slope.`;
}

function constantText(error: number): string {
  if (error === 0) return "Here it is 0 at every h: the quotient is exact.";
  return `Here it is ${plain(error)} at every h: no step brings it nearer, as on a kink.`;
}
