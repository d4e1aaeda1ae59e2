// Form controls: number input, select, and segmented switch; alone, or bound to a property of an object.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { storeTheme, THEME_LABELS, THEMES, type Theme } from "./theme.js";

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

export interface ChoiceField<T extends string | number> {
  readonly label: string;
  readonly title?: string;
  readonly values: readonly T[];
  /** Texts of the values; the values themselves if they are left out. */
  readonly labels?: Readonly<Record<T, string>>;
  readonly titles?: Readonly<Record<T, string>>;
  readonly value: T;
  readonly set: (value: T) => void;
}

/** A select without a visible label: `label` is its accessible name, unless an element around it has one. */
export function select<T extends string | number>({
  label,
  values,
  labels,
  titles,
  value,
  set,
}: Omit<ChoiceField<T>, "label" | "title"> & { readonly label?: string }): TemplateResult {
  return html`
    <select
      aria-label=${label ?? nothing}
      @change=${(event: Event) => set(values[(event.target as HTMLSelectElement).selectedIndex]!)}
    >
      ${values.map(
        (each) => html`<option
          value=${each} title=${titles?.[each] ?? nothing} .selected=${each === value}
        >${labels?.[each] ?? each}</option>`,
      )}
    </select>`;
}

export function choiceField<T extends string | number>(field: ChoiceField<T>): TemplateResult {
  return html`
    <label class="lab-field" title=${field.titles?.[field.value] ?? field.title ?? ""}
      ><span class="label">${field.label}</span>${select(field)}</label>`;
}

/** Fields that show and change one property each of `object`. */
export function fieldsOf<S extends object>(object: S, change: (part: Partial<S>) => void) {
  const setter = (key: keyof S) => (value: unknown) => change({ [key]: value } as Partial<S>);
  return {
    number: <K extends KeyOf<S, number>>(key: K, label: string, title: string, range: Range): TemplateResult =>
      numberField({ label, title, ...range, value: object[key] as number, set: setter(key) }),
    choice: <K extends KeyOf<S, string>>(
      key: K,
      label: string,
      values: readonly (S[K] & string)[],
      labels: Readonly<Record<S[K] & string, string>>,
      titles: Pick<ChoiceField<S[K] & string>, "title" | "titles"> = {},
    ): TemplateResult =>
      choiceField({ label, values, labels, ...titles, value: object[key] as S[K] & string, set: setter(key) }),
  };
}

type Range = Pick<NumberField, "min" | "max" | "step">;
/** The properties of `S` whose values are of type `T`. */
type KeyOf<S, T> = { [K in keyof S]: S[K] extends T ? K : never }[keyof S];

/** A labelled field of a settings menu, with a sentence on what is chosen. */
export function settingField(label: string, field: TemplateResult, hint: string): TemplateResult {
  return html`
    <label class="setting"><span class="setting-label">${label}</span>${field}
      <span class="setting-hint">${hint}</span>
    </label>`;
}

/** The choice of light, dark or projector. */
export function themeField(theme: Theme, set: (theme: Theme) => void): TemplateResult {
  const choose = (chosen: Theme): void => {
    storeTheme(chosen);
    set(chosen);
  };
  const field = select({ values: THEMES, titles: THEME_LABELS, value: theme, set: choose });
  return settingField("Look", field, THEME_LABELS[theme]);
}

/** A group of radio buttons, for a choice of few values; `name` is unique in the page. */
export function radioField<T extends string>(
  name: string,
  { label, values, labels, value, set }: Omit<ChoiceField<T>, "title" | "titles">,
): TemplateResult {
  return html`
    <fieldset class="switch" role="radiogroup"><legend class="label">${label}</legend>
      <div class="switch-options">
        ${values.map(
          (each) => html`
          <label class="switch-option"><input
            type="radio" name=${name} .checked=${each === value} @change=${() => set(each)}
          /><span>${labels?.[each] ?? each}</span></label>`,
        )}
      </div>
    </fieldset>`;
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
          >${labels?.[each] ?? each}</button>`,
        )}
      </div>
    </div>`;
}
