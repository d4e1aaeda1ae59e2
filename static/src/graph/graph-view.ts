// <graph-view>: drawing of a trace's graph at one step. The layout is computed once per graph; steps only repaint it.

import { html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { backendFault } from "../backend/errors.js";
import { LightElement } from "../lib/dom/light-element.js";
import { pluralize } from "../lib/format.js";
import { LatestRequest } from "../lib/latest-request.js";
import type { Rect } from "../lib/rect.js";
import { emit } from "../state/events.js";
import { boxTitle } from "../trace/box-paths.js";
import type { Box, Fault, NodeId, Picture, Result, Step, Trace } from "../trace/contract.js";
import { counterpart } from "../trace/correspondence.js";
import { emptyNotice } from "../trace/empty.js";
import type { NodeNote } from "../trace/notes/node-note.js";
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
import { type Choices, choicesFrom, nextNode, nodeDescription, walkDescription } from "./keyboard-cursor.js";
import { OverviewMap } from "./overview-map.js";
import { boundsOf } from "./step-bounds.js";
import { DrawingError } from "./svg-import.js";
import { Viewport } from "./viewport.js";

const ZOOM = 1.25;
const PAN_PIXELS = 60;

@customElement("graph-view")
export class GraphView extends LightElement {
  @property({ attribute: false }) layout: LayoutSource | null = null;
  @property({ attribute: false }) trace: Trace | null = null;
  /** The picture to draw if it is not the trace's own: other boxes open, constants omitted. */
  @property({ attribute: false }) picture: Picture | null = null;
  /** Whether another picture has been requested: the current drawing stays until it arrives. */
  @property({ type: Boolean }) waiting = false;
  /** Why the picture differs from the chosen folding. */
  @property() note = "";
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) pointed: NodeId | null = null;
  @property({ attribute: false }) selected: NodeId | null = null;
  /** Set once: whether the wheel scrolls the page around the graph until the graph has the focus. */
  @property({ attribute: false }) polite = false;
  /** Set once: whether folded boxes cannot be opened. */
  @property({ attribute: false }) sealed = false;
  @property({ attribute: false }) notes: readonly NodeNote[] = [];
  @reactive() private drawn: LaidOutGraph | null = null;
  @reactive() private fault: Fault | null = null;

  #painter: GraphPainter | null = null;
  #annotations: GraphAnnotations | null = null;
  /** Whether the value pointed at was chosen with the keyboard. */
  #usingKeys = false;
  /** The last walk along the edges. */
  @reactive() private walk: Choices | null = null;
  /** What the painter shows; differs from `drawn` if an earlier drawing is reused. */
  #painted: DrawingSubject | null = null;
  #viewport: Viewport | null = null;
  #map: OverviewMap | null = null;
  /** Bounds in the previous drawing of the values that the new one is opened around. */
  #previousFocus: Rect | null = null;
  readonly #latest = new LatestRequest();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#latest.cancel();
    this.#viewport?.detach();
    this.#viewport = null;
    this.#map?.detach();
    this.#map = null;
  }

  /** Focuses the graph, whose shortcuts then work along with the page's. */
  override focus(): void {
    this.querySelector<HTMLElement>(".graph-frame")?.focus({ preventScroll: true });
  }

  /** Scrolls a value into view. */
  reveal(node: NodeId): void {
    const bounds = this.#boundsOf([node]);
    if (bounds) this.#viewport?.reveal(bounds, this.#painter!.canAnimate);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { trace } = this;
    if (!trace || this.waiting) return;
    if (changed.has("trace") || changed.has("picture") || changed.has("waiting"))
      this.#draw({ trace, picture: this.picture ?? trace });
  }

  protected override render(): TemplateResult {
    const { trace, drawn } = this;
    const waiting = trace !== null && trace.nodes.length > 0 && !this.#isCurrent && !this.fault;
    const phase = this.step ? `phase-${this.step.phase}` : "";
    return html`
      <div
        class="graph-frame ${phase} ${drawn && !this.#isCurrent ? "stale" : ""}"
        role="group" aria-label="Graph" tabindex="0"
        @keydown=${this.#onKeydown} @click=${this.#onClick} @pointerover=${this.#onPointerOver}
        @pointerleave=${() => this.#point(null)} @focusout=${() => this.#point(null)}
      >
        <svg
          class="graph" role=${drawn?.picture.boxes.length ? "group" : "img"} aria-label=${this.#summary()}
          ?hidden=${!drawn || trace?.nodes.length === 0}
        >
          <g>${drawn ? svg`${drawn.drawing.content}` : nothing}</g>
        </svg>
        <p class="visually-hidden" aria-live="polite">${this.#announcement()}</p>
        <p class="graph-notice" role="status">${this.#noticeText(waiting)}</p>
      </div>
      <svg class="overview-map ${phase}" aria-hidden="true"></svg>
      <div class="graph-buttons" ?hidden=${!drawn}>
        <button
          type="button" class="button zoom-out" aria-label="Zoom out" title="Zoom out (−)"
          @click=${() => this.#viewport?.zoom(1 / ZOOM)}
        >−</button>
        <button
          type="button" class="button" aria-label="Zoom in" title="Zoom in (+)"
          @click=${() => this.#viewport?.zoom(ZOOM)}
        >+</button>
        <button
          type="button" class="button" title="Show all of the graph that can be read (0)" @click=${this.#fit}
        >Fit</button>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    this.#viewport ??= this.#createViewport();
    if (changed.has("drawn") && this.drawn)
      this.#viewport.show(this.drawn.drawing, this.#boundsOf(this.#focusNodes()), this.#previousFocus);
    if (!this.state || !this.#isCurrent) return;
    const { seen } = this.#viewport;
    const { x, y } = this.drawn!.drawing.origin;
    const highlight = { pointed: this.pointed, selected: this.selected };
    this.#painter?.paint(this.state, this.step, highlight, { ...seen, x: seen.x - x, y: seen.y - y });
    this.#annotations?.show(this.notes, (node) => this.#painter?.rect(node) ?? null);
    // Only a step taken within the same trace scrolls the view.
    const stepTaken = changed.has("step") && !changed.has("trace") && this.step;
    if (stepTaken) this.#revealStep();
    this.#map?.mark(this.#boundsOf(this.step?.node == null ? [] : [this.step.node]));
  }

  #createViewport(): Viewport {
    const zoomOut = this.querySelector(".zoom-out")!;
    this.#map = new OverviewMap(this.querySelector(".overview-map")!, (point) => this.#viewport?.centre(point));
    return new Viewport(this.querySelector(".graph-frame")!, {
      map: this.#map,
      polite: this.polite,
      onZoom: (canShrink) => zoomOut.setAttribute("aria-disabled", String(!canShrink)),
    });
  }

  /** Scrolls the step's values into view; where these are too far apart, the one that it is about. */
  #revealStep(): void {
    const all = this.#boundsOf(this.#stepNodes());
    const node = this.step?.node ?? null;
    const bounds = all && node !== null && !this.#viewport!.holds(all) ? this.#boundsOf([node]) : all;
    if (bounds) this.#viewport!.reveal(bounds, this.#painter!.canAnimate);
  }

  /** The drawing, if it shows the current trace and picture. */
  get currentDrawing(): LaidOutGraph | null {
    return this.drawn && this.#painted && this.#isCurrent ? { ...this.#painted, drawing: this.drawn.drawing } : null;
  }

  /** Whether the painter shows the current trace and picture. */
  get #isCurrent(): boolean {
    return this.trace === this.#painted?.trace && (this.picture ?? this.trace) === this.#painted?.picture;
  }

  #draw(subject: DrawingSubject): void {
    this.fault = null;
    this.#latest.cancel();
    const { layout, drawn } = this;
    if (drawn && canReuseDrawing(subject, drawn)) return this.#paint({ ...drawn, ...subject }, drawn);
    if (!layout || subject.trace.nodes.length === 0) return;
    const receive = (result: Result<LaidOutGraph> | null): void => {
      if (result?.ok) this.#paint(result.value);
      else if (result) this.#fail(result.error);
    };
    const cached = cachedDrawing(subject, layout);
    if (cached) receive(cached);
    else void this.#latest.replace((signal) => computeDrawing(subject, layout, signal)).then(receive);
  }

  /** `drawn` holds the trace that the layout was computed for, another one if a drawing is reused. */
  #paint(subject: LaidOutGraph, drawn = subject): void {
    this.#previousFocus = this.#previousBounds(subject.trace);
    if (this.#painter && drawn === this.drawn && subject.picture.shape === this.#painted?.picture.shape) {
      this.#painter.renumber(subject.trace);
      this.#painted = subject;
      return;
    }
    this.#painter?.clear();
    this.#painter = null;
    this.#annotations?.remove();
    this.#annotations = new GraphAnnotations(subject.drawing.content);
    try {
      this.#painter = new GraphPainter(subject.trace, subject.picture, subject.drawing);
      if (!this.sealed)
        for (const box of subject.picture.boxes) makeButton(subject.drawing.boxes.get(box.id)!.group, box);
      this.drawn = drawn;
      this.#painted = subject;
    } catch (error) {
      if (!(error instanceof DrawingError)) throw error;
      this.#fail(backendFault(error.message));
    }
  }

  /** Reports the fault and keeps the previous drawing; a listener may set another picture. */
  #fail(fault: Fault): void {
    this.fault = fault;
    emit(this, "draw-fail", { fault });
  }

  /** The values of the current step, or of the first step before the start. */
  #stepNodes(): NodeId[] {
    return nodesOfStep(this.step ?? this.trace?.steps[0]);
  }

  /** The values that stay in view when the drawing changes: the selected one, else the step's, else the first. */
  #focusNodes(): NodeId[] {
    if (this.selected !== null) return [this.selected];
    const nodes = this.#stepNodes();
    return nodes.length > 0 ? nodes : (this.trace?.nodes ?? []).slice(0, 1).map(({ id }) => id);
  }

  /** The bounds of the focus values of `trace` in the drawing that it replaces. */
  #previousBounds(trace: Trace): Rect | null {
    const before = this.#painted?.trace;
    if (!before || before.source !== trace.source) return null;
    return this.#boundsOf(this.#focusNodes().flatMap((node) => counterpart(node, trace, before) ?? []));
  }

  /** The bounds of these values, in the drawing's coordinates. */
  #boundsOf(nodes: readonly NodeId[]): Rect | null {
    const origin = this.drawn?.drawing.origin;
    return origin
      ? boundsOf(
          nodes.map((node) => this.#painter?.rect(node) ?? null),
          origin,
        )
      : null;
  }

  #noticeText(waiting: boolean): string | TemplateResult {
    if (!this.trace) return "The graph of your expression appears here.";
    if (this.trace.nodes.length === 0) return emptyNotice(this.trace).graph;
    if (this.fault) return html`${this.fault.message} ${this.fault.hint}`;
    return waiting ? `Drawing ${this.trace.nodes.length} values… ${this.note}` : this.note;
  }

  #summary(): string {
    const { trace } = this;
    if (!trace) return "No graph yet";
    const names = trace.roots.map((root) => trace.nodes[root]!.name).join(", ");
    const size = `Graph of ${trace.nodes.length} values${names && `, up to ${names}`}`;
    return `${size}. The table of values says the same in words.`;
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = event.shiftKey ? this.#pan(event.key) : undefined;
    const path = event.key === "Enter" ? this.#boxOf(event.target) : null;
    const zoom = { "+": ZOOM, "=": ZOOM, "-": 1 / ZOOM }[event.key];
    if (path !== null) emit(this, "box-open", { path });
    else if (event.key === "n" || event.key === "p") this.#pointByKeys(event.key === "p");
    else if (event.key === "o" || event.key === "u") this.#walk(event.key === "o" ? "operand" : "user");
    else if (event.key === "s") this.#walkOn();
    else if (event.key === "Enter" && this.pointed !== null) emit(this, "node-select", { node: this.pointed });
    else if (move) this.#viewport?.pan(...move);
    else if (zoom) this.#viewport?.zoom(zoom);
    else if (event.key === "0") this.#fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #pointByKeys(back: boolean): void {
    this.walk = null;
    this.#pointAt(this.trace && nextNode(this.trace, this.pointed, back));
  }

  /** Walks to the first operand or user of the value pointed at, by default of the last value. */
  #walk(role: Choices["role"]): void {
    const start = this.pointed ?? (this.trace && nextNode(this.trace, null, true));
    if (!this.trace || start === null) return;
    this.walk = choicesFrom(this.trace, start, role);
    this.#pointAt(this.walk.nodes[0] ?? start);
  }

  /** Goes on to the next value that the last walk could have reached. */
  #walkOn(): void {
    const nodes = this.walk?.nodes ?? [];
    if (this.pointed !== null && nodes.length > 0)
      this.#pointAt(nodes[(nodes.indexOf(this.pointed) + 1) % nodes.length]!);
  }

  #pointAt(node: NodeId | null): void {
    this.#usingKeys = true;
    this.#point(node);
    if (node !== null) this.reveal(node);
  }

  /** Description of the value pointed at, announced only for keyboard navigation. */
  #announcement(): string {
    const { trace, state, pointed } = this;
    if (!this.#usingKeys || !trace || !state || pointed === null) return "";
    const walked = this.walk ? `${walkDescription(trace, this.walk, pointed)} ` : "";
    return walked + nodeDescription(trace, state, pointed);
  }

  #fit = (): void => this.#viewport?.fit(this.#boundsOf(this.#focusNodes()));

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

  #onClick = (event: MouseEvent): void => {
    const path = this.#boxOf(event.target);
    if (path !== null) return emit(this, "box-open", { path });
    const node = nodeOf(event.target);
    emit(this, "node-select", { node: node === this.selected ? null : node });
  };

  #onPointerOver = (event: PointerEvent): void => {
    this.#usingKeys = false;
    this.walk = null;
    this.#point(nodeOf(event.target));
  };

  /** The path of the folded box that contains an element; null if there is none. */
  #boxOf(target: EventTarget | null): string | null {
    const id = target instanceof Element ? target.closest(".node")?.id : undefined;
    return this.#painted?.picture.boxes.find((box) => box.id === id)?.path ?? null;
  }

  #point(node: NodeId | null): void {
    if (node !== this.pointed) emit(this, "node-point", { node });
  }
}

/**
 * Makes a folded box a button for keyboard and screen readers. Its outline takes the role: the numbers in the group are
 * no label.
 */
function makeButton(group: SVGGElement, { path, nodes }: Box): void {
  const outline = group.querySelector("polygon")!;
  outline.setAttribute("tabindex", "0");
  outline.setAttribute("role", "button");
  outline.setAttribute("aria-label", `Open ${boxTitle(path)}: ${pluralize(nodes.length, "value")}`);
}

/** The value that a drawn element belongs to: 12 for n12 and op12; null for a folded box. */
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
