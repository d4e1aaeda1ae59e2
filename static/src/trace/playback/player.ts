// Player of a trace: the current position and the state of every value there. Without DOM, timers and back end.

import type { NodeId, Phase, Step, Trace } from "../contract.js";
import { indexTrace, stopAfter, stopBefore, type TraceIndex } from "../trace-index.js";
import { initialState, type State, walk } from "./snapshot.js";

/**
 * Holds one trace and a position in it. Position k is the state after the first k steps: 0 is the blank graph, the
 * number of steps is the end, and the step shown at k is steps[k - 1].
 */
export class Player {
  #trace: Trace | null = null;
  #index: TraceIndex | null = null;
  #state: State = initialState(0);
  #limit = Infinity;
  readonly #listeners = new Set<() => void>();

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

  get phase(): Phase | null {
    return this.step?.phase ?? null;
  }

  /** Loads another trace, at `position` (by default 0, capped at its length), and removes the limit. */
  load(trace: Trace | null, position = 0): void {
    this.#trace = trace;
    this.#index = trace && indexTrace(trace);
    this.#state = initialState(trace?.nodes.length ?? 0);
    this.#limit = Infinity;
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

  next(): void {
    this.go(this.position + 1);
  }

  back(): void {
    this.go(this.position - 1);
  }

  first(): void {
    this.go(0);
  }

  last(): void {
    this.go(this.length);
  }

  /**
   * To the end of the current node's steps: an operation, one append to the order, or all contributions of one result.
   */
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

  /** To the first step of the phase; no move if the trace has no such phase. */
  goPhase(phase: Phase): void {
    const range = this.#index?.phases.find((each) => each.phase === phase);
    if (range) this.go(range.start + 1);
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

  #walkTo(position: number): boolean {
    const target = Math.min(Math.max(Math.trunc(position), 0), this.end);
    if (!this.#trace || target === this.position) return false;
    this.#state = walk(this.#trace, this.#state, target);
    return true;
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
