// <lab-network>: the neurons, and a line for each weight or its gradient.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { cssVars } from "../../lib/dom/style-vars.js";
import type { Frame } from "../training/frames.js";
import { CanvasController } from "./canvas-controller.js";
import type { LabNetwork, NetworkQuantity } from "./contract.js";
import { DebounceController } from "./debounce-controller.js";
import { emit } from "./events.js";
import { type Column, layout, linkAt } from "./network-layout.js";
import { crowded, MIN_PART, NetworkPainter, type NetworkPart } from "./network-painter.js";
import { PaletteCache } from "./palette.js";
import { networkTable } from "./text/network-table.js";
import { describeNetwork, describeNeuron, describeParameter, parameterIndexOf } from "./text/network-text.js";

/** Maximum distance of the pointer from a line that it highlights, in pixels. */
const HOVER_DISTANCE = 6;
/** Part of the time that drawing may take: large networks are drawn less often. */
const MAX_LOAD = 0.2;

@customElement("lab-network")
export class LabNetworkElement extends LightElement implements LabNetwork {
  @property() quantity: NetworkQuantity = "weights";
  @state() private sizes: readonly number[] = [];
  @state() private tableOpen = false;
  /** The neuron in the tab order (roving tabindex). */
  @state() private focused: readonly [layer: number, neuron: number] = [0, 0];

  readonly #canvas = new CanvasController(this, () => this.requestUpdate());
  readonly #painter = new NetworkPainter();
  readonly #palette = new PaletteCache(this, () => {
    this.#painter.invalidate();
    this.requestUpdate();
  });
  readonly #debounce = new DebounceController(this, () => this.requestUpdate());
  #columns: readonly Column[] = [];
  /** Copies: the arrays of a frame are valid during `draw` only. */
  #parameters = new Float64Array(0);
  #gradients = new Float64Array(0);
  #step = 0;
  #highlighted: NetworkPart | null = null;
  /** Start and duration of the last drawing, in milliseconds. */
  #drawStart = -Infinity;
  #drawDuration = 0;

  draw({ sizes, step, parameters, gradients }: Frame): void {
    if (this.#parameters.length !== parameters.length) {
      this.#parameters = new Float64Array(parameters.length);
      this.#gradients = new Float64Array(parameters.length);
    }
    this.#parameters.set(parameters);
    this.#gradients.set(gradients);
    this.#step = step;
    this.#debounce.restart();
    if (sizes.join() !== this.sizes.join()) this.#setSizes(sizes);
    else if ((performance.now() - this.#drawStart) * MAX_LOAD >= this.#drawDuration) this.#redraw();
  }

  protected override updated(): void {
    this.#columns = layout(this.sizes, this.#canvas.width, this.#canvas.height, this.#palette.current.size);
    this.#redraw();
  }

  protected override render(): TemplateResult {
    const { sizes } = this;
    const columns = layout(sizes, this.#canvas.width, this.#canvas.height, this.#palette.current.size);
    const description = sizes.length
      ? describeNetwork(sizes, this.#step, this.#numbers, this.quantity)
      : "Network: none yet.";
    const someCrowded = sizes.slice(1).some((_, layer) => crowded(sizes, layer));
    return html`
      <div class="lab-head"><span class="lab-place"></span></div>
      <div class="lab-room" @pointermove=${this.#onPointerMove} @pointerleave=${this.#onPointerLeave}>
        <canvas class="lab-canvas" role="img" aria-label=${description}></canvas>
        <div role="group" aria-label="Neurons: arrows go from one to another" @keydown=${this.#onKeyDown}>
          ${
            this.#canvas.width
              ? columns.slice(1).map((column, layer) => column.ys.map((y, i) => this.#neuron(column, layer, i, y)))
              : ""
          }
        </div>
      </div>
      <div class="lab-key" aria-hidden="true">
        <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-line"
          d="M0 7H24" /></svg>above 0</span>
        <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-line lab-below"
          d="M0 7H24" /></svg>below 0</span>
        <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-wedge"
          d="M2 7L22 4.5V9.5Z" /></svg>widest line</span>
        ${someCrowded ? html`<span>lines below ${100 * MIN_PART} % of the widest are left out</span>` : ""}
        <span>boxes: ${this.quantity === "weights" ? "biases" : "the biases’ gradients"}</span>
      </div>
      ${networkTable(sizes, this.#parameters, this.#gradients, this.tableOpen, (open) => {
        this.tableOpen = open;
      })}
    `;
  }

  get #numbers(): Float64Array {
    return this.quantity === "weights" ? this.#parameters : this.#gradients;
  }

  #neuron({ x, across, down }: Column, layer: number, neuron: number, y: number): TemplateResult {
    const isFocused = layer === this.focused[0] && neuron === this.focused[1];
    return html`
      <button class="lab-neuron" type="button" tabindex=${isFocused ? 0 : -1} data-layer=${layer} data-neuron=${neuron}
        aria-label=${describeNeuron(this.sizes, layer, neuron, this.#parameters, this.#gradients)}
        ${cssVars({
          "--x": `${x - across}px`,
          "--y": `${y - down}px`,
          "--across": `${2 * across}px`,
          "--down": `${2 * down}px`,
        })}
        @focus=${() => this.#highlight({ layer, neuron, input: null })} @blur=${this.#onPointerLeave}
        @click=${() => emit(this, "lab-neuron", { layer, neuron })}></button>`;
  }

  #setSizes(sizes: readonly number[]): void {
    this.sizes = sizes;
    this.focused = [0, 0];
    this.#highlighted = null;
  }

  #redraw(): void {
    const context = this.#canvas.clear();
    if (!context || !this.sizes.length) return;
    this.#drawStart = performance.now();
    const picture = {
      sizes: this.sizes,
      numbers: this.#numbers,
      columns: this.#columns,
      highlighted: this.#highlighted,
    };
    this.#painter.paint(context, picture, this.#canvas.height, this.#canvas.density, this.#palette.current);
    this.#writeReading();
    this.#drawDuration = performance.now() - this.#drawStart;
  }

  /** Writes the highlighted parameter above the drawing. */
  #writeReading(): void {
    const part = this.#highlighted;
    this.querySelector(".lab-place")!.textContent = part
      ? describeParameter(this.sizes, parameterIndexOf(this.sizes, part), this.#parameters, this.#gradients)
      : "Point at a line or a box.";
  }

  #highlight(part: NetworkPart | null): void {
    this.#highlighted = part;
    this.#redraw();
  }

  #onPointerMove = (event: PointerEvent): void => {
    const target = event.target as HTMLElement;
    const { layer, neuron } = target.dataset;
    if (layer !== undefined && neuron !== undefined)
      return this.#highlight({ layer: Number(layer), neuron: Number(neuron), input: null });
    const { left, top } = this.querySelector(".lab-canvas")!.getBoundingClientRect();
    this.#highlight(linkAt(this.#columns, event.clientX - left, event.clientY - top, HOVER_DISTANCE));
  };

  #onPointerLeave = (): void => this.#highlight(null);

  #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = neighbour(this.sizes, this.focused, event.key);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    this.focused = target;
    // Focus after the update, so that its label has the current numbers.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`.lab-neuron[tabindex="0"]`)?.focus());
  };
}

/** The neuron that an arrow key leads to; null for other keys. */
function neighbour(
  sizes: readonly number[],
  [layer, neuron]: readonly [number, number],
  key: string,
): readonly [number, number] | null {
  const clamp = (index: number, count: number): number => Math.min(Math.max(index, 0), count - 1);
  if (key === "ArrowUp" || key === "ArrowDown")
    return [layer, clamp(neuron + (key === "ArrowDown" ? 1 : -1), sizes[layer + 1]!)];
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const next = clamp(layer + (key === "ArrowRight" ? 1 : -1), sizes.length - 1);
  // The neuron at about the same height.
  return [next, clamp(Math.round(((neuron + 0.5) / sizes[layer + 1]!) * sizes[next + 1]! - 0.5), sizes[next + 1]!)];
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-network": LabNetworkElement;
  }
}
