// The curves in words.

import { fourDecimals, plain } from "../../../lib/format.js";
import type { Curve } from "../../training/frames.js";
import { finiteLength } from "../decimate.js";

/** Two decimals at the most: of 10 000 points a single one is seen. */
export function percent(part: number): string {
  return `${Number((100 * part).toFixed(2))} %`;
}

/** Loss and accuracy of a step; null where there is none. */
export function valuesAt(
  { losses, accuracies, length }: Curve,
  step: number,
): { readonly loss: string; readonly accuracy: string } | null {
  if (step >= length) return null;
  return { loss: fourDecimals(losses[step]!), accuracy: percent(accuracies[step]!) };
}

/** A step of every run, in a sentence. */
export function stepWords(curves: readonly Curve[], step: number): string {
  const each = curves.flatMap((curve) => {
    const values = valuesAt(curve, step);
    return values
      ? [`${curves.length > 1 ? `${curve.name}: ` : ""}loss ${values.loss}, accuracy ${values.accuracy}`]
      : [];
  });
  return [`step ${step}`, ...each].join("; ");
}

export function curvesWords(curves: readonly Curve[], at: number): string {
  if (curves.every(({ length }) => length === 0)) return "Loss and accuracy over the steps: nothing yet.";
  const runs = curves.map((curve) => `${curve.name ? `${curve.name}: ` : ""}${run(curve)}`);
  return `Loss and accuracy over the steps. ${runs.join(" ")} You are at step ${at}.`;
}

function run(curve: Curve): string {
  const { losses, accuracies, length } = curve;
  const end = finiteLength(losses, length);
  if (end === 0) return "No loss is finite.";
  const words = `The loss goes from ${plain(losses[0]!)} to ${plain(losses[end - 1]!)} in ${end - 1} steps, the accuracy from ${percent(accuracies[0]!)} to ${percent(accuracies[end - 1]!)}.`;
  const fate = endWords(curve);
  return fate ? `${words} ${fate}` : words;
}

/** Where a curve ends that does not go on. */
export function endWords({ losses, length }: Curve): string {
  const end = finiteLength(losses, length);
  if (end === length) return "";
  return `At step ${end} the loss is ${Number.isNaN(losses[end]!) ? "not a number" : "infinite"}.`;
}

/** Where a logarithm has no place for the loss. */
export function zeroWords({ losses, length }: Curve): string {
  const first = losses.subarray(0, length).indexOf(0);
  return first < 0 ? "" : `A loss of 0 (first at step ${first}) has no logarithm: it stands at the lower edge.`;
}
