// The state of a graph at one position of its trace, and the two moves that change it: one step on, one step back.
//
// Either move costs as much as the fields that its step sets. So walking through the longest trace that the budgets allow
// takes a few milliseconds, and no snapshots are kept to jump from. A state is a value: walking makes a new one.

import type { NodeId, Step, Trace } from "../contract.js";

export interface State {
  /** How many steps have been applied. */
  readonly position: number;
  /** Per node; null while not known. */
  readonly data: readonly (number | null)[];
  readonly grad: readonly (number | null)[];
  /** The calls of the depth-first search that are open, the innermost last. */
  readonly stack: readonly NodeId[];
  /** 1 where the search has been. */
  readonly visited: Readonly<Uint8Array>;
  /** The topological order as far as it has grown. */
  readonly order: readonly NodeId[];
}

interface Working extends State {
  position: number;
  data: (number | null)[];
  grad: (number | null)[];
  stack: NodeId[];
  visited: Uint8Array;
  order: NodeId[];
}

/** Nothing is known yet. */
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

/** The state at `position`, walked to from `state` step by step, in either direction. */
export function walk(trace: Trace, state: State, position: number): State {
  const working: Working = {
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

function apply(state: Working, step: Step): void {
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

function undo(state: Working, step: Step): void {
  // The last change of a field is the first to be taken back.
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
