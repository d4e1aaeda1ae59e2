// Form controls of the lab's settings: number input, select, and segmented switch.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface NumberField {
  readonly label: string;
  readonly title: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1 for integers; "any" accepts every number. */
  readonly step: number | "any";
  readonly set: (value: number) => void;
}

export function numberField({ label, title, value, min, max, step, set }: NumberField): TemplateResult {
  const onChange = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const entered = input.valueAsNumber;
    if (Number.isNaN(entered)) {
      input.value = String(value);
      return;
    }
    const rounded = step === 1 ? Math.round(entered) : entered;
    const allowed = Math.min(Math.max(rounded, min), max);
    input.value = String(allowed);
    if (allowed !== value) set(allowed);
  };
  return html`
    <label class="lab-field" title=${title}><span class="label">${label}</span>
      <input type="number" min=${min} max=${max} step=${step} .value=${live(String(value))} @change=${onChange}>
    </label>`;
}

export interface ChoiceField<T extends string> {
  readonly label: string;
  readonly title?: string;
  readonly values: readonly T[];
  readonly labels: Readonly<Record<T, string>>;
  readonly titles?: Readonly<Record<T, string>>;
  readonly value: T;
  readonly set: (value: T) => void;
}

export function choiceField<T extends string>({
  label,
  title = "",
  values,
  labels,
  titles,
  value,
  set,
}: ChoiceField<T>): TemplateResult {
  return html`
    <label class="lab-field" title=${titles?.[value] ?? title}><span class="label">${label}</span>
      <select aria-label=${label} @change=${(event: Event) => set((event.target as HTMLSelectElement).value as T)}>
        ${values.map(
          (each) => html`<option
            value=${each} title=${titles?.[each] ?? ""} .selected=${live(each === value)}
          >${labels[each]}</option>`,
        )}
      </select>
    </label>`;
}

/** A group of toggle buttons, for a choice of few values. */
export function switchField<T extends string>({
  label,
  title = "",
  values,
  labels,
  value,
  set,
}: ChoiceField<T>): TemplateResult {
  return html`
    <div class="switch" role="group" aria-label=${label} title=${title}>
      <div class="switch-options">
        ${values.map(
          (each) => html`
          <button
            type="button" class="lab-option" aria-pressed=${each === value} @click=${() => set(each)}
          >${labels[each]}</button>`,
        )}
      </div>
    </div>`;
}
