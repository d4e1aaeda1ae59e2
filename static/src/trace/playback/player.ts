// Player of a trace: the current position and the state of every value there. Without DOM, timers and back end.

import type { NodeId, Phase, Step, Trace } from "../contract.js";
import { indexTrace, type PhaseRange, stopAfter, stopBefore, stopCount, type TraceIndex } from "../trace-index.js";
import { initialState, type State, walk } from "./snapshot.js";

/**
 * Holds one trace and a position in it. Position k is the state after the first k steps: 0 is the blank graph, the
 * number of steps is the end, and the step shown at k is steps[k - 1].
 *
 * Its places are what a reader counts: the start, and each position where `next` and `back` stop.
 */
export class Player {
  #trace: Trace | null = null;
  #index: TraceIndex | null = null;
  #state: State = initialState(0);
  #limit = Infinity;
  /** The place before the latest move. */
  #placeBefore = 0;
  readonly #isDetailed: () => boolean;
  readonly #listeners = new Set<() => void>();

  /** `isDetailed` tells whether moves stop at every step: also in the search, and at the gradients of constants. */
  constructor(isDetailed: () => boolean = () => false) {
    this.#isDetailed = isDetailed;
  }

  get trace(): Trace | null {
    return this.#trace;
  }

  /** The trace's index: phases, stops, ledgers, edges. */
  get index(): TraceIndex | null {
    return this.#index;
  }

  /** The state at the current position: a new object after every change. */
  get state(): State {
    return this.#state;
  }

  get position(): number {
    return this.#state.position;
  }

  get length(): number {
    return this.#trace?.steps.length ?? 0;
  }

  /** The last reachable position: the length, or the limit if that is less. */
  get end(): number {
    return Math.min(this.length, this.#limit);
  }

  /** The step that led to the current state; null at the start. */
  get step(): Step | null {
    return this.#trace?.steps[this.position - 1] ?? null;
  }

  /** The present place, from 0 for the start; between two places it is the one before. */
  get place(): number {
    return this.#placeAt(this.position);
  }

  /** The last place. */
  get lastPlace(): number {
    return this.#placeAt(this.length);
  }

  /** The phases, with places in place of positions. */
  get phasePlaces(): readonly PhaseRange[] {
    return (this.#index?.phases ?? []).map(({ phase, start, end }) => ({
      phase,
      start: this.#placeAt(start),
      end: this.#placeAt(end),
    }));
  }

  /** Whether the end was reached at one go: then its picture is that of the whole run, not of the last step. */
  get jumpedToEnd(): boolean {
    return this.position === this.length && this.place - this.#placeBefore > 1;
  }

  get phase(): Phase | null {
    return this.step?.phase ?? null;
  }

  /** Loads another trace, at `position` (by default 0, capped at its length), and removes the limit. */
  load(trace: Trace | null, position = 0): void {
    this.#trace = trace;
    this.#index = trace && indexTrace(trace);
    this.#state = initialState(trace?.nodes.length ?? 0);
    this.#limit = Infinity;
    this.#placeBefore = 0;
    this.#walkTo(position);
    this.#notify();
  }

  /** Lets no move pass `position`, and moves back to it from beyond; Infinity removes the limit. */
  limitTo(position: number): void {
    this.#limit = position;
    this.#walkTo(this.position);
    this.#notify();
  }

  go(position: number): void {
    if (this.#walkTo(position)) this.#notify();
  }

  goPlace(place: number): void {
    this.go(this.#isDetailed() || place <= 0 ? place : (this.#mainStops[place - 1] ?? this.length));
  }

  next(): void {
    this.go(this.#isDetailed() ? this.position + 1 : stopAfter(this.#mainStops, this.position));
  }

  back(): void {
    this.go(this.#isDetailed() ? this.position - 1 : stopBefore(this.#mainStops, this.position));
  }

  first(): void {
    this.go(0);
  }

  last(): void {
    this.go(this.length);
  }

  /** To the end of the current node's steps: an operation, the whole search, or all contributions of one result. */
  nextNode(): void {
    if (this.#index) this.go(stopAfter(this.#index.nodeStops, this.position));
  }

  backNode(): void {
    if (this.#index) this.go(stopBefore(this.#index.nodeStops, this.position));
  }

  /** To the end of the current phase, or of the next one. */
  nextPhase(): void {
    if (this.#index) this.go(stopAfter(this.#index.phaseStops, this.position));
  }

  backPhase(): void {
    if (this.#index) this.go(stopBefore(this.#index.phaseStops, this.position));
  }

  /** To the first place of the phase; no move if the trace has no such phase. */
  goPhase(phase: Phase): void {
    const start = this.phaseStart(phase);
    if (start !== null) this.go(this.#isDetailed() ? start : stopAfter(this.#mainStops, start - 1));
  }

  /** The position after the first step of the phase; null if the trace has no such phase. */
  phaseStart(phase: Phase): number | null {
    const range = this.#index?.phases.find((each) => each.phase === phase);
    return range ? range.start + 1 : null;
  }

  /** To the step that first set the node's data. */
  goNode(node: NodeId): void {
    const born = this.#index?.firstSet[node];
    if (born !== undefined && born >= 0) this.go(born + 1);
  }

  /** Calls `listener` after every change, until the function it returns is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get #mainStops(): readonly number[] {
    return this.#index?.mainStops ?? [];
  }

  #placeAt(position: number): number {
    return this.#isDetailed() ? position : stopCount(this.#mainStops, position);
  }

  #walkTo(position: number): boolean {
    const target = Math.min(Math.max(Math.trunc(position), 0), this.end);
    if (!this.#trace || target === this.position) return false;
    this.#placeBefore = this.place;
    this.#state = walk(this.#trace, this.#state, target);
    return true;
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
