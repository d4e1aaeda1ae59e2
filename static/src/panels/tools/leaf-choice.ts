// Form controls shared by the leaf panels: a select of one leaf, and a number field.

import { html, type TemplateResult } from "lit";
import { decimalInput } from "../../lib/dom/decimal-input.js";
import { select } from "../../lib/dom/fields.js";
import { plain, withMinus } from "../../lib/format.js";
import { type Leaf, MAX_MAGNITUDE } from "../../trace/leaves.js";

/** `noneLabel` adds an option without a leaf, whose ordinal is -1. */
export function leafSelect(
  label: string,
  leaves: readonly Leaf[],
  selected: number,
  onChange: (ordinal: number) => void,
  noneLabel = "",
): TemplateResult {
  const names = Object.fromEntries(leaves.map(({ ordinal, name }) => [ordinal, name]));
  const values = leaves.map(({ ordinal }) => ordinal);
  return html`
    <label class="field"><span class="label">${label}</span>
      ${select({
        label: `${label} leaf`,
        values: noneLabel ? [-1, ...values] : values,
        labels: { ...names, [-1]: noneLabel },
        value: selected,
        set: onChange,
      })}
    </label>`;
}

export interface NumberField {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** An invalid number is replaced by `value` again, and `rule` says what is allowed. */
  readonly isValid?: (value: number) => boolean;
  /** "a number above 0" */
  readonly rule: string;
  /** The id of a datalist of suggestions. */
  readonly list?: string;
}

export function numberField({ label, value, onChange, isValid = () => true, rule, list }: NumberField): TemplateResult {
  const input = decimalInput({
    value,
    write: (each) => withMinus(String(each)),
    set: onChange,
    isValid: (typed) => Math.abs(typed) <= MAX_MAGNITUDE && isValid(typed),
    refuse: (field) => say(field, `${label} must be ${rule}: it is ${plain(value)} again.`),
    ...(list === undefined ? {} : { list }),
  });
  return html`
    <label class="field" @change=${CLEAR_NOTE}><span class="label">${label}</span>${input}</label>
    <span class="field-note" role="status"></span>`;
}

/** Before the field itself hears of a change, which may write another note. */
const CLEAR_NOTE = { handleEvent: ({ target }: Event): void => say(target, ""), capture: true };

/** Writes the note beside a field. */
function say(field: EventTarget | null, text: string): void {
  (field as Element).closest(".field")!.nextElementSibling!.textContent = text;
}

/** The leaf of `ordinal`, or the first leaf if no leaf has it; null without leaves. */
export function leafAt(leaves: readonly Leaf[], ordinal: number): Leaf | null {
  return leaves.find((leaf) => leaf.ordinal === ordinal) ?? leaves[0] ?? null;
}
