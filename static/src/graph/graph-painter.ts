// Painter of a trace's state on its drawing. It changes only texts and classes, and only where they differ from the
// painted ones; all elements are looked up once.

import { plain } from "../lib/format.js";
import { type Point, polyline } from "../lib/path-points.js";
import type { Rect } from "../lib/rect.js";
import type { NodeId, Phase, Picture, Step, Trace } from "../trace/contract.js";
import { largestGrad, sizeClass } from "../trace/influence.js";
import type { State } from "../trace/playback/snapshot.js";
import { indexTrace, type TraceIndex } from "../trace/trace-index.js";
import { BackwardArrows } from "./backward-arrows.js";
import {
  ClassPainter,
  DATA_CHANGED,
  GRAD_CHANGED,
  IN_ORDER,
  KNOWN,
  levelName,
  NOW,
  ON_STACK,
  POINTED,
  SELECTED,
  SOURCE,
  tintLevel,
  widthLevel,
} from "./class-painter.js";
import { EdgeAnimation, type Journey, type Landing } from "./edge-animation.js";
import { EdgeLabel, edgeLabel } from "./edge-label.js";
import { type ElementMap, elementMapOf } from "./element-map.js";
import { NumberPainter } from "./number-painter.js";
import { orderBadge } from "./order-badge.js";
import { circleBounds } from "./step-bounds.js";
import type { DrawnCell, GraphDrawing } from "./svg-import.js";

/** Above this number of boxes nothing is animated: the browser would repaint all of them in every frame. */
const MAX_ANIMATED_BOXES = 200;

/** The values that the user points at and has selected. */
export interface Highlight {
  readonly pointed: NodeId | null;
  readonly selected: NodeId | null;
}

export class GraphPainter {
  #trace: Trace;
  #index: TraceIndex;
  #largest = 0;
  /** Per edge, in the order of TraceIndex.edges: the level of its width once its contribution has flowed. */
  #widths = new Uint8Array(0);
  readonly #elements: ElementMap;
  readonly #boxes: ClassPainter;
  readonly #edges: ClassPainter;
  readonly #operators: ClassPainter;
  readonly #outputs: ClassPainter;
  readonly #numbers: NumberPainter;
  readonly #label: EdgeLabel;
  readonly #animation: EdgeAnimation;
  readonly #arrows: BackwardArrows | null;
  /** The bounds of the drawing, in the coordinates of its content. */
  readonly #bounds: Rect;
  /** What no label may cover, computed when the first one is shown. */
  #obstacles: readonly Rect[] | null = null;
  #position = -1;
  readonly #badges: SVGGElement[] = [];

  /** Throws a DrawingError if `drawing` does not match `picture`. */
  constructor(trace: Trace, picture: Picture, drawing: GraphDrawing) {
    this.#trace = trace;
    this.#index = indexTrace(trace);
    this.#measure();
    this.#elements = elementMapOf(trace, picture, drawing);
    for (const { value, drawn } of this.#elements.boxes) drawn.group.toggleAttribute("data-counts", value === null);
    this.#boxes = new ClassPainter(
      this.#elements.boxes.map(({ drawn }) => drawn.group),
      "node",
    );
    this.#edges = new ClassPainter(this.#elements.edges, "edge");
    this.#operators = new ClassPainter(this.#elements.operators, "node operator");
    this.#outputs = new ClassPainter(this.#elements.outputs, "edge");
    this.#numbers = new NumberPainter(this.#elements.boxes);
    this.#label = new EdgeLabel(drawing.content);
    this.#animation = new EdgeAnimation(drawing.content);
    this.#arrows = this.canAnimate ? new BackwardArrows(drawing.edges.values()) : null;
    this.#bounds = { x: -drawing.origin.x, y: -drawing.origin.y, width: drawing.width, height: drawing.height };
  }

  /** Paints the numbers of another trace from now on, whose picture has the same shape. */
  renumber(trace: Trace): void {
    this.#trace = trace;
    this.#index = indexTrace(trace);
    this.#measure();
  }

  /** `view` is the part of the drawing that is seen, in the coordinates of its content; null stands for all of it. */
  paint(state: State, step: Step | null, { pointed, selected }: Highlight, view: Rect | null = null): void {
    this.#numbers.paint(state, view);
    this.#markKnown(state, step?.phase ?? "forward");
    this.#markInfluence(state);
    for (const node of state.stack) this.#mark(node, ON_STACK);
    for (const node of state.order) this.#mark(node, IN_ORDER);
    this.#paintBadges(state);
    this.#label.hide();
    if (step) this.#markCurrent(step);
    if (pointed !== null) {
      this.#mark(pointed, POINTED);
      this.#numbers.addTooltip(this.#elements.boxIndex[pointed] ?? -1, state);
    }
    if (selected !== null) this.#mark(selected, SELECTED);
    for (const painter of [this.#boxes, this.#edges, this.#operators, this.#outputs]) painter.paint();
    // Only a step forward is animated, not jumps and repaints.
    if (step && this.canAnimate && state.position === this.#position + 1)
      this.#animation.play(this.#journeys(step, state));
    else if (state.position !== this.#position) this.#animation.stop();
    this.#position = state.position;
  }

  /** Whether the drawing is small enough for animation. */
  get canAnimate(): boolean {
    return this.#elements.boxes.length <= MAX_ANIMATED_BOXES;
  }

  /** Removes the elements added to the drawing, so that another trace can be painted on it. */
  clear(): void {
    this.#numbers.stop();
    this.#label.remove();
    this.#animation.stop();
    this.#arrows?.remove();
    for (const badge of this.#badges) badge.remove();
  }

  /** The rectangle of a value's box, in the coordinates of the drawing's content; null if it is not drawn. */
  rect(node: NodeId): Rect | null {
    return this.#elements.boxes[this.#elements.boxIndex[node] ?? -1]?.drawn.rect ?? null;
  }

  #mark(node: NodeId, bit: number): void {
    this.#boxes.add(this.#elements.boxIndex[node] ?? -1, bit);
  }

  /** Marks the values and edges that the phase has reached; all others are pale. */
  #markKnown(state: State, phase: Phase): void {
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
        this.#mark(node, KNOWN);
        this.#operators.add(node, KNOWN);
        this.#outputs.add(node, KNOWN);
      }
      for (let edge = edges[node]!, last = edge + parents.length; edge < last; edge += 1) {
        const used =
          phase === "forward" || phase === "update"
            ? known
            : isBefore((phase === "order" ? searchStep : flowStep)[edge]!, state.position);
        if (used) this.#edges.add(this.#elements.edgeIndex[edge]!, KNOWN);
      }
    });
  }

  #measure(): void {
    const { steps } = this.#trace;
    this.#largest = largestGrad(this.#trace);
    this.#widths = Uint8Array.from(this.#index.flowStep, (step) => {
      const flow = steps[step];
      return flow?.kind === "flow" ? widthLevel(sizeClass(flow.contribution, this.#largest)) : 0;
    });
  }

  /** Tints the grads, and widens the edges along which a contribution has flowed. */
  #markInfluence(state: State): void {
    this.#elements.boxes.forEach(({ value }, box) => {
      const grad = value === null ? null : state.grad[value]!;
      if (grad) this.#boxes.raise(box, tintLevel(grad, sizeClass(grad, this.#largest)));
    });
    const { edges, flowStep } = this.#index;
    this.#trace.nodes.forEach((_, node) => {
      let flowed = false;
      for (let edge = edges[node]!, last = edges[node + 1]!; edge < last; edge += 1) {
        if (!isBefore(flowStep[edge]!, state.position)) continue;
        flowed = true;
        this.#edges.raise(this.#elements.edgeIndex[edge]!, this.#widths[edge]!);
      }
      if (flowed) this.#outputs.raise(node, widthLevel(sizeClass(state.grad[node] ?? 0, this.#largest)));
    });
  }

  /** Adds order badges on demand: most users never see those of a large graph. */
  #paintBadges(state: State): void {
    for (let index = this.#badges.length; index < state.order.length; index += 1) {
      const node = state.order[index]!;
      const box = this.#elements.boxes[this.#elements.boxIndex[node]!];
      const badge = orderBadge(index + 1);
      this.#badges.push(badge);
      // A box of several values has no single index in the order.
      if (box?.id === `n${node}`) {
        badge.setAttribute("transform", `translate(${box.drawn.rect.x} ${box.drawn.rect.y})`);
        box.drawn.group.append(badge);
      }
    }
  }

  #markCurrent(step: Step): void {
    for (const [node, field] of step.set) this.#mark(node, field === "data" ? DATA_CHANGED : GRAD_CHANGED);
    if (step.node !== null) this.#mark(step.node, NOW);
    if (step.kind === "flow") {
      this.#mark(step.from, SOURCE);
      const points = pointsOf(this.#markEdge(step.from, step.operand));
      if (points.length > 0) {
        this.#obstacles ??= this.#findObstacles();
        this.#label.show(points, edgeLabel(this.#trace, step), this.#obstacles, this.#bounds);
      }
    } else if ((step.kind === "enter" || step.kind === "seen") && step.edge) {
      this.#mark(step.edge[0], SOURCE);
      this.#markEdge(...step.edge);
    } else if (step.kind === "operation" && step.node !== null) {
      this.#trace.nodes[step.node]!.parents.forEach((_, operand) => this.#markEdge(step.node!, operand));
    }
  }

  /** The journeys of the numbers in a step: from operands to their result, or of a gradient back to an operand. */
  #journeys(step: Step, { data }: State): Journey[] {
    const { boxes, boxIndex } = this.#elements;
    if (step.kind === "flow") {
      const [source, target] = [boxes[boxIndex[step.from]!], boxes[boxIndex[step.node]!]];
      const edge = pointsOf(this.#elements.edges[this.#edgeIndexOf(step.from, step.operand)]).reverse();
      const output = pointsOf(this.#elements.outputs[step.from]).reverse();
      if (!source || !target || edge.length === 0) return [];
      const points = [middle(source.drawn.grad.rect), ...output, ...edge, middle(target.drawn.grad.rect)];
      return [
        {
          points,
          text: plain(step.upstream),
          product: plain(step.contribution),
          turn: (1 + output.length) / points.length,
          landing: target.value === step.node ? this.#landing(step, target.drawn.grad) : undefined,
        },
      ];
    }
    if (step.kind !== "operation" || step.node === null) return [];
    const { node } = step;
    return this.#trace.nodes[node]!.parents.flatMap((parent, operand) => {
      const from = boxes[boxIndex[parent]!];
      const route = this.#route(node, operand);
      const number = data[parent] ?? null;
      return from && number !== null && route.length > 0
        ? [{ points: [middle(from.drawn.data.rect), ...route], text: plain(number) }]
        : [];
    });
  }

  /** The cell that a contribution lands in, tinted until then as the grad before it. */
  #landing({ node, set }: Step, { number, outline }: DrawnCell): Landing {
    const before = set.find(([changed, field]) => changed === node && field === "grad")?.[2] ?? null;
    const level = before ? tintLevel(before, sizeClass(before, this.#largest)) : 0;
    return { number, outline, fill: level === 0 ? "var(--paper)" : `var(--${levelName(level)})` };
  }

  /** The boxes with their badges, and the operators. */
  #findObstacles(): Rect[] {
    const boxes = this.#elements.boxes.flatMap(({ drawn: { rect } }) => [
      rect,
      { x: rect.x - 14, y: rect.y - 10, width: 28, height: 20 },
    ]);
    const circles = this.#elements.operators.flatMap((operator) => (operator ? [circleBounds(operator)] : []));
    return [...boxes, ...circles];
  }

  /** The route from an operand to its result, via the operator if it is drawn. */
  #route(consumer: NodeId, operand: number): Point[] {
    return [this.#elements.edges[this.#edgeIndexOf(consumer, operand)], this.#elements.outputs[consumer]].flatMap(
      pointsOf,
    );
  }

  #edgeIndexOf(consumer: NodeId, operand: number): number {
    return this.#elements.edgeIndex[this.#index.edges[consumer]! + operand]!;
  }

  /** Marks an edge as current, and returns its element. */
  #markEdge(consumer: NodeId, operand: number): SVGGElement | undefined {
    const index = this.#edgeIndexOf(consumer, operand);
    this.#edges.add(index, NOW);
    this.#outputs.add(consumer, NOW);
    this.#operators.add(consumer, NOW);
    return this.#elements.edges[index];
  }
}

function pointsOf(edge: SVGGElement | undefined): Point[] {
  return polyline(edge?.querySelector("path")?.getAttribute("d") ?? "");
}

function middle({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function isBefore(step: number, position: number): boolean {
  return step >= 0 && step < position;
}
