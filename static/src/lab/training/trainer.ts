// Carries out what the page orders: one run, or two that take their steps together.

import type { Moment, Order, Start } from "./messages.js";
import { extentOf, Plane } from "./plane.js";
import { Run } from "./run.js";
import { rateAt } from "./schedule.js";

/** Milliseconds for the plane while training, and at rest. */
const PLANE_BUDGET = { coarse: 3, fine: 60 };
const PLANE_COLUMNS = { coarse: 60, fine: 120 };

interface Pair {
  readonly run: Run;
  /** Null where there are not two inputs. */
  readonly plane: Plane | null;
}

export class Trainer {
  #pairs: readonly Pair[] = [];

  carryOut(order: Order): Moment[] {
    switch (order.kind) {
      case "start":
        this.#pairs = order.runs.map(begin);
        return this.#moments(false);
      case "steer":
        this.#pairs.forEach(({ run }, i) => run.steer(order.courses[i]!));
        return this.#moments(false);
      case "go":
        this.#go(order.to, order.budget);
        return this.#moments(order.fine);
    }
  }

  #go(to: number, budget: number): void {
    const end = performance.now() + budget;
    for (const { run } of this.#pairs) run.goBack(to);
    // The one that is behind, after going back, catches up first.
    for (let moved = true; moved && performance.now() < end; ) {
      const behind = Math.min(...this.#pairs.filter(({ run }) => run.stopped === null).map(({ run }) => run.step));
      moved = false;
      for (const { run } of this.#pairs) if (run.step === behind && behind < to && run.advance()) moved = true;
    }
  }

  #moments(fine: boolean): Moment[] {
    const budget = (fine ? PLANE_BUDGET.fine : PLANE_BUDGET.coarse) / this.#pairs.length;
    const columns = fine ? PLANE_COLUMNS.fine : PLANE_COLUMNS.coarse;
    return this.#pairs.map(({ run, plane }) => {
      run.look();
      const { machine, points, course, step, stopped } = run;
      return {
        step,
        ...run.news(),
        parameters: machine.parameters.slice() as Float64Array<ArrayBuffer>,
        gradients: machine.gradients.slice() as Float64Array<ArrayBuffer>,
        scores: machine.scores(points),
        pointLosses: machine.losses(points),
        grid: plane?.scores(budget, columns) ?? null,
        rate: rateAt(course, step),
        stopped,
      };
    });
  }
}

function begin({ setup, course }: Start): Pair {
  const run = new Run(setup, course);
  const plane = setup.sizes[0] === 2 ? new Plane(run.machine, extentOf(setup.points)) : null;
  return { run, plane };
}

/** The buffers of what is sent, which the page then has alone. */
export function buffersOf(moments: readonly Moment[]): ArrayBuffer[] {
  return moments.flatMap(({ losses, accuracies, parameters, gradients, scores, pointLosses, grid }) => [
    ...[losses, accuracies, parameters, gradients, scores, pointLosses].map(({ buffer }) => buffer),
    ...(grid ? [grid.scores.buffer as ArrayBuffer] : []),
  ]);
}
