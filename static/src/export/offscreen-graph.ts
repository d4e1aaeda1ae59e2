// Offscreen copy of a laid out graph, painted at any step for exports; the graph on the page stays as it is.

import type { LaidOutGraph } from "../graph/drawing.js";
import { GraphPainter } from "../graph/graph-painter.js";
import { boundsOf } from "../graph/step-bounds.js";
import { freshCopy } from "../graph/svg-import.js";
import { createSvg } from "../lib/dom/svg.js";
import type { Rect } from "../lib/rect.js";
import type { NodeId, Phase, Step } from "../trace/contract.js";
import { stateAt } from "../trace/playback/snapshot.js";
import { nodesOfStep } from "../trace/step-nodes.js";

export interface Colours {
  readonly paper: string;
  readonly ink: string;
  /** The phase of the painted step. */
  readonly phase: string;
}

export class OffscreenGraph {
  readonly width: number;
  readonly height: number;
  readonly #graph: LaidOutGraph;
  readonly #forPrint: boolean;
  #phase: Phase = "forward";
  readonly #container = document.createElement("div");
  readonly #phaseSample = document.createElement("span");
  readonly #content: SVGGElement;
  readonly #painter: GraphPainter;

  /** `forPrint` uses the light theme whatever the page's theme is. */
  constructor(graph: LaidOutGraph, forPrint = false) {
    const drawing = freshCopy(graph.drawing);
    const svg = createSvg("svg", { class: "graph" });
    svg.append(drawing.content);
    this.#phaseSample.className = "export-word";
    this.#container.inert = true;
    this.#container.append(svg, this.#phaseSample);
    this.#forPrint = forPrint;
    document.body.append(this.#container);
    this.#graph = graph;
    this.#content = drawing.content;
    this.#painter = new GraphPainter(graph.trace, graph.picture, drawing);
    this.width = drawing.width;
    this.height = drawing.height;
  }

  /** The drawing after `position` steps; its style is in the style sheets only, see pictureOf. */
  paint(position: number, selected: NodeId | null = null): SVGGElement {
    const step = this.#stepAt(position);
    this.#phase = step?.phase ?? "forward";
    this.#container.className = `export-stage phase-${this.#phase}${this.#forPrint ? " for-paper" : ""}`;
    this.#painter.paint(stateAt(this.#graph.trace, position), step, { pointed: null, selected });
    return this.#content;
  }

  /** The bounds of the nodes of step `position`; of the first step at the start. Null if the step has no node. */
  boundsAt(position: number): Rect | null {
    const nodes = nodesOfStep(this.#stepAt(Math.max(position, 1)));
    return boundsOf(
      nodes.map((node) => this.#painter.rect(node)),
      this.#graph.drawing.origin,
    );
  }

  /** The phase of the painted step. */
  get phase(): Phase {
    return this.#phase;
  }

  get colours(): Colours {
    const { color, backgroundColor } = getComputedStyle(this.#container);
    return { paper: backgroundColor, ink: color, phase: getComputedStyle(this.#phaseSample).color };
  }

  remove(): void {
    this.#container.remove();
  }

  #stepAt(position: number): Step | null {
    return this.#graph.trace.steps[position - 1] ?? null;
  }
}
