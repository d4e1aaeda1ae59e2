// <plot-panel>: the output over one leaf with its tangent, or over two leaves as a map with the gradient's arrow.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import type { Queries } from "../backend/queries.js";
import { QueryController } from "../backend/query-controller.js";
import { inner } from "../chart/frame.js";
import { LightElement } from "../lib/dom/light-element.js";
import { ResizeController } from "../lib/dom/resize-controller.js";
import { emit } from "../state/events.js";
import type { AxisParams, Line, Surface, Trace } from "../trace/contract.js";
import type { PathPoint } from "../trace/gradient-descent.js";
import { type Leaf, leavesOf, snapped } from "../trace/leaves.js";
import { leafAt, leafSelect, numberField } from "./leaf-choice.js";
import { linePlot, lineWords } from "./plots/line-plot.js";
import { axisCount, Ranges } from "./plots/ranges.js";
import { surfacePlot, surfaceWords } from "./plots/surface-plot.js";

const NONE = -1;

@customElement("plot-panel")
export class PlotPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) inquiry: Queries | null = null;
  @property({ attribute: false }) path: readonly PathPoint[] = [];
  @reactive() private xOrdinal = 0;
  @reactive() private yOrdinal = NONE;

  readonly #ranges = new Ranges();
  readonly #line = new QueryController<Line>(this);
  readonly #surface = new QueryController<Surface>(this);
  readonly #room = new ResizeController(this, ".plot-room");
  #source = "";

  protected override willUpdate(changed: PropertyValues): void {
    const { trace, inquiry } = this;
    if (trace && trace.source !== this.#source) this.#forget(trace.source);
    if (changed.has("inquiry") || changed.has("xOrdinal") || changed.has("yOrdinal")) this.#ask(inquiry);
  }

  protected override render(): TemplateResult {
    const { trace, xLeaf, yLeaf } = this;
    if (!trace || !xLeaf) return html`<p class="soft">There is no leaf to plot over.</p>`;
    const leaves = leavesOf(trace);
    const root = trace.nodes[trace.roots[0]!]!.name;
    const fault = (yLeaf ? this.#surface : this.#line).fault;
    return html`
      <div class="act-side">
        <p class="act-words">${
          yLeaf
            ? `A map of ${root}: each line joins places of equal height. The arrow is the gradient: it points to where ${root} grows fastest.`
            : `${root} for every ${xLeaf.name}, all else as it is. The straight line touches the curve at your ${xLeaf.name}: its slope is ${xLeaf.name}.grad.`
        }</p>
        <div class="fields">
          ${leafSelect("Over", leaves, xLeaf.ordinal, (ordinal) => this.#choose(ordinal, this.yOrdinal))}
          ${
            leaves.length > 1
              ? leafSelect(
                  "and",
                  leaves.filter(({ ordinal }) => ordinal !== xLeaf.ordinal),
                  yLeaf?.ordinal ?? NONE,
                  (ordinal) => this.#choose(xLeaf.ordinal, ordinal),
                  "one leaf only",
                )
              : nothing
          }
        </div>
        ${this.#rangeFields(xLeaf)}
        ${yLeaf ? this.#rangeFields(yLeaf) : nothing}
        ${fault ? html`<p class="act-fault">${fault.message} ${fault.hint}</p>` : this.#words(root)}
      </div>
      <div class="act-plot">
        <div class="plot-room plot-large" @pointerdown=${this.#drag} @pointermove=${this.#drag}>${this.#room.known ? this.#plot(root) : nothing}</div>
      </div>
    `;
  }

  private get xLeaf(): Leaf | null {
    return leafAt(leavesOf(this.trace), this.xOrdinal);
  }

  private get yLeaf(): Leaf | null {
    if (this.yOrdinal === NONE) return null;
    const leaf = leafAt(leavesOf(this.trace), this.yOrdinal);
    return leaf?.ordinal === this.xLeaf?.ordinal ? null : leaf;
  }

  #choose(x: number, y: number): void {
    this.xOrdinal = x;
    this.yOrdinal = y === x ? NONE : y;
    this.#line.clear();
    this.#surface.clear();
  }

  #forget(source: string): void {
    this.#source = source;
    this.#ranges.clear();
    this.#line.clear();
    this.#surface.clear();
    const leaves = leavesOf(this.trace);
    if (!leaves.some(({ ordinal }) => ordinal === this.xOrdinal)) this.xOrdinal = leaves[0]?.ordinal ?? 0;
    if (!leaves.some(({ ordinal }) => ordinal === this.yOrdinal)) this.yOrdinal = NONE;
  }

  #ask(inquiry: Queries | null): void {
    const { trace, xLeaf, yLeaf } = this;
    if (!inquiry || !trace || !xLeaf) return;
    const count = axisCount(trace.nodes.length, yLeaf ? 2 : 1);
    const axis = (leaf: Leaf): AxisParams => {
      const [from, to] = this.#ranges.of(leaf);
      return { leaf: leaf.ordinal, from, to, count };
    };
    if (yLeaf) this.#surface.ask(() => inquiry.surface(axis(xLeaf), axis(yLeaf)));
    else this.#line.ask(() => inquiry.line(axis(xLeaf)));
  }

  #rangeFields(leaf: Leaf): TemplateResult {
    const [from, to] = this.#ranges.of(leaf);
    const set = (range: readonly [number, number]): void => {
      this.#ranges.set(leaf, range);
      this.#ask(this.inquiry);
      this.requestUpdate();
    };
    return html`
      <div class="fields">
        ${numberField({ words: `${leaf.name} from`, value: from, take: (value) => set([value, to]), allowed: (value) => value < to })}
        ${numberField({ words: "to", value: to, take: (value) => set([from, value]), allowed: (value) => value > from })}
      </div>`;
  }

  #words(root: string): TemplateResult | typeof nothing {
    const { xLeaf, yLeaf } = this;
    if (yLeaf)
      return this.#surface.value
        ? html`<p class="act-result">${surfaceWords(this.#surface.value, xLeaf!.name, yLeaf.name, root)}</p>`
        : nothing;
    return this.#line.value
      ? html`<p class="act-result">${lineWords(this.#line.value, xLeaf!.name, root)}</p>`
      : nothing;
  }

  #plot(root: string): TemplateResult | typeof nothing {
    const { xLeaf, yLeaf } = this;
    if (!yLeaf) return this.#line.value ? linePlot(this.#line.value, xLeaf!.name, root, this.#room) : nothing;
    const path = this.path.map(({ leaves }) => [leaves[xLeaf!.ordinal] ?? NaN, leaves[yLeaf.ordinal] ?? NaN] as const);
    return this.#surface.value
      ? surfacePlot(this.#surface.value, [xLeaf!.name, yLeaf.name], root, path, this.#room)
      : nothing;
  }

  /** The point follows the pointer, as its slider does. */
  #drag = (event: PointerEvent): void => {
    const { xLeaf, yLeaf } = this;
    const plot = event.target instanceof Element ? event.target.closest(".plot") : null;
    if (!plot || !xLeaf || event.buttons !== 1 || xLeaf.driven) return;
    event.preventDefault();
    const { left, top } = plot.getBoundingClientRect();
    const area = inner(this.#room.width, this.#room.height);
    this.#moveTo(xLeaf, (event.clientX - left - area.x[0]) / (area.x[1] - area.x[0]));
    if (yLeaf) this.#moveTo(yLeaf, (event.clientY - top - area.y[0]) / (area.y[1] - area.y[0]));
  };

  /** `part` is where along the leaf's axis the pointer is, from 0 to 1. */
  #moveTo(leaf: Leaf, part: number): void {
    const [from, to] = this.#ranges.of(leaf);
    const data = snapped(from + Math.min(Math.max(part, 0), 1) * (to - from), to - from);
    emit(this, "leaf-move", { ordinal: leaf.ordinal, data: data === leaf.written ? null : data });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "plot-panel": PlotPanel;
  }
}
