// <code-listing>: read-only listing of the program, with data and grad of each line's value, and the step's span
// marked.

import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { scrollIntoView } from "../lib/dom/scroll.js";
import { allDigits, plain } from "../lib/format.js";
import type { Field, Step, Trace } from "../trace/contract.js";
import type { State } from "../trace/playback/snapshot.js";
import { type ValuesByLine, valuesByLine } from "../trace/values-by-line.js";
import { utf16Length } from "./offsets.js";

const COLUMNS = ["line", "program", "data", "grad"];

@customElement("code-listing")
export class CodeListing extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;

  #lines: readonly string[] = [];
  #valuesByLine: ValuesByLine = new Map();

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("trace") || !this.trace) return;
    this.#lines = this.trace.source.trimEnd().split(/\r\n?|\n/);
    this.#valuesByLine = valuesByLine(this.trace);
  }

  protected override render(): TemplateResult {
    return html`
      <table class="listing">
        <thead class="visually-hidden"><tr>${COLUMNS.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>
          ${this.#lines.map(
            (line, i) => html`
            <tr>
              <th scope="row">${i + 1}</th><td><code>${this.#text(line, i + 1)}</code></td>
              ${this.#value(i + 1, "data")}${this.#value(i + 1, "grad")}
            </tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  protected override updated(): void {
    const marked = this.querySelector("mark");
    if (marked && this.parentElement) scrollIntoView(this.parentElement, marked);
  }

  #text(line: string, number: number): string | TemplateResult {
    const { step } = this;
    if (!step?.span) return line;
    const [first, column, last, endColumn] = step.span;
    if (number < first || number > last) return line;
    const from = number === first ? utf16Length(line, column) : 0;
    const to = number === last ? utf16Length(line, endColumn) : line.length;
    const marked = html`<mark class="phase-${step.phase}">${line.slice(from, to)}</mark>`;
    return html`${line.slice(0, from)}${marked}${line.slice(to)}`;
  }

  /** The cell of the last value that the line has made so far. */
  #value(number: number, field: Field): TemplateResult {
    const { state, step } = this;
    const node = this.#valuesByLine.get(number)?.findLast((id) => state?.[field][id] != null);
    if (node === undefined) return html`<td></td>`;
    const value = state![field][node]!;
    const changed = step?.set.some(([id, set]) => id === node && set === field);
    const classes = `listing-${field}${changed ? " changed" : ""}`;
    return html`<td class=${classes} title=${allDigits(value)}>${plain(value)}</td>`;
  }
}
