// Training as the page controls it: play, pause, seek. Sends the worker one command for each animation frame, and
// stores the results.

import type { Curve } from "./frames.js";
import type { Command, RunSpec, Snapshot } from "./messages.js";
import type { UpdateRule } from "./schedule.js";
import { Series } from "./series.js";
import type { TrainerClient } from "./trainer-client.js";

/** Milliseconds of each frame in which the worker takes steps; the rest is for the score grid and the transfer. */
const STEP_BUDGET = 9;
/** Target while playing at full speed: beyond the longest run, and finite, so that arithmetic on it is exact. */
const UNREACHABLE_STEP = 1e9;

export interface SessionListener {
  /** Called once a frame if there is something to draw. */
  frame(): void;
  /** Other runs have started, or `state` has changed. */
  changed(): void;
  failed(message: string): void;
}

interface QueuedCommand {
  readonly command: Command;
  /** Called with the step at which the command took effect. */
  readonly onDone?: (step: number) => void;
}

interface RunHistory {
  readonly spec: RunSpec;
  readonly losses: Series;
  readonly accuracies: Series;
}

export class Session {
  readonly #client: Pick<TrainerClient, "send">;
  readonly #listener: SessionListener;
  #histories: readonly RunHistory[] = [];
  #snapshots: readonly Snapshot[] = [];
  /** Commands that go to the worker before training continues. */
  #queue: QueuedCommand[] = [];
  /** Whether a command is in flight. */
  #busy = false;
  /** The requested animation frame; 0 for none. */
  #frameRequest = 0;
  #playing = false;
  /** Step to go to while not playing. */
  #target = 0;
  /** Whether the score grids are in full resolution. */
  #fine = false;
  #lastState = "";
  /** The step that the command in flight ends at becomes the target: nothing is rewound after a pause. */
  #adoptStep = false;
  /** Whether the next frame draws. */
  #draws = false;
  /** Whether the current step is not drawn yet; a finer score grid of a step that is drawn does not count. */
  #undrawn = false;
  stepsPerFrame = 1;

  constructor(client: Pick<TrainerClient, "send">, listener: SessionListener) {
    this.#client = client;
    this.#listener = listener;
  }

  /** The current runs. */
  get runs(): readonly RunSpec[] {
    return this.#histories.map(({ spec }) => spec);
  }

  /** The runs once all queued commands are done. */
  get nextRuns(): readonly RunSpec[] {
    const start = this.#queue.findLast(({ command }) => command.kind === "start")?.command;
    return start?.kind === "start" ? start.runs : this.runs;
  }

  get snapshots(): readonly Snapshot[] {
    return this.#snapshots;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Number of updates of the run that is furthest. */
  get step(): number {
    return Math.max(0, ...this.#snapshots.map(({ step }) => step));
  }

  /** Playing, on the way to a step, or idle, with the step drawn. */
  get state(): "plays" | "goes" | "rests" {
    if (this.#playing) return "plays";
    const arrived = this.#queue.length === 0 && this.#snapshots.length > 0 && this.#target === this.step;
    return arrived && !this.#undrawn ? "rests" : "goes";
  }

  /** The step it is on the way to; while it plays, the current one. */
  get targetStep(): number {
    return this.#playing ? this.step : this.#target;
  }

  get curves(): Curve[] {
    return this.#histories.map(({ spec, losses, accuracies }) => ({
      name: spec.name,
      losses: losses.values,
      accuracies: accuracies.values,
      length: losses.length,
    }));
  }

  /** Replaces the runs, and trains the new ones up to step `target`. */
  start(runs: readonly RunSpec[], target: number): void {
    this.#queue = [{ command: { kind: "start", runs } }];
    this.#adoptStep = false;
    this.#target = target;
    this.#requestFrame();
    this.#notifyIfChanged();
  }

  /** Changes the rules of the current runs; `onDone` gets the first step that they apply to. */
  setRules(rules: readonly UpdateRule[], onDone: (step: number) => void): void {
    this.#queue.push({ command: { kind: "setRules", rules }, onDone });
    this.#stopHere();
    this.#requestFrame();
    this.#notifyIfChanged();
  }

  play(): void {
    this.#playing = true;
    this.#requestFrame();
    this.#notifyIfChanged();
  }

  pause(): void {
    if (!this.#playing) return;
    this.#playing = false;
    this.#stopHere();
    this.#fine = false;
    this.#requestFrame();
    this.#notifyIfChanged();
  }

  goTo(step: number): void {
    this.#playing = false;
    this.#adoptStep = false;
    this.#target = Math.max(0, step);
    this.#requestFrame();
    this.#notifyIfChanged();
  }

  /** Draws the snapshots again in the next frame, as for another choice of the reader. */
  redraw(): void {
    this.#draws = this.#snapshots.length > 0;
    this.#requestFrame();
  }

  #stopHere(): void {
    this.#target = this.step;
    this.#adoptStep = this.#busy;
  }

  #requestFrame(): void {
    if (this.#frameRequest === 0) this.#frameRequest = requestAnimationFrame(this.#onFrame);
  }

  readonly #onFrame = (): void => {
    this.#frameRequest = 0;
    // Sent before drawing: the worker computes the next frame while the page draws this one.
    const next = this.#busy ? null : (this.#queue.shift() ?? this.#nextSeek());
    if (next) void this.#execute(next);
    if (this.#draws) {
      this.#draws = false;
      this.#undrawn = false;
      this.#listener.frame();
      this.#notifyIfChanged();
    }
  };

  #nextSeek(): QueuedCommand | null {
    if (this.#snapshots.length === 0) return null;
    const { step } = this;
    const seek = (target: number, budget: number, fine: boolean): QueuedCommand => ({
      command: { kind: "seek", step: target, budget, fine },
    });
    if (this.#playing) return seek(Math.min(step + this.stepsPerFrame, UNREACHABLE_STEP), STEP_BUDGET, false);
    if (this.#target !== step) return seek(this.#target, STEP_BUDGET, false);
    return this.#fine ? null : seek(step, 0, true);
  }

  async #execute({ command, onDone }: QueuedCommand): Promise<void> {
    this.#busy = true;
    try {
      this.#store(command, await this.#client.send(command));
      onDone?.(this.step);
    } catch (error) {
      this.#playing = false;
      this.#target = this.step;
      this.#fine = true;
      this.#listener.failed(error instanceof Error ? error.message : String(error));
    } finally {
      this.#busy = false;
    }
    this.#notifyIfChanged();
    this.#requestFrame();
  }

  #store(command: Command, snapshots: readonly Snapshot[]): void {
    if (command.kind === "start") {
      this.#histories = command.runs.map((spec) => ({ spec, losses: new Series(), accuracies: new Series() }));
    }
    snapshots.forEach(({ from, losses, accuracies }, i) => {
      this.#histories[i]!.losses.replaceFrom(from, losses);
      this.#histories[i]!.accuracies.replaceFrom(from, accuracies);
    });
    this.#snapshots = snapshots;
    this.#fine = command.kind === "seek" && command.fine;
    this.#draws = true;
    this.#undrawn ||= !this.#fine;
    if (this.#adoptStep) this.#target = this.step;
    this.#adoptStep = false;
    const ended = snapshots.every(({ stopReason }) => stopReason !== null);
    if (ended && (this.#playing || this.#target > this.step)) {
      this.#playing = false;
      this.#target = this.step;
    }
    // Other runs are always reported.
    if (command.kind === "start") this.#lastState = "";
  }

  #notifyIfChanged(): void {
    if (this.state === this.#lastState) return;
    this.#lastState = this.state;
    this.#listener.changed();
  }
}
