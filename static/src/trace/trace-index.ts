// Index of a trace, independent of the position: phases, stops, ledgers, and the steps that use each edge. Computed
// once.

import type { FlowStep, NodeId, Phase, Step, Trace } from "./contract.js";

/** Steps `start` to `end` (exclusive), counted from 0: positions start + 1 to end. */
export interface PhaseRange {
  readonly phase: Phase;
  readonly start: number;
  readonly end: number;
}

/** One line of a node's ledger: the contribution of step `step` (from 0), and the sum after it. */
export interface LedgerEntry {
  readonly step: number;
  readonly flow: FlowStep;
  readonly before: number | null;
  readonly sum: number;
}

export interface TraceIndex {
  readonly phases: readonly PhaseRange[];
  /**
   * The positions where a reader stops unless every detail is asked for, ascending: after each step but those of the
   * search, of which only the end counts, and contributions to constants.
   */
  readonly mainStops: readonly number[];
  /** Ends of phases, as positions, ascending. */
  readonly phaseStops: readonly number[];
  /** Ends of the steps for one node, as positions, ascending; the search is one. */
  readonly nodeStops: readonly number[];
  /** Per node: the step that first sets its data; -1 if none does. */
  readonly firstSet: Int32Array;
  /** Per node: its index in the topological order; -1 if it is not part of it. */
  readonly orderIndex: Int32Array;
  /** Per node: the offset of its edges in `flowStep` and `searchStep`; a last entry holds their total number. */
  readonly edges: Int32Array;
  /** Per edge: the step of the contribution along it; -1 if there is none. */
  readonly flowStep: Int32Array;
  /** Per edge: the step at which the search follows it; -1 if it never does. */
  readonly searchStep: Int32Array;
  /** Per node: the steps that contribute to its gradient. */
  readonly ledgers: ReadonlyMap<NodeId, readonly LedgerEntry[]>;
}

const cache = new WeakMap<Trace, TraceIndex>();

/** The index of a trace, computed on the first call and cached. */
export function indexTrace(trace: Trace): TraceIndex {
  let index = cache.get(trace);
  if (!index) cache.set(trace, (index = buildIndex(trace)));
  return index;
}

function buildIndex(trace: Trace): TraceIndex {
  const phases: { phase: Phase; start: number; end: number }[] = [];
  const mainStops: number[] = [];
  const nodeStops: number[] = [];
  const firstSet = new Int32Array(trace.nodes.length).fill(-1);
  const orderIndex = firstSet.slice();
  const edges = edgeOffsets(trace);
  const flowStep = new Int32Array(edges[trace.nodes.length]!).fill(-1);
  const searchStep = flowStep.slice();
  const ledgers = new Map<NodeId, LedgerEntry[]>();

  trace.steps.forEach((step, i) => {
    const following = trace.steps[i + 1];
    const last = phases.at(-1);
    if (last?.phase === step.phase) last.end = i + 1;
    else phases.push({ phase: step.phase, start: i, end: i + 1 });
    if (!following || !isDetail(trace, step, following)) mainStops.push(i + 1);
    if (!following || endsNode(step, following)) nodeStops.push(i + 1);

    for (const [node, field] of step.set) if (field === "data" && firstSet[node]! < 0) firstSet[node] = i;
    if (step.kind === "flow") {
      flowStep[edges[step.from]! + step.operand] = i;
      const ledger = ledgers.get(step.node);
      if (ledger) ledger.push(ledgerEntry(step, i));
      else ledgers.set(step.node, [ledgerEntry(step, i)]);
    } else if ((step.kind === "enter" || step.kind === "seen") && step.edge) {
      searchStep[edges[step.edge[0]]! + step.edge[1]] = i;
    } else if (step.kind === "append") {
      orderIndex[step.node] = step.position;
    }
  });
  return {
    phases,
    mainStops,
    phaseStops: phases.map((range) => range.end),
    nodeStops,
    firstSet,
    orderIndex,
    edges,
    flowStep,
    searchStep,
    ledgers,
  };
}

/** The lines of the node's ledger up to `position`. */
export function ledgerAt(index: Pick<TraceIndex, "ledgers">, node: NodeId, position: number): readonly LedgerEntry[] {
  return (index.ledgers.get(node) ?? []).filter((entry) => entry.step < position);
}

/** The number of stops up to `position`. */
export function stopCount(stops: readonly number[], position: number): number {
  return firstAbove(stops, position);
}

/** The first stop after `position`; `position` itself if there is none. */
export function stopAfter(stops: readonly number[], position: number): number {
  return stops[firstAbove(stops, position)] ?? position;
}

/** The last stop before `position`; 0 if there is none. */
export function stopBefore(stops: readonly number[], position: number): number {
  return stops[firstAbove(stops, position - 1) - 1] ?? 0;
}

/** The index of the first stop above `position`, by binary search. */
function firstAbove(stops: readonly number[], position: number): number {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stops[middle]! > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a step is passed over unless every detail is asked for. */
function isDetail(trace: Trace, step: Step, following: Step): boolean {
  if (step.phase === "order") return following.phase === "order";
  return step.kind === "flow" && trace.nodes[step.node]!.kind === "constant";
}

/** In the backward phase a node is done when its last operand has its contribution. */
function endsNode(step: Step, following: Step): boolean {
  if (step.phase !== following.phase) return true;
  if (step.phase === "order") return false;
  return !(step.kind === "flow" && following.kind === "flow" && step.from === following.from);
}

/** Prefix sums of the operand counts. */
function edgeOffsets(trace: Trace): Int32Array {
  const offsets = new Int32Array(trace.nodes.length + 1);
  trace.nodes.forEach((node, i) => {
    offsets[i + 1] = offsets[i]! + node.parents.length;
  });
  return offsets;
}

function ledgerEntry(flow: FlowStep, step: number): LedgerEntry {
  const change = flow.set.find(([node, field]) => node === flow.node && field === "grad");
  return { step, flow, before: change ? change[2] : null, sum: change ? change[3] : flow.contribution };
}
