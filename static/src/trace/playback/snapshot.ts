// State of a graph at one position of its trace, and the two transitions: applying a step and undoing it.
//
// Either transition costs as much as the fields that its step sets. Walking through the longest trace within the
// budgets takes a few milliseconds, so no intermediate states are stored. A state is immutable: walking makes a new
// one.

import type { NodeId, Step, Trace } from "../contract.js";

export interface State {
  /** Number of steps applied. */
  readonly position: number;
  /** Per node; null while not known. */
  readonly data: readonly (number | null)[];
  readonly grad: readonly (number | null)[];
  /** The open calls of the depth-first search, innermost last. */
  readonly stack: readonly NodeId[];
  /** Per node: 1 if the search has visited it. */
  readonly visited: Readonly<Uint8Array>;
  /** The topological order so far. */
  readonly order: readonly NodeId[];
}

interface MutableState extends State {
  position: number;
  data: (number | null)[];
  grad: (number | null)[];
  stack: NodeId[];
  visited: Uint8Array;
  order: NodeId[];
}

/** The state before the first step, in which no value is known. */
export function initialState(nodes: number): State {
  return {
    position: 0,
    data: new Array<number | null>(nodes).fill(null),
    grad: new Array<number | null>(nodes).fill(null),
    stack: [],
    visited: new Uint8Array(nodes),
    order: [],
  };
}

export function stateAt(trace: Trace, position: number): State {
  return walk(trace, initialState(trace.nodes.length), position);
}

/** The state at `position`, reached from `state` step by step in either direction. */
export function walk(trace: Trace, state: State, position: number): State {
  const working: MutableState = {
    position: state.position,
    data: state.data.slice(),
    grad: state.grad.slice(),
    stack: state.stack.slice(),
    visited: state.visited.slice(),
    order: state.order.slice(),
  };
  while (working.position < position) apply(working, stepAt(trace, working.position));
  while (working.position > position) undo(working, stepAt(trace, working.position - 1));
  return working;
}

function apply(state: MutableState, step: Step): void {
  for (const [node, field, , after] of step.set) state[field][node] = after;
  if (step.kind === "enter") {
    state.stack.push(step.node);
    state.visited[step.node] = 1;
  } else if (step.kind === "append") {
    state.stack.pop();
    state.order.push(step.node);
  }
  state.position += 1;
}

function undo(state: MutableState, step: Step): void {
  // The last change of a field is undone first.
  for (let i = step.set.length - 1; i >= 0; i -= 1) {
    const [node, field, before] = step.set[i]!;
    state[field][node] = before;
  }
  if (step.kind === "enter") {
    state.stack.pop();
    state.visited[step.node] = 0;
  } else if (step.kind === "append") {
    state.order.pop();
    state.stack.push(step.node);
  }
  state.position -= 1;
}

function stepAt(trace: Trace, index: number): Step {
  const step = trace.steps[index];
  if (!step) throw new RangeError(`step ${index} of a trace of ${trace.steps.length}`);
  return step;
}
