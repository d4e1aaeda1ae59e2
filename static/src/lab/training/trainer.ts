// Executes the page's commands in the worker: one run, or two that advance in lockstep.

import type { Command, RunSpec, Snapshot } from "./messages.js";
import { Run } from "./run.js";
import { rateAt } from "./schedule.js";
import { extentOf, ScoreGrid } from "./score-grid.js";

/** Milliseconds for all score grids together: coarse while training, fine at rest. */
const GRID_BUDGET = { coarse: 3, fine: 60 };
const GRID_COLUMNS = { coarse: 60, fine: 120 };

interface TrainedRun {
  readonly run: Run;
  /** Null unless there are two inputs. */
  readonly scoreGrid: ScoreGrid | null;
}

export class Trainer {
  #runs: readonly TrainedRun[] = [];

  execute(command: Command): Snapshot[] {
    switch (command.kind) {
      case "start":
        this.#runs = command.runs.map(startRun);
        return this.#snapshots(false);
      case "setRules":
        this.#runs.forEach(({ run }, i) => run.setRule(command.rules[i]!));
        return this.#snapshots(false);
      case "seek":
        this.#seek(command.step, command.budget);
        return this.#snapshots(command.fine);
    }
  }

  #seek(step: number, budget: number): void {
    const deadline = performance.now() + budget;
    for (const { run } of this.#runs) run.rewind(step);
    // After a rewind the runs may be at different steps: the one behind catches up first.
    for (let moved = true; moved && performance.now() < deadline; ) {
      const behind = Math.min(...this.#runs.filter(({ run }) => run.stopReason === null).map(({ run }) => run.step));
      moved = false;
      for (const { run } of this.#runs) if (run.step === behind && behind < step && run.advance()) moved = true;
    }
  }

  #snapshots(fine: boolean): Snapshot[] {
    const budget = (fine ? GRID_BUDGET.fine : GRID_BUDGET.coarse) / this.#runs.length;
    const columns = fine ? GRID_COLUMNS.fine : GRID_COLUMNS.coarse;
    return this.#runs.map(({ run, scoreGrid }) => {
      run.evaluate();
      const { machine, points, rule, step, stopReason } = run;
      return {
        step,
        ...run.takeNewValues(),
        parameters: machine.parameters.slice() as Float64Array<ArrayBuffer>,
        gradients: machine.gradients.slice() as Float64Array<ArrayBuffer>,
        scores: machine.scores(points),
        pointLosses: machine.losses(points),
        grid: scoreGrid?.compute(budget, columns) ?? null,
        rate: rateAt(rule, step),
        stopReason,
      };
    });
  }
}

function startRun({ setup, rule }: RunSpec): TrainedRun {
  const run = new Run(setup, rule);
  const scoreGrid = setup.sizes[0] === 2 ? new ScoreGrid(run.machine, extentOf(setup.points)) : null;
  return { run, scoreGrid };
}

/** All buffers of the snapshots, to be transferred to the page instead of copied. */
export function transferablesOf(snapshots: readonly Snapshot[]): ArrayBuffer[] {
  return snapshots.flatMap(({ losses, accuracies, parameters, gradients, scores, pointLosses, grid }) => [
    ...[losses, accuracies, parameters, gradients, scores, pointLosses].map(({ buffer }) => buffer),
    ...(grid ? [grid.scores.buffer as ArrayBuffer] : []),
  ]);
}
