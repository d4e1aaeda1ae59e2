// The controls that settings are made of: a number, a choice, and a pair of buttons.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface NumberField {
  readonly label: string;
  readonly title: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Whole numbers have a step of 1; "any" takes every number. */
  readonly step: number | "any";
  readonly set: (value: number) => void;
}

export function numberField({ label, title, value, min, max, step, set }: NumberField): TemplateResult {
  const take = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const given = input.valueAsNumber;
    if (Number.isNaN(given)) {
      input.value = String(value);
      return;
    }
    const whole = step === 1 ? Math.round(given) : given;
    const allowed = Math.min(Math.max(whole, min), max);
    input.value = String(allowed);
    if (allowed !== value) set(allowed);
  };
  return html`
    <label class="lab-field" title=${title}><span class="label">${label}</span>
      <input type="number" min=${min} max=${max} step=${step} .value=${live(String(value))} @change=${take}>
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
        ${values.map((each) => html`<option value=${each} title=${titles?.[each] ?? ""} .selected=${live(each === value)}>${labels[each]}</option>`)}
      </select>
    </label>`;
}

/** A choice of few, all in sight. */
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
          <button type="button" class="lab-option" aria-pressed=${each === value} @click=${() => set(each)}>${labels[each]}</button>`,
        )}
      </div>
    </div>`;
}
