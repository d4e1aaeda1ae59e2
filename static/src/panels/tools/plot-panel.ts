// <plot-panel>: the output over one leaf with its tangent, or a contour plot over two leaves with the gradient.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import type { TraceQueries } from "../../backend/queries.js";
import { QueryController } from "../../backend/query-controller.js";
import { plotArea } from "../../chart/frame.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { ResizeController } from "../../lib/dom/resize-controller.js";
import { plain } from "../../lib/format.js";
import { emit } from "../../state/events.js";
import type { Axis, Line, Surface, Trace } from "../../trace/contract.js";
import type { PathPoint } from "../../trace/gradient-descent.js";
import { aloneOf, rootOf } from "../../trace/gradient-meaning.js";
import { type Leaf, leavesOf, snapToGrid } from "../../trace/leaves.js";
import { accumulatedLeaves, describeRest } from "../../trace/notes/accumulated.js";
import { describeKinks, kinksBetween } from "../../trace/notes/kinks.js";
import { describeLine, linePlot, type Slope } from "../plots/line-plot.js";
import { axisCount, Ranges } from "../plots/ranges.js";
import { describeSurface, surfacePlot } from "../plots/surface-plot.js";
import { leafAt, leafSelect, numberField } from "./leaf-choice.js";

/** The ordinal of no leaf. */
const NONE = -1;

@customElement("plot-panel")
export class PlotPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) queries: TraceQueries | null = null;
  @property({ attribute: false }) path: readonly PathPoint[] = [];
  @reactive() private xOrdinal = 0;
  @reactive() private yOrdinal = NONE;

  readonly #ranges = new Ranges();
  readonly #line = new QueryController<Line>(this);
  readonly #surface = new QueryController<Surface>(this);
  readonly #plotSize = new ResizeController(this, ".plot-room");
  #source = "";

  protected override willUpdate(changed: PropertyValues): void {
    const { trace, queries } = this;
    if (trace && trace.source !== this.#source) this.#reset(trace.source);
    if (changed.has("queries") || changed.has("xOrdinal") || changed.has("yOrdinal")) this.#runQuery(queries);
  }

  protected override render(): TemplateResult {
    const { trace, xLeaf, yLeaf } = this;
    if (!trace || !xLeaf) return html`<p class="soft">There is no leaf to plot over.</p>`;
    const leaves = leavesOf(trace);
    const root = trace.nodes[trace.roots[0]!]!.name;
    const accumulated = describeRest(trace, aloneOf(trace, yLeaf ? [xLeaf, yLeaf] : [xLeaf]));
    const fault = (yLeaf ? this.#surface : this.#line).fault;
    return html`
      <div class="act-side">
        <p class="act-words">${yLeaf ? mapWords(root, trace, [xLeaf, yLeaf]) : curveWords(root, xLeaf, trace)}</p>
        ${fault ? html`<p class="act-fault">${fault.message} ${fault.hint}</p>` : this.#resultText(root)}
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
        ${accumulated ? html`<p class="check-note">${accumulated}</p>` : nothing}
      </div>
      <div class="act-plot">
        <div class="plot-room plot-large" @pointerdown=${this.#drag} @pointermove=${this.#drag}>${
          this.#plotSize.hasSize ? this.#plot(root) : nothing
        }</div>
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

  #reset(source: string): void {
    this.#source = source;
    this.#ranges.clear();
    this.#line.clear();
    this.#surface.clear();
    const leaves = leavesOf(this.trace);
    if (!leaves.some(({ ordinal }) => ordinal === this.xOrdinal)) this.xOrdinal = leaves[0]?.ordinal ?? 0;
    if (!leaves.some(({ ordinal }) => ordinal === this.yOrdinal)) this.yOrdinal = NONE;
  }

  #runQuery(queries: TraceQueries | null): void {
    const { trace, xLeaf, yLeaf } = this;
    if (!queries || !trace || !xLeaf) return;
    const count = axisCount(trace.nodes.length, yLeaf ? 2 : 1);
    const axis = (leaf: Leaf): Axis => {
      const [from, to] = this.#ranges.of(leaf);
      return { leaf: leaf.ordinal, from, to, count };
    };
    if (yLeaf) this.#surface.run(() => queries.surface(axis(xLeaf), axis(yLeaf)));
    else this.#line.run(() => queries.line(axis(xLeaf)));
  }

  #rangeFields(leaf: Leaf): TemplateResult {
    const [from, to] = this.#ranges.of(leaf);
    const set = (range: readonly [number, number]): void => {
      this.#ranges.set(leaf, range);
      this.#runQuery(this.queries);
      this.requestUpdate();
    };
    return html`
      <div class="fields">
        ${numberField({
          label: `${leaf.name} from`,
          value: from,
          onChange: (value) => set([value, to]),
          isValid: (value) => value < to,
          rule: `a number below ${plain(to)}`,
        })}
        ${numberField({
          label: "to",
          value: to,
          onChange: (value) => set([from, value]),
          isValid: (value) => value > from,
          rule: `a number above ${plain(from)}`,
        })}
      </div>`;
  }

  #resultText(root: string): TemplateResult | typeof nothing {
    const { trace, xLeaf, yLeaf } = this;
    if (yLeaf)
      return this.#surface.value
        ? html`<p class="act-result">${describeSurface(this.#surface.value, xLeaf!.name, yLeaf.name, root)}</p>`
        : nothing;
    return this.#line.value
      ? html`<p class="act-result">${describeLine(this.#line.value, xLeaf!.name, root, slopeOf(trace!, xLeaf!))}</p>`
      : nothing;
  }

  #plot(root: string): TemplateResult | typeof nothing {
    const { xLeaf, yLeaf } = this;
    if (!yLeaf)
      return this.#line.value
        ? linePlot(this.#line.value, xLeaf!.name, root, this.#plotSize, slopeOf(this.trace!, xLeaf!))
        : nothing;
    const path = this.path.map(({ leaves }) => [leaves[xLeaf!.ordinal] ?? NaN, leaves[yLeaf.ordinal] ?? NaN] as const);
    return this.#surface.value
      ? surfacePlot(this.#surface.value, [xLeaf!.name, yLeaf.name], root, path, this.#plotSize)
      : nothing;
  }

  /** Moves the plotted leaves to the pointer. */
  #drag = (event: PointerEvent): void => {
    const { xLeaf, yLeaf } = this;
    const plot = event.target instanceof Element ? event.target.closest(".plot") : null;
    if (!plot || !xLeaf || event.buttons !== 1 || xLeaf.setByProgram) return;
    event.preventDefault();
    const { left, top } = plot.getBoundingClientRect();
    const area = plotArea(this.#plotSize.width, this.#plotSize.height);
    this.#moveTo(xLeaf, (event.clientX - left - area.x[0]) / (area.x[1] - area.x[0]));
    if (yLeaf) this.#moveTo(yLeaf, (event.clientY - top - area.y[0]) / (area.y[1] - area.y[0]));
  };

  /** `fraction` is the pointer's position along the leaf's axis; values outside 0 to 1 are clamped. */
  #moveTo(leaf: Leaf, fraction: number): void {
    const [from, to] = this.#ranges.of(leaf);
    const data = snapToGrid(from + Math.min(Math.max(fraction, 0), 1) * (to - from), to - from);
    emit(this, "leaf-move", { ordinal: leaf.ordinal, data: data === leaf.written ? null : data });
  }
}

function slopeOf(trace: Trace, leaf: Leaf): Slope {
  return { isMistaken: trace.mistake !== undefined, kinks: kinksBetween(trace, leaf.node, rootOf(trace)!) };
}

function mapWords(root: string, trace: Trace, leaves: readonly Leaf[]): string {
  const kinks = [...new Set(leaves.flatMap((leaf) => slopeOf(trace, leaf).kinks))];
  const points = `it points to where ${root} grows fastest`;
  const arrow = trace.mistake
    ? "The arrow is the gradient with the mistake in it: it may point anywhere."
    : kinks.length > 0
      ? `The arrow is the gradient by the rule for ${describeKinks(kinks)}: ${root} may grow faster elsewhere.`
      : isAccumulated(trace, leaves)
        ? `The arrow is the gradient of this pass alone: ${points}.`
        : `The arrow is the gradient: ${points}.`;
  return `A map of ${root}: each line joins places of equal height. ${arrow}`;
}

function curveWords(root: string, leaf: Leaf, trace: Trace): string {
  const { name } = leaf;
  const { isMistaken, kinks } = slopeOf(trace, leaf);
  const touches = `The straight line touches the curve at your ${name}: its slope is`;
  const line = isMistaken
    ? `The straight line has the slope ${name}.grad, with the mistake in it: a right one touches the curve.`
    : !Number.isFinite(leaf.grad)
      ? `There is no straight line: ${name}.grad is ${plain(leaf.grad)}.`
      : kinks.length > 0
        ? `The straight line has the slope that backward() takes on a kink.`
        : isAccumulated(trace, [leaf])
          ? `${touches} what this pass alone adds to ${name}.grad.`
          : `${touches} ${name}.grad.`;
  return `${root} for every ${name}, all else as it is. ${line}`;
}

function isAccumulated(trace: Trace, leaves: readonly Leaf[]): boolean {
  return accumulatedLeaves(trace, aloneOf(trace, leaves)).length > 0;
}
