// Text descriptions of the curves.

import { plain } from "../../../lib/format.js";
import type { Curve } from "../../training/frames.js";
import { finiteLength } from "../decimate.js";

/** At most two decimals: enough to show a single one of 10 000 points. */
export function percent(part: number): string {
  return `${Number((100 * part).toFixed(2))} %`;
}

/** Loss and accuracy of a step as text; null beyond the end of the curve. */
export function valuesAt(
  { losses, accuracies, length }: Curve,
  step: number,
): { readonly loss: string; readonly accuracy: string } | null {
  if (step >= length) return null;
  return { loss: plain(losses[step]!), accuracy: percent(accuracies[step]!) };
}

/** Loss and accuracy of all runs at a step. */
export function describeStep(curves: readonly Curve[], step: number): string {
  const readings = curves.flatMap((curve) => {
    const values = valuesAt(curve, step);
    return values
      ? [`${curves.length > 1 ? `${curve.name}: ` : ""}loss ${values.loss}, accuracy ${values.accuracy}`]
      : [];
  });
  return [`step ${step}`, ...readings].join("; ");
}

export function describeCurves(curves: readonly Curve[], step: number): string {
  if (curves.every(({ length }) => length === 0)) return "Loss and accuracy over the steps: nothing yet.";
  const runs = curves.map((curve) => `${curve.name ? `${curve.name}: ` : ""}${describeRun(curve)}`);
  return `Loss and accuracy over the steps. ${runs.join(" ")} You are at step ${step}.`;
}

function describeRun(curve: Curve): string {
  const { losses, accuracies, length } = curve;
  const end = finiteLength(losses, length);
  if (end === 0) return "No loss is finite.";
  const loss = `from ${plain(losses[0]!)} to ${plain(losses[end - 1]!)}`;
  const accuracy = `from ${percent(accuracies[0]!)} to ${percent(accuracies[end - 1]!)}`;
  const description = `The loss goes ${loss} in ${end - 1} steps, the accuracy ${accuracy}.`;
  const ending = describeEnd(curve);
  return ending ? `${description} ${ending}` : description;
}

/** The step at which the loss stops being finite; empty if it does not. */
export function describeEnd({ losses, length }: Curve): string {
  const end = finiteLength(losses, length);
  if (end === length) return "";
  return `At step ${end} the loss is ${Number.isNaN(losses[end]!) ? "not a number" : "infinite"}.`;
}

/** For a logarithmic axis: the first loss of 0; empty if there is none. */
export function describeZeros({ losses, length }: Curve): string {
  const first = losses.subarray(0, length).indexOf(0);
  return first < 0 ? "" : `A loss of 0 (first at step ${first}) has no logarithm: it stands at the lower edge.`;
}
