// Row of one leaf: name, slider, number field, and a button that restores the value in the program text.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { decimalInput } from "../lib/dom/decimal-input.js";
import { isHeld, onPointercancel, onPointerdown, onPointermove, onPointerup } from "../lib/dom/slider-touch.js";
import { allDigits, plain, withMinus, zero } from "../lib/format.js";
import { emit } from "../state/events.js";
import { type Leaf, MAX_MAGNITUDE, snapToGrid } from "../trace/leaves.js";

/** Grid steps by key: arrow keys move a slider by one, Page keys by ten. */
const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** Emits leaf-move from `from`; the slider goes from -`reach` to `reach`. */
export function leafRow(from: EventTarget, leaf: Leaf, value: number, reach: number): TemplateResult {
  const { ordinal, name, written } = leaf;
  const isMoved = !Object.is(value, written);
  const move = (data: number): void =>
    emit(from, "leaf-move", { ordinal, data: Object.is(data, written) ? null : data });
  const reset = (): void => emit(from, "leaf-move", { ordinal, data: null });
  const moveTo = (slider: HTMLInputElement): void => move(snapToGrid(slider.valueAsNumber, reach));
  const slide = (event: Event): void => {
    const slider = event.target as HTMLInputElement;
    if (!isHeld(slider)) moveTo(slider);
  };
  const lift = (event: PointerEvent): void => onPointerup(event, () => moveTo(event.target as HTMLInputElement));
  const press = (event: KeyboardEvent): void => {
    const steps = KEY_STEPS[event.key];
    if (steps === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const target = snapToGrid(value + (steps * reach) / 100, reach);
    move(Math.min(Math.max(target, -reach), reach));
  };
  return html`
    <li class="leaf ${isMoved ? "moved" : ""}" data-node=${leaf.node}>
      <span class="leaf-name" title=${name}>${name}</span>
      <input
        type="range" class="leaf-slider" aria-label=${name}
        title="${name}: double-click to go back to ${plain(written)}"
        min=${-reach} max=${reach} step="any" .value=${live(String(value))} aria-valuetext=${plain(value)}
        @input=${slide} @keydown=${press} @dblclick=${reset}
        @pointerdown=${onPointerdown} @pointermove=${onPointermove} @pointercancel=${onPointercancel} @pointerup=${lift}
        ?disabled=${!Number.isFinite(value)}
      />
      ${decimalInput({
        value,
        write: shortText,
        set: (typed) => move(typed + 0), // JSON has no -0
        isValid: (typed) => Math.abs(typed) <= MAX_MAGNITUDE,
        label: `Number of ${name}`,
        title: allDigits(value),
        className: "leaf-number",
      })}
      <button
        type="button" class="button leaf-reset" ?disabled=${!isMoved} aria-label="Reset ${name} to ${plain(written)}"
        title="Back to ${plain(written)}, as the text says" @click=${reset}
      >↺</button>
    </li>`;
}

/** At most four decimals; a number that rounds to 0 keeps its digits. */
function shortText(value: number): string {
  const rounded = Number(value.toFixed(4));
  return withMinus(value === 0 ? zero(value) : String(rounded === 0 ? value : rounded));
}
