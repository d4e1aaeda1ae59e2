// <graph-view>: the drawn graph of a trace, at one step of it. The layout is computed once for a graph; steps are painted.

import { html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { backendFault } from "../backend/errors.js";
import { LightElement } from "../lib/dom/light-element.js";
import { Latest } from "../lib/latest.js";
import type { Rect } from "../lib/rect.js";
import { emit } from "../state/events.js";
import { boxTitle } from "../trace/box-paths.js";
import type { Box, Fault, NodeId, Picture, Result, Step, Trace } from "../trace/contract.js";
import { counterpart } from "../trace/correspondence.js";
import type { NodeNote } from "../trace/node-note.js";
import type { State } from "../trace/playback/snapshot.js";
import { nodesOfStep } from "../trace/step-nodes.js";
import { GraphAnnotations } from "./annotations.js";
import {
  cachedDrawing,
  canReuseDrawing,
  computeDrawing,
  type DrawingSubject,
  type LaidOutGraph,
  type LayoutSource,
} from "./drawing.js";
import { GraphPainter } from "./graph-painter.js";
import { nextNode, nodeDescription } from "./keyboard-cursor.js";
import { boundsOf } from "./step-bounds.js";
import { DrawingError } from "./svg-import.js";
import { Viewport } from "./viewport.js";

const ZOOM = 1.25;
const PAN_PIXELS = 60;

@customElement("graph-view")
export class GraphView extends LightElement {
  @property({ attribute: false }) layout: LayoutSource | null = null;
  @property({ attribute: false }) trace: Trace | null = null;
  /** How it is drawn, where that is not the trace's own picture: other boxes open, constants left out. */
  @property({ attribute: false }) picture: Picture | null = null;
  /** Another picture is on its way: what is drawn stays until it comes. */
  @property({ type: Boolean }) waiting = false;
  /** Why it is drawn otherwise than was asked for. */
  @property() note = "";
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) pointed: NodeId | null = null;
  @property({ attribute: false }) selected: NodeId | null = null;
  /** Set once: whether the wheel belongs to the page around the graph, until the graph has the focus. */
  @property({ attribute: false }) polite = false;
  /** Set once: whether folded boxes stay as they are drawn. */
  @property({ attribute: false }) sealed = false;
  @property({ attribute: false }) notes: readonly NodeNote[] = [];
  @reactive() private drawn: LaidOutGraph | null = null;
  @reactive() private fault: Fault | null = null;

  #painter: GraphPainter | null = null;
  #plates: GraphAnnotations | null = null;
  /** Whether the value pointed at was found with the keys. */
  #byKeys = false;
  /** What the painter shows; other than `drawn` where an earlier drawing fits it. */
  #painted: DrawingSubject | null = null;
  #viewport: Viewport | null = null;
  /** Where the drawing before had what the new one is opened around. */
  #before: Rect | null = null;
  readonly #latest = new Latest();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#latest.cancel();
    this.#viewport?.detach();
    this.#viewport = null;
  }

  /** The keys of the graph work from here on, and those of the page too. */
  override focus(): void {
    this.querySelector<HTMLElement>(".graph-frame")?.focus({ preventScroll: true });
  }

  /** Bring a value into sight. */
  reveal(node: NodeId): void {
    const place = this.#place([node]);
    if (place) this.#viewport?.reveal(place, this.#painter!.canAnimate);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { trace } = this;
    if (!trace || this.waiting) return;
    if (changed.has("trace") || changed.has("picture") || changed.has("waiting"))
      this.#draw({ trace, picture: this.picture ?? trace });
  }

  protected override render(): TemplateResult {
    const { trace, drawn } = this;
    const waiting = trace !== null && trace.nodes.length > 0 && !this.#current && !this.fault;
    return html`
      <div
        class="graph-frame ${this.step ? `phase-${this.step.phase}` : ""} ${drawn && !this.#current ? "stale" : ""}"
        role="group" aria-label="Graph" tabindex="0"
        @keydown=${this.#key} @click=${this.#click} @pointerover=${this.#over} @pointerleave=${() => this.#point(null)}
        @focusout=${() => this.#point(null)}
      >
        <svg class="graph" role=${drawn?.picture.boxes.length ? "group" : "img"} aria-label=${this.#summary()} ?hidden=${!drawn || trace?.nodes.length === 0}>
          <g>${drawn ? svg`${drawn.drawing.content}` : nothing}</g>
        </svg>
        <p class="visually-hidden" aria-live="polite">${this.#pointedByKeys()}</p>
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
    this.#viewport ??= new Viewport(this.querySelector(".graph-frame")!, this.polite);
    if (changed.has("drawn") && this.drawn)
      this.#viewport.show(this.drawn.drawing, this.#place(this.#focus()), this.#before);
    if (!this.state || !this.#current) return;
    this.#painter?.paint(this.state, this.step, { pointed: this.pointed, selected: this.selected });
    this.#plates?.show(this.notes, (node) => this.#painter?.rect(node) ?? null);
    // A step of another trace is not one that the reader took: what is in sight stays there.
    const taken = changed.has("step") && !changed.has("trace") && this.step;
    const place = taken ? this.#place(this.#scene()) : null;
    if (place) this.#viewport.reveal(place, this.#painter!.canAnimate);
  }

  /** The drawing, where it is what is to be shown. */
  get currentDrawing(): LaidOutGraph | null {
    return this.drawn && this.#painted && this.#current ? { ...this.#painted, drawing: this.drawn.drawing } : null;
  }

  /** Whether what is painted is what is to be shown. */
  get #current(): boolean {
    return this.trace === this.#painted?.trace && (this.picture ?? this.trace) === this.#painted?.picture;
  }

  #draw(subject: DrawingSubject): void {
    this.fault = null;
    this.#latest.cancel();
    const { layout, drawn } = this;
    if (drawn && canReuseDrawing(subject, drawn)) return this.#paintOn({ ...drawn, ...subject }, drawn);
    if (!layout || subject.trace.nodes.length === 0) return;
    const receive = (result: Result<LaidOutGraph> | null): void => {
      if (result?.ok) this.#paintOn(result.value);
      else if (result) this.#failed(result.error);
    };
    const atHand = cachedDrawing(subject, layout);
    if (atHand) receive(atHand);
    else void this.#latest.run((signal) => computeDrawing(subject, layout, signal)).then(receive);
  }

  /** `drawn` keeps the trace that the layout was computed for. */
  #paintOn(subject: LaidOutGraph, drawn = subject): void {
    this.#before = this.#placeBefore(subject.trace);
    this.#painter?.clear();
    this.#painter = null;
    this.#plates?.remove();
    this.#plates = new GraphAnnotations(subject.drawing.content);
    try {
      this.#painter = new GraphPainter(subject.trace, subject.picture, subject.drawing);
      if (!this.sealed)
        for (const box of subject.picture.boxes) makeButton(subject.drawing.boxes.get(box.id)!.group, box);
      this.drawn = drawn;
      this.#painted = subject;
    } catch (error) {
      if (!(error instanceof DrawingError)) throw error;
      this.#failed(backendFault(error.message));
    }
  }

  /** The drawing before stays; whoever listens may try with another picture. */
  #failed(fault: Fault): void {
    this.fault = fault;
    emit(this, "draw-fail", { fault });
  }

  /** The values that the present step is about, or the one that the first step will be about. */
  #scene(): NodeId[] {
    return nodesOfStep(this.step ?? this.trace?.steps[0]);
  }

  /** What stays in sight when the graph is drawn otherwise: the value that the reader has chosen, else the step's. */
  #focus(): NodeId[] {
    return this.selected === null ? this.#scene() : [this.selected];
  }

  /** Where the drawing that `trace` will take the place of has the same values. */
  #placeBefore(trace: Trace): Rect | null {
    const before = this.#painted?.trace;
    if (!before || before.source !== trace.source) return null;
    return this.#place(this.#focus().flatMap((node) => counterpart(node, trace, before) ?? []));
  }

  /** The part of the drawing that holds these values, in its own coordinates. */
  #place(nodes: readonly NodeId[]): Rect | null {
    const origin = this.drawn?.drawing.origin;
    return origin
      ? boundsOf(
          nodes.map((node) => this.#painter?.rect(node) ?? null),
          origin,
        )
      : null;
  }

  #notice(waiting: boolean): string | TemplateResult {
    if (!this.trace || this.trace.nodes.length === 0) return "The graph of your expression appears here.";
    if (this.fault) return html`${this.fault.message} ${this.fault.hint}`;
    return waiting ? `Drawing ${this.trace.nodes.length} values… ${this.note}` : this.note;
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
    const path = event.key === "Enter" ? this.#boxOf(event.target) : null;
    const zoom = { "+": ZOOM, "=": ZOOM, "-": 1 / ZOOM }[event.key];
    if (path !== null) emit(this, "box-open", { path });
    else if (event.key === "n" || event.key === "p") this.#pointByKeys(event.key === "p");
    else if (event.key === "Enter" && this.pointed !== null) emit(this, "node-select", { node: this.pointed });
    else if (move) this.#viewport?.pan(...move);
    else if (zoom) this.#viewport?.zoom(zoom);
    else if (event.key === "0") this.#viewport?.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #pointByKeys(back: boolean): void {
    const node = this.trace && nextNode(this.trace, this.pointed, back);
    this.#byKeys = true;
    this.#point(node);
    if (node !== null) this.reveal(node);
  }

  /** Said only where no pointer shows it. */
  #pointedByKeys(): string {
    const { trace, state, pointed } = this;
    return this.#byKeys && trace && state && pointed !== null ? nodeDescription(trace, state, pointed) : "";
  }

  #pan(key: string): [number, number] | undefined {
    return (
      {
        ArrowLeft: [PAN_PIXELS, 0],
        ArrowRight: [-PAN_PIXELS, 0],
        ArrowUp: [0, PAN_PIXELS],
        ArrowDown: [0, -PAN_PIXELS],
      } as Record<string, [number, number]>
    )[key];
  }

  #click = (event: MouseEvent): void => {
    const path = this.#boxOf(event.target);
    if (path !== null) return emit(this, "box-open", { path });
    const node = nodeOf(event.target);
    emit(this, "node-select", { node: node === this.selected ? null : node });
  };

  #over = (event: PointerEvent): void => {
    this.#byKeys = false;
    this.#point(nodeOf(event.target));
  };

  /** The path of the folded box that an element belongs to. */
  #boxOf(target: EventTarget | null): string | null {
    const id = target instanceof Element ? target.closest(".node")?.id : undefined;
    return this.#painted?.picture.boxes.find((box) => box.id === id)?.path ?? null;
  }

  #point(node: NodeId | null): void {
    if (node !== this.pointed) emit(this, "node-point", { node });
  }
}

/** A box that can be opened, for pointer, keys and screen readers. Its outline is the button: the numbers in it are no label. */
function makeButton(group: SVGGElement, { path, nodes }: Box): void {
  const outline = group.querySelector("polygon")!;
  outline.setAttribute("tabindex", "0");
  outline.setAttribute("role", "button");
  outline.setAttribute(
    "aria-label",
    `Open ${boxTitle(path)}: ${nodes.length} ${nodes.length === 1 ? "value" : "values"}`,
  );
}

/** The value that a drawn element belongs to: n12 and op12 are both value 12; a box of several is none. */
function nodeOf(target: EventTarget | null): NodeId | null {
  const group = target instanceof Element ? target.closest(".node") : null;
  const digits = group && /^(?:n|op)(\d+)$/.exec(group.id);
  return digits ? Number(digits[1]) : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "graph-view": GraphView;
  }
}
