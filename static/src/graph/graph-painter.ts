// One state of a trace, painted on its drawing: only texts and classes change, and only where they differ from what is
// painted already. All elements are looked up once.

import { fourDecimals } from "../lib/format.js";
import { type Point, polyline } from "../lib/path-points.js";
import type { Rect } from "../lib/rect.js";
import type { Field, NodeId, Phase, Picture, Step, Trace } from "../trace/contract.js";
import type { State } from "../trace/playback/snapshot.js";
import { indexTrace, type TraceIndex } from "../trace/trace-index.js";
import {
  ClassPainter,
  DATA_CHANGED,
  GRAD_CHANGED,
  IN_ORDER,
  KNOWN,
  NOW,
  ON_STACK,
  POINTED,
  SELECTED,
  SOURCE,
} from "./class-painter.js";
import { EdgeAnimation } from "./edge-animation.js";
import { EdgeLabel, edgeLabel } from "./edge-label.js";
import { type ElementMap, elementMapOf } from "./element-map.js";
import { orderBadge } from "./order-badge.js";
import type { GraphDrawing } from "./svg-import.js";

/** Past this many boxes a moving dot, or a gliding view, would make the browser paint them all for every frame. */
const LIVELY_BOXES = 200;

/** What the reader points at and has chosen. */
export interface Highlight {
  readonly pointed: NodeId | null;
  readonly selected: NodeId | null;
}

// Of the texts in boxes, in the drawing's own units.
const CHARACTER = 7.8;
const PADDING = 4;

export class GraphPainter {
  readonly #trace: Trace;
  readonly #index: TraceIndex;
  readonly #figures: ElementMap;
  readonly #boxes: ClassPainter;
  readonly #lines: ClassPainter;
  readonly #operators: ClassPainter;
  readonly #outputs: ClassPainter;
  readonly #label: EdgeLabel;
  readonly #traveller: EdgeAnimation;
  #position = -1;
  readonly #badges: SVGGElement[] = [];
  /** The texts in the boxes, per figure; undefined before the first painting. */
  readonly #shown: Record<Field, (number | null | undefined)[]> = { data: [], grad: [] };

  /** Throws a DrawingError where `drawing` is not one of `picture`. */
  constructor(trace: Trace, picture: Picture, drawing: GraphDrawing) {
    this.#trace = trace;
    this.#index = indexTrace(trace);
    this.#figures = elementMapOf(trace, picture, drawing);
    this.#boxes = new ClassPainter(
      this.#figures.boxes.map(({ drawn }) => drawn.group),
      "node",
    );
    this.#lines = new ClassPainter(this.#figures.edges, "edge");
    this.#operators = new ClassPainter(this.#figures.operators, "node operator");
    this.#outputs = new ClassPainter(this.#figures.outputs, "edge");
    this.#label = new EdgeLabel(drawing.content);
    this.#traveller = new EdgeAnimation(drawing.content);
  }

  paint(state: State, step: Step | null, { pointed, selected }: Highlight): void {
    this.#numbers("data", state);
    this.#numbers("grad", state);
    this.#known(state, step?.phase ?? "forward");
    for (const node of state.stack) this.#add(node, ON_STACK);
    for (const node of state.order) this.#add(node, IN_ORDER);
    this.#number(state);
    this.#label.hide();
    if (step) this.#now(step);
    if (pointed !== null) this.#add(pointed, POINTED);
    if (selected !== null) this.#add(selected, SELECTED);
    for (const painted of [this.#boxes, this.#lines, this.#operators, this.#outputs]) painted.paint();
    // Motion explains one step to the next; jumps and repaints have none.
    if (step && this.canAnimate && state.position === this.#position + 1) this.#traveller.play(this.#routes(step));
    else if (state.position !== this.#position) this.#traveller.stop();
    this.#position = state.position;
  }

  /** Whether the drawing is small enough to be moved smoothly. */
  get canAnimate(): boolean {
    return this.#figures.boxes.length <= LIVELY_BOXES;
  }

  /** Take back what was added to the drawing, so that it can be painted for another trace. */
  clear(): void {
    this.#label.remove();
    this.#traveller.stop();
    for (const badge of this.#badges) badge.remove();
  }

  /** Where a value is drawn, in the coordinates of the drawing's content. */
  rect(node: NodeId): Rect | null {
    return this.#figures.boxes[this.#figures.boxIndex[node] ?? -1]?.drawn.rect ?? null;
  }

  #add(node: NodeId, bit: number): void {
    this.#boxes.add(this.#figures.boxIndex[node] ?? -1, bit);
  }

  #numbers(field: Field, state: State): void {
    const shown = this.#shown[field];
    this.#figures.boxes.forEach(({ drawn, value }, place) => {
      const number = value === null ? null : state[field][value]!;
      if (Object.is(number, shown[place])) return;
      shown[place] = number;
      write(drawn[field], number === null ? field : `${field} ${fourDecimals(number)}`, drawn.rect.width);
    });
  }

  /** What the phase has come to; all else is pale. */
  #known(state: State, phase: Phase): void {
    const { edges, flowStep, searchStep } = this.#index;
    this.#trace.nodes.forEach(({ parents }, node) => {
      const known =
        phase === "update" ||
        (phase === "forward"
          ? state.data[node] !== null
          : phase === "order"
            ? state.visited[node] === 1
            : state.grad[node] !== null);
      if (known) {
        this.#add(node, KNOWN);
        this.#operators.add(node, KNOWN);
        this.#outputs.add(node, KNOWN);
      }
      for (let edge = edges[node]!, last = edge + parents.length; edge < last; edge += 1) {
        const used =
          phase === "forward" || phase === "update"
            ? known
            : isBefore((phase === "order" ? searchStep : flowStep)[edge]!, state.position);
        if (used) this.#lines.add(this.#figures.edgeIndex[edge]!, KNOWN);
      }
    });
  }

  /** Badges are made when they are first needed: most readers never see those of a large graph. */
  #number(state: State): void {
    for (let place = this.#badges.length; place < state.order.length; place += 1) {
      const node = state.order[place]!;
      const figure = this.#figures.boxes[this.#figures.boxIndex[node]!];
      const badge = orderBadge(place + 1);
      this.#badges.push(badge);
      // A box of several values has no one place in the order.
      if (figure?.id === `n${node}`) {
        badge.setAttribute("transform", `translate(${figure.drawn.rect.x} ${figure.drawn.rect.y})`);
        figure.drawn.group.append(badge);
      }
    }
  }

  #now(step: Step): void {
    for (const [node, field] of step.set) this.#add(node, field === "data" ? DATA_CHANGED : GRAD_CHANGED);
    if (step.node !== null) this.#add(step.node, NOW);
    if (step.kind === "flow") {
      this.#add(step.from, SOURCE);
      const line = pointsOf(this.#along(step.from, step.operand));
      if (line.length > 0) this.#label.show(line, edgeLabel(this.#trace, step));
    } else if ((step.kind === "enter" || step.kind === "seen") && step.edge) {
      this.#add(step.edge[0], SOURCE);
      this.#along(...step.edge);
    } else if (step.kind === "operation" && step.node !== null) {
      this.#trace.nodes[step.node]!.parents.forEach((_, operand) => this.#along(step.node!, operand));
    }
  }

  /** The ways that values go in a step: operands to their result, or a gradient back to an operand. */
  #routes(step: Step): Point[][] {
    const routes: Point[][] = [];
    if (step.kind === "flow") {
      routes.push(this.#route(step.from, step.operand).reverse());
    } else if (step.kind === "operation" && step.node !== null) {
      const { parents } = this.#trace.nodes[step.node]!;
      routes.push(...parents.map((_, operand) => this.#route(step.node!, operand)));
    }
    return routes.filter((route) => route.length > 0);
  }

  /** From an operand to its result, by way of the operator where it is drawn. */
  #route(consumer: NodeId, operand: number): Point[] {
    return [this.#figures.edges[this.#lineOf(consumer, operand)], this.#figures.outputs[consumer]].flatMap(pointsOf);
  }

  #lineOf(consumer: NodeId, operand: number): number {
    return this.#figures.edgeIndex[this.#index.edges[consumer]! + operand]!;
  }

  /** Mark an edge as the one in use. */
  #along(consumer: NodeId, operand: number): SVGGElement | undefined {
    const line = this.#lineOf(consumer, operand);
    this.#lines.add(line, NOW);
    this.#outputs.add(consumer, NOW);
    this.#operators.add(consumer, NOW);
    return this.#figures.edges[line];
  }
}

function pointsOf(edge: SVGGElement | undefined): Point[] {
  return polyline(edge?.querySelector("path")?.getAttribute("d") ?? "");
}

/** A text that is too long for its box is drawn narrower. */
function write(element: SVGTextElement, text: string, width: number): void {
  element.textContent = text;
  const room = width - 2 * PADDING;
  if (text.length * CHARACTER > room) element.setAttribute("textLength", String(room));
  else element.removeAttribute("textLength");
}

function isBefore(step: number, position: number): boolean {
  return step >= 0 && step < position;
}
