// One moment of the training on the page: what changes with every frame goes to the drawings themselves.

import { plain } from "../lib/format.js";
import type { LabState } from "./state.js";
import type { Moment } from "./training/messages.js";
import type { Session } from "./training/session.js";

export function drawMoment(page: HTMLElement, session: Session, { side, chosen }: LabState, perEpoch: number): void {
  const { moments, starts, curves, step } = session;
  const points = starts[0]!.setup.points;
  page.querySelectorAll("lab-surface").forEach((surface, i) => {
    const moment = moments[i];
    if (moment?.grid) surface.draw(moment.grid, wrongOf(points, moment));
  });
  page.querySelectorAll("lab-samples").forEach((table, i) => {
    if (moments[i]) table.draw(moments[i]);
  });
  const shown = Math.min(side, moments.length - 1);
  const { parameters, gradients, step: at } = moments[shown]!;
  page.querySelector("lab-network")!.draw({ sizes: starts[shown]!.setup.sizes, step: at, parameters, gradients });
  page.querySelector("lab-curves")!.draw(curves, step);
  page.querySelector("lab-readout")!.draw({
    step,
    perEpoch,
    moments,
    losses: curves.map(({ losses }, i) => losses[moments[i]!.step]!),
    accuracies: curves.map(({ accuracies }, i) => accuracies[moments[i]!.step]!),
  });
  const words = page.querySelector(".lab-chosen-words");
  if (chosen !== null && words) words.textContent = chosenWords(chosen, points, moments[shown]!);
}

function wrongOf(points: readonly (readonly number[])[], { scores }: Moment): boolean[] {
  return points.map((point, i) => scores[i]! > 0 !== point.at(-1)! > 0);
}

function chosenWords(chosen: number, points: readonly (readonly number[])[], { scores, pointLosses }: Moment): string {
  const point = points[chosen];
  if (!point) return "";
  const place = point.slice(0, -1).map(plain).join(", ");
  return `Point ${chosen} at (${place}): target ${plain(point.at(-1)!)}, score ${plain(scores[chosen]!)}, loss ${plain(pointLosses[chosen]!)}.`;
}
