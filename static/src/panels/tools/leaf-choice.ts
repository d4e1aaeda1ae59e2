// Form controls shared by the leaf panels: a select of one leaf, and a number field.

import { html, type TemplateResult } from "lit";
import { decimalInput } from "../../lib/dom/decimal-input.js";
import { select } from "../../lib/dom/fields.js";
import { withMinus } from "../../lib/format.js";
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
  /** An invalid number is replaced by `value` again. */
  readonly isValid?: (value: number) => boolean;
  /** The id of a datalist of suggestions. */
  readonly list?: string;
}

export function numberField({ label, value, onChange, isValid = () => true, list }: NumberField): TemplateResult {
  const input = decimalInput({
    value,
    write: (each) => withMinus(String(each)),
    set: onChange,
    isValid: (typed) => Math.abs(typed) <= MAX_MAGNITUDE && isValid(typed),
    ...(list === undefined ? {} : { list }),
  });
  return html`<label class="field"><span class="label">${label}</span>${input}</label>`;
}

/** The leaf of `ordinal`, or the first leaf if no leaf has it; null without leaves. */
export function leafAt(leaves: readonly Leaf[], ordinal: number): Leaf | null {
  return leaves.find((leaf) => leaf.ordinal === ordinal) ?? leaves[0] ?? null;
}
