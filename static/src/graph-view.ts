// <graph-view>: the drawn graph of a trace, at one step of it. The layout is computed once for a graph; steps are painted.

import { type PropertyValues, type TemplateResult, html, nothing, svg } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { Latest } from "./backend.js";
import type { Fault, NodeId, Result, Step, Trace } from "./contract.js";
import { type TraceDrawing, drawingAtHand, fits, newDrawing } from "./drawing-source.js";
import { GraphPainter } from "./graph-painter.js";
import type { Layout } from "./layout.js";
import { LightElement } from "./light-element.js";
import { tell } from "./page-events.js";
import type { State } from "./state.js";
import { Viewport } from "./viewport.js";

const ZOOM = 1.25;
const PAN_PIXELS = 60;

@customElement("graph-view")
export class GraphView extends LightElement {
  @property({ attribute: false }) layout: Layout | null = null;
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) pointed: NodeId | null = null;
  @property({ attribute: false }) selected: NodeId | null = null;
  @reactive() private drawn: TraceDrawing | null = null;
  @reactive() private fault: Fault | null = null;

  #painter: GraphPainter | null = null;
  #viewport: Viewport | null = null;
  /** Whose texts the painter writes; the drawing's own trace may be an earlier one of the same shape. */
  #painted: Trace | null = null;
  readonly #latest = new Latest();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#latest.cancel();
    this.#viewport?.detach();
    this.#viewport = null;
  }

  /** Bring a value into sight. */
  reveal(node: NodeId): void {
    const box = this.#painter?.box(node);
    const origin = this.drawn?.drawing.origin;
    if (box && origin) this.#viewport?.reveal({ ...box, x: box.x + origin.x, y: box.y + origin.y });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("trace") && this.trace) this.#draw(this.trace);
  }

  protected override render(): TemplateResult {
    const { trace, drawn } = this;
    const waiting = trace !== null && trace !== this.#painted && !this.fault;
    return html`
      <div
        class="graph-frame ${this.step ? `phase-${this.step.phase}` : ""} ${waiting ? "waiting" : ""}"
        role="group" aria-label="Graph" tabindex="0"
        @keydown=${this.#key} @click=${this.#click} @pointerover=${this.#over} @pointerleave=${() => this.#point(null)}
      >
        <svg class="graph" role="img" aria-label=${this.#summary()} ?hidden=${!drawn || trace?.nodes.length === 0}>
          <g>${drawn ? svg`${drawn.drawing.content}` : nothing}</g>
        </svg>
        <p class="graph-notice" role="status">${this.#notice(waiting)}</p>
      </div>
      <div class="graph-buttons" ?hidden=${!drawn}>
        <button type="button" class="button" aria-label="Zoom out" title="Zoom out (−)" @click=${() => this.#viewport?.zoom(1 / ZOOM)}>−</button>
        <button type="button" class="button" aria-label="Zoom in" title="Zoom in (+)" @click=${() => this.#viewport?.zoom(ZOOM)}>+</button>
        <button type="button" class="button" title="Show the whole graph (0)" @click=${() => this.#viewport?.fit()}>Fit</button>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    this.#viewport ??= new Viewport(this.querySelector(".graph-frame")!);
    if (changed.has("drawn") && this.drawn) this.#viewport.show(this.drawn.drawing);
    if (!this.#painter || !this.state || this.trace !== this.#painted) return;
    this.#painter.paint(this.state, this.step, { pointed: this.pointed, selected: this.selected });
    if (changed.has("step") && this.step?.node != null) this.reveal(this.step.node);
  }

  #draw(trace: Trace): void {
    this.fault = null;
    this.#latest.cancel();
    if (this.drawn && fits(trace, this.drawn.trace)) return this.#paintOn(this.drawn, trace);
    const layout = this.layout;
    if (!layout || trace.nodes.length === 0) return;
    const atHand = drawingAtHand(trace, layout);
    if (atHand) return this.#receive(atHand);
    void this.#latest.run((signal) => newDrawing(trace, layout, signal)).then((result) => {
      if (result) this.#receive(result);
    });
  }

  #receive(result: Result<TraceDrawing>): void {
    if (result.ok) this.#paintOn(result.value, result.value.trace);
    else this.fault = result.error;
  }

  #paintOn(drawn: TraceDrawing, trace: Trace): void {
    this.#painter?.clear();
    this.drawn = drawn;
    this.#painter = new GraphPainter(drawn.drawing, trace);
    this.#painted = trace;
  }

  #notice(waiting: boolean): string | TemplateResult {
    if (!this.trace || this.trace.nodes.length === 0) return "The graph of your expression appears here.";
    if (this.fault) return html`${this.fault.message} ${this.fault.hint}`;
    return waiting ? `Drawing ${this.trace.nodes.length} values…` : "";
  }

  #summary(): string {
    const { trace } = this;
    if (!trace) return "No graph yet";
    const names = trace.roots.map((root) => trace.nodes[root]!.name).join(", ");
    return `Graph of ${trace.nodes.length} values${names && `, up to ${names}`}. The table of values says the same in words.`;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = event.shiftKey ? this.#pan(event.key) : undefined;
    const zoom = { "+": ZOOM, "=": ZOOM, "-": 1 / ZOOM }[event.key];
    if (move) this.#viewport?.pan(...move);
    else if (zoom) this.#viewport?.zoom(zoom);
    else if (event.key === "0") this.#viewport?.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #pan(key: string): [number, number] | undefined {
    return ({
      ArrowLeft: [PAN_PIXELS, 0],
      ArrowRight: [-PAN_PIXELS, 0],
      ArrowUp: [0, PAN_PIXELS],
      ArrowDown: [0, -PAN_PIXELS],
    } as Record<string, [number, number]>)[key];
  }

  #click = (event: MouseEvent): void => {
    const node = nodeOf(event.target);
    tell(this, "node-select", { node: node === this.selected ? null : node });
  };

  #over = (event: PointerEvent): void => this.#point(nodeOf(event.target));

  #point(node: NodeId | null): void {
    if (node !== this.pointed) tell(this, "node-point", { node });
  }
}

/** The value that a drawn element belongs to: n12 and op12 are both value 12. */
function nodeOf(target: EventTarget | null): NodeId | null {
  const group = target instanceof Element ? target.closest(".node") : null;
  const digits = group && /\d+/.exec(group.id);
  return digits ? Number(digits[0]) : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "graph-view": GraphView;
  }
}
