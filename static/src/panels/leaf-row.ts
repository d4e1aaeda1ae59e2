// One leaf to be moved: name, slider, number, and the way back to what the text says.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { allDigits, plain } from "../lib/format.js";
import { emit } from "../state/events.js";
import { LARGEST, type Leaf, snapped } from "../trace/leaves.js";

/** Arrow keys move a slider by one step of its grid, Page keys by ten. */
const STRIDES: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

export function leafRow(from: EventTarget, leaf: Leaf, value: number, reach: number): TemplateResult {
  const { ordinal, name, written } = leaf;
  const moved = value !== written;
  const move = (data: number): void => emit(from, "leaf-move", { ordinal, data: data === written ? null : data });
  const reset = (): void => emit(from, "leaf-move", { ordinal, data: null });
  const slide = (event: Event): void => move(snapped((event.target as HTMLInputElement).valueAsNumber, reach));
  const step = (event: KeyboardEvent): void => {
    const stride = STRIDES[event.key];
    if (stride === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const to = snapped(value + (stride * reach) / 100, reach);
    move(Math.min(Math.max(to, -reach), reach));
  };
  const type = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const typed = input.valueAsNumber;
    const allowed = Math.abs(typed) <= LARGEST;
    input.value = short(allowed ? typed : value);
    if (allowed) move(typed);
  };
  return html`
    <li class="leaf ${moved ? "moved" : ""}" data-node=${leaf.node}>
      <span class="leaf-name" title=${name}>${name}</span>
      <input
        type="range" class="leaf-slider" aria-label=${name} title="${name}: double-click to go back to ${plain(written)}"
        min=${-reach} max=${reach} step="any" .value=${live(String(value))} aria-valuetext=${plain(value)}
        @input=${slide} @keydown=${step} @dblclick=${reset} ?disabled=${!Number.isFinite(value)}
      />
      <input
        type="number" class="leaf-number" aria-label="Number of ${name}" title=${allDigits(value)} step="any"
        .value=${short(value)} @change=${type}
      />
      <button
        type="button" class="button leaf-reset" ?disabled=${!moved} aria-label="Reset ${name} to ${plain(written)}"
        title="Back to ${plain(written)}, as the text says" @click=${reset}
      >↺</button>
    </li>`;
}

function short(value: number): string {
  const rounded = Number(value.toFixed(4));
  return String(rounded === 0 ? value : rounded);
}
