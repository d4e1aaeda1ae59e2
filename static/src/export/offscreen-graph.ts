// A drawing painted out of sight, at any step, for pictures of it: the page's own drawing stays as it is.

import type { Drawn } from "../graph/drawing.js";
import { GraphPainter } from "../graph/graph-painter.js";
import { boundsOf } from "../graph/step-bounds.js";
import { freshCopy } from "../graph/svg-import.js";
import { create } from "../lib/dom/svg.js";
import type { Rect } from "../lib/rect.js";
import type { NodeId, Phase, Step } from "../trace/contract.js";
import { stateAt } from "../trace/playback/snapshot.js";
import { nodesOfStep } from "../trace/step-nodes.js";

export interface Colours {
  readonly paper: string;
  readonly ink: string;
  /** Of the phase of the step. */
  readonly phase: string;
}

export class OffscreenGraph {
  readonly width: number;
  readonly height: number;
  readonly #drawn: Drawn;
  readonly #forPaper: boolean;
  #phase: Phase = "forward";
  readonly #holder = document.createElement("div");
  readonly #word = document.createElement("span");
  readonly #content: SVGGElement;
  readonly #painter: GraphPainter;

  /** `forPaper` takes the light look whatever the page's is. */
  constructor(drawn: Drawn, forPaper = false) {
    const drawing = freshCopy(drawn.drawing);
    const svg = create("svg", { class: "graph" });
    svg.append(drawing.content);
    this.#word.className = "export-word";
    this.#holder.inert = true;
    this.#holder.append(svg, this.#word);
    this.#forPaper = forPaper;
    document.body.append(this.#holder);
    this.#drawn = drawn;
    this.#content = drawing.content;
    this.#painter = new GraphPainter(drawn.trace, drawn.picture, drawing);
    this.width = drawing.width;
    this.height = drawing.height;
  }

  /** The drawing after `position` steps, with all its looks in its style sheets. */
  paint(position: number, selected: NodeId | null = null): SVGGElement {
    const step = this.#step(position);
    this.#phase = step?.phase ?? "forward";
    this.#holder.className = `export-stage phase-${this.#phase}${this.#forPaper ? " for-paper" : ""}`;
    this.#painter.paint(stateAt(this.#drawn.trace, position), step, { pointed: null, selected });
    return this.#content;
  }

  /** Where the step after `position` steps happens; for the start, where the first one will. */
  place(position: number): Rect | null {
    const scene = nodesOfStep(this.#step(Math.max(position, 1)));
    return boundsOf(
      scene.map((node) => this.#painter.rect(node)),
      this.#drawn.drawing.origin,
    );
  }

  /** The phase of the step that is painted. */
  get phase(): Phase {
    return this.#phase;
  }

  get colours(): Colours {
    const { color, backgroundColor } = getComputedStyle(this.#holder);
    return { paper: backgroundColor, ink: color, phase: getComputedStyle(this.#word).color };
  }

  remove(): void {
    this.#holder.remove();
  }

  #step(position: number): Step | null {
    return this.#drawn.trace.steps[position - 1] ?? null;
  }
}
