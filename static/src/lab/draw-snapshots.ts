// Draws the current snapshots of the training. They change with every frame, so they go straight to the drawings,
// without a render of the page.

import { plain } from "../lib/format.js";
import type { LabState } from "./state.js";
import type { Snapshot } from "./training/messages.js";
import type { Session } from "./training/session.js";

type Points = readonly (readonly number[])[];

export function drawSnapshots(page: HTMLElement, session: Session, { side, chosen }: LabState, perEpoch: number): void {
  const { snapshots, runs, curves, step } = session;
  const points = runs[0]!.setup.points;
  page.querySelectorAll("lab-surface").forEach((surface, i) => {
    const snapshot = snapshots[i];
    if (snapshot?.grid) surface.draw(snapshot.grid, misclassified(points, snapshot));
  });
  page.querySelectorAll("lab-samples").forEach((table, i) => {
    if (snapshots[i]) table.draw(snapshots[i]);
  });
  const shown = Math.min(side, snapshots.length - 1);
  const { parameters, gradients, step: shownStep } = snapshots[shown]!;
  const { sizes } = runs[shown]!.setup;
  page.querySelector("lab-network")!.draw({ sizes, step: shownStep, parameters, gradients });
  page.querySelector("lab-curves")!.draw(curves, step);
  page.querySelector("lab-readout")!.draw({
    step,
    perEpoch,
    snapshots,
    losses: curves.map(({ losses }, i) => losses[snapshots[i]!.step]!),
    accuracies: curves.map(({ accuracies }, i) => accuracies[snapshots[i]!.step]!),
  });
  const description = page.querySelector(".lab-chosen-words");
  if (chosen !== null && description) description.textContent = describePoint(chosen, points, snapshots[shown]!);
}

function misclassified(points: Points, { scores }: Snapshot): boolean[] {
  return points.map((point, i) => scores[i]! > 0 !== point.at(-1)! > 0);
}

function describePoint(index: number, points: Points, { scores, pointLosses }: Snapshot): string {
  const point = points[index];
  if (!point) return "";
  const inputs = point.slice(0, -1).map(plain).join(", ");
  const [target, score, loss] = [point.at(-1)!, scores[index]!, pointLosses[index]!].map(plain);
  return `Point ${index} at (${inputs}): target ${target}, score ${score}, loss ${loss}.`;
}
