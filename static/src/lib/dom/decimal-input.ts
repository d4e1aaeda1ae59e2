// Text field of a number. It shows the true minus sign, which an input of the type number does not allow, and reads
// what is typed or pasted with either sign.

import { html, nothing, type TemplateResult } from "lit";
import { parseNumber } from "../parse-number.js";

export interface DecimalInput {
  readonly value: number;
  /** How a number is written. */
  readonly write: (value: number) => string;
  readonly set: (value: number) => void;
  /** Any other number is replaced by `value` again. */
  readonly isValid: (value: number) => boolean;
  /** Called when what was typed is replaced. */
  readonly refuse?: (input: HTMLInputElement) => void;
  /** The accessible name, unless a label is around the field. */
  readonly label?: string;
  readonly title?: string;
  readonly className?: string;
  /** The id of a datalist of suggestions, which the arrow keys choose from; without one they add and subtract 1. */
  readonly list?: string;
}

export function decimalInput(field: DecimalInput): TemplateResult {
  const { value, write, set, isValid, refuse, label, title, className = "", list } = field;
  const change = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const typed = parseNumber(input.value);
    const allowed = typed !== null && isValid(typed);
    input.value = write(allowed ? typed : value);
    if (allowed) set(typed);
    else refuse?.(input);
  };
  const press = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (by === 0 || list || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const input = event.target as HTMLInputElement;
    const next = Number(((parseNumber(input.value) ?? value) + by).toPrecision(15));
    if (!isValid(next)) return;
    input.value = write(next);
    set(next);
  };
  return html`
    <input
      type="text" role=${list ? nothing : "spinbutton"} class="decimal ${className}" autocomplete="off"
      spellcheck="false" aria-label=${label ?? nothing} title=${title ?? nothing} list=${list ?? nothing}
      aria-valuenow=${list || !Number.isFinite(value) ? nothing : value}
      .value=${write(value)} @change=${change} @keydown=${press}
    />`;
}
