// A choice of one leaf, and one number: the small controls that the panels share.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { LARGEST, type Leaf } from "../trace/leaves.js";

export function leafSelect(
  words: string,
  leaves: readonly Leaf[],
  chosen: number,
  choose: (ordinal: number) => void,
  none = "",
): TemplateResult {
  return html`
    <label class="field"><span class="label">${words}</span>
      <select aria-label="${words} leaf" @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value))}>
        ${none && html`<option value="-1" .selected=${chosen === -1}>${none}</option>`}
        ${leaves.map(({ ordinal, name }) => html`<option value=${ordinal} .selected=${ordinal === chosen}>${name}</option>`)}
      </select>
    </label>`;
}

export interface NumberField {
  readonly words: string;
  readonly value: number;
  readonly take: (value: number) => void;
  /** Whether the number can be used; any other is put back. */
  readonly allowed?: (value: number) => boolean;
  /** Numbers to choose from. */
  readonly list?: string;
}

export function numberField({ words, value, take, allowed = () => true, list = "" }: NumberField): TemplateResult {
  const changed = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const typed = input.valueAsNumber;
    if (Math.abs(typed) <= LARGEST && allowed(typed)) take(typed);
    else input.value = String(value);
  };
  return html`
    <label class="field"><span class="label">${words}</span>
      <input type="number" step="any" list=${list} .value=${live(String(value))} @change=${changed} />
    </label>`;
}

/** The leaf of `ordinal`; where there is none the first. */
export function leafAt(leaves: readonly Leaf[], ordinal: number): Leaf | null {
  return leaves.find((leaf) => leaf.ordinal === ordinal) ?? leaves[0] ?? null;
}
