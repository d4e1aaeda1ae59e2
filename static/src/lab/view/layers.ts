// The hidden layers: more and fewer of them, wider and narrower.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Actions } from "../actions.js";
import { LIMITS } from "../settings/settings.js";

/** What a further layer has where there is none to follow. */
const FIRST_WIDTH = 4;

export function layersField(layers: readonly number[], act: Actions): TemplateResult {
  const set = (next: readonly number[]): void => act.change({ layers: next });
  const setWidth = (layer: number, width: number): void => {
    const { least, most } = LIMITS.width;
    if (width >= least && width <= most) set(layers.with(layer, width));
  };
  return html`
    <div class="lab-layers-head">
      <span class="label" id="lab-layers">Hidden layers</span>
      ${pair(
        "layer",
        layers.length,
        0,
        LIMITS.layers,
        () => set(layers.slice(0, -1)),
        () => set([...layers, layers.at(-1) ?? FIRST_WIDTH]),
      )}
    </div>
    <div class="lab-layers" role="group" aria-labelledby="lab-layers">
      ${layers.map(
        (width, i) => html`
        <div class="lab-layer">
          ${button("−", `One neuron fewer in layer ${i + 1}`, width <= LIMITS.width.least, () => setWidth(i, width - 1))}
          <input type="number" min=${LIMITS.width.least} max=${LIMITS.width.most} step="1" aria-label="Neurons of layer ${i + 1}" title="Neurons of layer ${i + 1}"
            .value=${live(String(width))} @change=${(event: Event) => takeWidth(event, width, (given) => setWidth(i, given))}>
          ${button("+", `One neuron more in layer ${i + 1}`, width >= LIMITS.width.most, () => setWidth(i, width + 1))}
        </div>`,
      )}
    </div>`;
}

function takeWidth(event: Event, width: number, set: (width: number) => void): void {
  const input = event.target as HTMLInputElement;
  const given = Math.round(input.valueAsNumber);
  const { least, most } = LIMITS.width;
  const allowed = Number.isNaN(given) ? width : Math.min(Math.max(given, least), most);
  input.value = String(allowed);
  if (allowed !== width) set(allowed);
}

function pair(
  noun: string,
  count: number,
  least: number,
  most: number,
  fewer: () => void,
  more: () => void,
): TemplateResult {
  return html`
    ${button("−", `One ${noun} fewer`, count <= least, fewer)}
    <output class="lab-count">${count}</output>
    ${button("+", `One ${noun} more`, count >= most, more)}`;
}

/** At an end it stays where it is, only without effect: a disabled button would lose the focus. */
function button(sign: string, words: string, ended: boolean, act: () => void): TemplateResult {
  return html`<button type="button" class="button layer-button" aria-label=${words} title=${words} aria-disabled=${ended} @click=${() => ended || act()}>${sign}</button>`;
}
