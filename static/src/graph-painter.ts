// One state of a trace, painted on its drawing: only texts and classes change, and only where they differ from what is
// painted already. All elements are looked up once.

import type { NodeId, Phase, Step, Trace } from "./contract.js";
import { EdgeLabel, edgeLabel } from "./edge-label.js";
import { fourDecimals } from "./format.js";
import { orderBadge } from "./order-badge.js";
import type { State } from "./state.js";
import type { DrawnNode, GraphDrawing } from "./svg-import.js";
import { type TraceIndex, indexTrace } from "./trace-index.js";

/** What the reader points at and has chosen. */
export interface Attention {
  readonly pointed: NodeId | null;
  readonly selected: NodeId | null;
}

// One bit for each class; graph.css says what they look like.
const PALE = 1;
const NOW = 2;
const SOURCE = 4;
const ON_STACK = 8;
const IN_ORDER = 16;
const DATA_CHANGED = 32;
const GRAD_CHANGED = 64;
const POINTED = 128;
const SELECTED = 256;
const CLASSES: readonly (readonly [bit: number, name: string])[] = [
  [PALE, "pale"],
  [NOW, "now"],
  [SOURCE, "source"],
  [ON_STACK, "on-stack"],
  [IN_ORDER, "in-order"],
  [DATA_CHANGED, "data-changed"],
  [GRAD_CHANGED, "grad-changed"],
  [POINTED, "pointed"],
  [SELECTED, "selected"],
];

/** Elements with a base class and the bits that they show now; a bit pattern that no step makes forces the first painting. */
class Painted {
  readonly #elements: (Element | undefined)[];
  readonly #shown: Int32Array;
  readonly #base: string;
  /** The bits wanted next; `paint` shows and clears them. */
  readonly bits: Int32Array;

  constructor(elements: (Element | undefined)[], base: string) {
    this.#elements = elements;
    this.#base = base;
    this.#shown = new Int32Array(elements.length).fill(-1);
    this.bits = new Int32Array(elements.length);
  }

  paint(): void {
    const { bits } = this;
    for (let i = 0; i < bits.length; i += 1) {
      if (bits[i] === this.#shown[i]) continue;
      this.#shown[i] = bits[i]!;
      this.#elements[i]?.setAttribute("class", this.#base + classes(bits[i]!));
    }
    bits.fill(0);
  }
}

function classes(bits: number): string {
  let text = "";
  for (const [bit, name] of CLASSES) if (bits & bit) text += ` ${name}`;
  return text;
}

export class GraphPainter {
  readonly #trace: Trace;
  readonly #index: TraceIndex;
  readonly #boxes: readonly DrawnNode[];
  readonly #nodes: Painted;
  readonly #operators: Painted;
  readonly #edges: Painted;
  readonly #outputs: Painted;
  readonly #paths: readonly (SVGPathElement | null)[];
  readonly #label: EdgeLabel;
  readonly #badged: Uint8Array;
  #data: readonly (number | null)[] = [];
  #grad: readonly (number | null)[] = [];

  constructor(drawing: GraphDrawing, trace: Trace) {
    this.#trace = trace;
    this.#index = indexTrace(trace);
    this.#boxes = trace.nodes.map(({ id }) => drawing.nodes.get(id)!);
    this.#badged = new Uint8Array(trace.nodes.length);
    const edges = trace.nodes.flatMap(({ id, parents }) => parents.map((_, operand) => drawing.edges.get(`e${id}_${operand}`)));
    this.#nodes = new Painted(this.#boxes.map((box) => box.group), "node");
    this.#operators = new Painted(trace.nodes.map(({ id }) => drawing.operators.get(id)), "node operator");
    this.#edges = new Painted(edges, "edge");
    this.#outputs = new Painted(trace.nodes.map(({ id }) => drawing.outputs.get(id)), "edge");
    this.#paths = edges.map((edge) => edge?.querySelector("path") ?? null);
    this.#label = new EdgeLabel(drawing.content);
  }

  paint(state: State, step: Step | null, { pointed, selected }: Attention): void {
    this.#numbers(state);
    const phase = step?.phase ?? "forward";
    const nodes = this.#nodes.bits;
    this.#pale(state, phase);
    for (const node of state.stack) nodes[node]! |= ON_STACK;
    for (const node of state.order) nodes[node]! |= IN_ORDER;
    this.#badges(state);
    this.#label.hide();
    if (step) this.#now(step);
    if (pointed !== null && pointed < nodes.length) nodes[pointed]! |= POINTED;
    if (selected !== null && selected < nodes.length) nodes[selected]! |= SELECTED;
    for (const painted of [this.#nodes, this.#operators, this.#edges, this.#outputs]) painted.paint();
  }

  /** Take back what was added to the drawing, so that it can be painted for another trace. */
  clear(): void {
    this.#label.remove();
    for (const box of this.#boxes) box.group.querySelector(".badge")?.remove();
  }

  /** Where a step takes place: the box that must be in sight. */
  box(node: NodeId): DrawnNode["box"] | null {
    return this.#boxes[node]?.box ?? null;
  }

  #numbers(state: State): void {
    this.#boxes.forEach((box, i) => {
      const data = state.data[i]!;
      const grad = state.grad[i]!;
      if (!Object.is(data, this.#data[i])) box.data.textContent = data === null ? "data" : `data ${fourDecimals(data)}`;
      if (!Object.is(grad, this.#grad[i])) box.grad.textContent = grad === null ? "grad" : `grad ${fourDecimals(grad)}`;
    });
    this.#data = state.data;
    this.#grad = state.grad;
  }

  /** What the phase has not come to yet. */
  #pale(state: State, phase: Phase): void {
    if (phase === "update") return;
    const { edges, flowed, searched } = this.#index;
    this.#trace.nodes.forEach((node, i) => {
      const known = phase === "forward" ? state.data[i] !== null : phase === "order" ? state.visited[i] === 1 : state.grad[i] !== null;
      if (!known) {
        this.#nodes.bits[i] = PALE;
        this.#operators.bits[i] = PALE;
        this.#outputs.bits[i] = PALE;
      }
      for (let k = 0, edge = edges[i]!; k < node.parents.length; k += 1, edge += 1) {
        const used = phase === "forward" ? known : done((phase === "order" ? searched : flowed)[edge]!, state.position);
        if (!used) this.#edges.bits[edge] = PALE;
      }
    });
  }

  #badges(state: State): void {
    for (const node of state.order) {
      if (this.#badged[node]) continue;
      this.#badged[node] = 1;
      const box = this.#boxes[node]!;
      box.group.append(orderBadge(box.box, this.#index.places[node]! + 1));
    }
  }

  #now(step: Step): void {
    const nodes = this.#nodes.bits;
    for (const [node, field] of step.set) nodes[node]! |= field === "data" ? DATA_CHANGED : GRAD_CHANGED;
    if (step.node !== null) nodes[step.node]! |= NOW;
    if (step.kind === "flow") {
      nodes[step.from]! |= SOURCE;
      this.#along(step.from, step.operand);
      const path = this.#paths[this.#index.edges[step.from]! + step.operand];
      if (path) this.#label.show(path, edgeLabel(this.#trace, step));
    } else if ((step.kind === "enter" || step.kind === "seen") && step.edge) {
      nodes[step.edge[0]]! |= SOURCE;
      this.#along(...step.edge);
    } else if (step.kind === "operation" && step.node !== null) {
      for (let k = 0; k < this.#trace.nodes[step.node]!.parents.length; k += 1) this.#along(step.node, k);
    }
  }

  #along(consumer: NodeId, operand: number): void {
    this.#edges.bits[this.#index.edges[consumer]! + operand]! |= NOW;
    this.#outputs.bits[consumer]! |= NOW;
    this.#operators.bits[consumer]! |= NOW;
  }
}

function done(step: number, position: number): boolean {
  return step >= 0 && step < position;
}
