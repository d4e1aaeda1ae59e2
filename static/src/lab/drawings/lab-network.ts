// <lab-network>: its neurons, and a line for each weight or its gradient.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { cssVars } from "../../lib/dom/style-vars.js";
import type { Frame } from "../training/frames.js";
import { CanvasController } from "./canvas-controller.js";
import type { LabNetwork, NetworkShow } from "./contract.js";
import { DebounceController } from "./debounce-controller.js";
import { emit } from "./events.js";
import { type Column, layout, linkAt } from "./network-layout.js";
import { crowded, NetworkPainter, type Pointed, WEAKEST } from "./network-painter.js";
import { PaletteCache } from "./palette.js";
import { networkTable } from "./text/network-table.js";
import { indexOf, networkWords, neuronWords, parameterWords } from "./text/network-text.js";

/** A line this many pixels away is pointed at. */
const REACH = 6;
/** Of the time between frames, what the drawing may take: large networks are drawn less often. */
const SHARE = 0.2;

@customElement("lab-network")
export class LabNetworkElement extends LightElement implements LabNetwork {
  @property() show: NetworkShow = "weights";
  @state() private sizes: readonly number[] = [];
  @state() private tableOpen = false;
  /** The neuron that a tabulator key comes to. */
  @state() private current: readonly [layer: number, neuron: number] = [0, 0];

  readonly #sheet = new CanvasController(this, () => this.requestUpdate());
  readonly #painter = new NetworkPainter();
  readonly #pot = new PaletteCache(this, () => {
    this.#painter.forget();
    this.requestUpdate();
  });
  readonly #rest = new DebounceController(this, () => this.requestUpdate());
  #columns: readonly Column[] = [];
  /** Copies: the page's memory is written again. */
  #parameters = new Float64Array(0);
  #gradients = new Float64Array(0);
  #step = 0;
  #pointed: Pointed | null = null;
  /** When the last drawing began, and how long it took. */
  #drawn = -Infinity;
  #cost = 0;

  draw({ sizes, step, parameters, gradients }: Frame): void {
    if (this.#parameters.length !== parameters.length) {
      this.#parameters = new Float64Array(parameters.length);
      this.#gradients = new Float64Array(parameters.length);
    }
    this.#parameters.set(parameters);
    this.#gradients.set(gradients);
    this.#step = step;
    this.#rest.moved();
    if (sizes.join() !== this.sizes.join()) this.#reshape(sizes);
    else if ((performance.now() - this.#drawn) * SHARE >= this.#cost) this.#redraw();
  }

  protected override updated(): void {
    this.#columns = layout(this.sizes, this.#sheet.width, this.#sheet.height, this.#pot.inks.size);
    this.#redraw();
  }

  protected override render(): TemplateResult {
    const { sizes } = this;
    const columns = layout(sizes, this.#sheet.width, this.#sheet.height, this.#pot.inks.size);
    return html`
      <div class="lab-head"><span class="lab-place"></span></div>
      <div class="lab-room" @pointermove=${this.#point} @pointerleave=${this.#leave}>
        <canvas class="lab-canvas" role="img" aria-label=${sizes.length ? networkWords(sizes, this.#step, this.#numbers, this.show) : "Network: none yet."}></canvas>
        <div role="group" aria-label="Neurons: arrows go from one to another" @keydown=${this.#key}>
          ${this.#sheet.width ? columns.slice(1).map((column, layer) => column.ys.map((y, neuron) => this.#neuron(column, layer, neuron, y))) : ""}
        </div>
      </div>
      <div class="lab-key" aria-hidden="true">
        <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-line" d="M0 7H24" /></svg>above 0</span>
        <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-line lab-below" d="M0 7H24" /></svg>below 0</span>
        <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-wedge" d="M2 7L22 4.5V9.5Z" /></svg>widest line</span>
        ${sizes.slice(1).some((_, layer) => crowded(sizes, layer)) ? html`<span>lines below ${100 * WEAKEST} % of the widest are left out</span>` : ""}
        <span>boxes: ${this.show === "weights" ? "biases" : "the biases’ gradients"}</span>
      </div>
      ${networkTable(sizes, this.#parameters, this.#gradients, this.tableOpen, (open) => {
        this.tableOpen = open;
      })}
    `;
  }

  get #numbers(): Float64Array {
    return this.show === "weights" ? this.#parameters : this.#gradients;
  }

  #neuron({ x, across, down }: Column, layer: number, neuron: number, y: number): TemplateResult {
    const here = layer === this.current[0] && neuron === this.current[1];
    return html`
      <button class="lab-neuron" type="button" tabindex=${here ? 0 : -1} data-layer=${layer} data-neuron=${neuron}
        aria-label=${neuronWords(this.sizes, layer, neuron, this.#parameters, this.#gradients)}
        ${cssVars({ "--x": `${x - across}px`, "--y": `${y - down}px`, "--across": `${2 * across}px`, "--down": `${2 * down}px` })}
        @focus=${() => this.#show({ layer, neuron, input: null })} @blur=${this.#leave}
        @click=${() => emit(this, "lab-neuron", { layer, neuron })}></button>`;
  }

  #reshape(sizes: readonly number[]): void {
    this.sizes = sizes;
    this.current = [0, 0];
    this.#pointed = null;
  }

  #redraw(): void {
    const context = this.#sheet.clean();
    if (!context || !this.sizes.length) return;
    this.#drawn = performance.now();
    const picture = { sizes: this.sizes, numbers: this.#numbers, columns: this.#columns, pointed: this.#pointed };
    this.#painter.paint(context, picture, this.#sheet.height, this.#sheet.density, this.#pot.inks);
    this.#read();
    this.#cost = performance.now() - this.#drawn;
  }

  /** What is pointed at, above the drawing. */
  #read(): void {
    const pointed = this.#pointed;
    this.querySelector(".lab-place")!.textContent = pointed
      ? parameterWords(this.sizes, indexOf(this.sizes, pointed), this.#parameters, this.#gradients)
      : "Point at a line or a box.";
  }

  #show(pointed: Pointed | null): void {
    this.#pointed = pointed;
    this.#redraw();
  }

  #point = (event: PointerEvent): void => {
    const target = event.target as HTMLElement;
    const { layer, neuron } = target.dataset;
    if (layer !== undefined && neuron !== undefined)
      return this.#show({ layer: Number(layer), neuron: Number(neuron), input: null });
    const { left, top } = this.querySelector(".lab-canvas")!.getBoundingClientRect();
    this.#show(linkAt(this.#columns, event.clientX - left, event.clientY - top, REACH));
  };

  #leave = (): void => this.#show(null);

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const to = moved(this.sizes, this.current, event.key);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    this.current = to;
    // The words of the neuron are those of this moment when it is come to.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`.lab-neuron[tabindex="0"]`)?.focus());
  };
}

/** The neuron that an arrow leads to; null for other keys. */
function moved(
  sizes: readonly number[],
  [layer, neuron]: readonly [number, number],
  key: string,
): readonly [number, number] | null {
  const within = (number: number, count: number): number => Math.min(Math.max(number, 0), count - 1);
  if (key === "ArrowUp" || key === "ArrowDown")
    return [layer, within(neuron + (key === "ArrowDown" ? 1 : -1), sizes[layer + 1]!)];
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const next = within(layer + (key === "ArrowRight" ? 1 : -1), sizes.length - 1);
  // The neuron at the same height.
  return [next, within(Math.round(((neuron + 0.5) / sizes[layer + 1]!) * sizes[next + 1]! - 0.5), sizes[next + 1]!)];
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-network": LabNetworkElement;
  }
}
