// Field for the hidden layers: their number, and the width of each.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { LIMITS } from "../settings/settings.js";

/** Width of the first layer that is added; each further one is as wide as the last. */
const FIRST_WIDTH = 4;

export function layersField(layers: readonly number[], set: (layers: readonly number[]) => void): TemplateResult {
  const { min, max } = LIMITS.width;
  const setWidth = (layer: number, width: number): void => {
    if (width >= min && width <= max) set(layers.with(layer, width));
  };
  return html`
    <div class="lab-layers-head">
      <span class="label" id="lab-layers">Hidden layers</span>
      ${layerCount(
        layers.length,
        () => set(layers.slice(0, -1)),
        () => set([...layers, layers.at(-1) ?? FIRST_WIDTH]),
      )}
    </div>
    <div class="lab-layers" role="group" aria-labelledby="lab-layers">
      ${layers.map(
        (width, i) => html`
        <div class="lab-layer">
          ${button("−", `One neuron fewer in layer ${i + 1}`, width <= min, () => setWidth(i, width - 1))}
          <input type="number" min=${min} max=${max} step="1"
            aria-label="Neurons of layer ${i + 1}" title="Neurons of layer ${i + 1}" .value=${live(String(width))}
            @change=${(event: Event) => readWidth(event, width, (value) => setWidth(i, value))}>
          ${button("+", `One neuron more in layer ${i + 1}`, width >= max, () => setWidth(i, width + 1))}
        </div>`,
      )}
    </div>`;
}

/** Rounds and clamps the input, and writes the result back into the field; no number restores the current width. */
function readWidth(event: Event, current: number, set: (width: number) => void): void {
  const input = event.target as HTMLInputElement;
  const entered = Math.round(input.valueAsNumber);
  const { min, max } = LIMITS.width;
  const width = Number.isNaN(entered) ? current : Math.min(Math.max(entered, min), max);
  input.value = String(width);
  if (width !== current) set(width);
}

function layerCount(count: number, remove: () => void, add: () => void): TemplateResult {
  return html`
    ${button("−", "One layer fewer", count <= 0, remove)}
    <output class="lab-count">${count}</output>
    ${button("+", "One layer more", count >= LIMITS.layers, add)}`;
}

/** At a limit the button stays enabled without effect: a disabled one would lose the focus. */
function button(sign: string, label: string, atLimit: boolean, run: () => void): TemplateResult {
  return html`<button type="button" class="button layer-button" aria-label=${label} title=${label}
    aria-disabled=${atLimit} @click=${() => atLimit || run()}>${sign}</button>`;
}
