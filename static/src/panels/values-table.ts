// <values-table>: every value with all its digits, the text alternative of the graph. Rows are rendered once for each
// trace; a step rewrites only the cells that it changes.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { noteLine } from "../lib/dom/note-line.js";
import { scrollIntoView } from "../lib/dom/scroll.js";
import { allDigits } from "../lib/format.js";
import type { Field, NodeId, Step, Trace } from "../trace/contract.js";
import { expressionOf } from "../trace/names.js";
import type { NodeNote } from "../trace/notes/node-note.js";
import type { State } from "../trace/playback/snapshot.js";

/** Rows rendered at first; a button renders the others. */
const INITIAL_ROWS = 400;

interface Cells {
  readonly row: HTMLTableRowElement;
  readonly data: HTMLElement;
  readonly grad: HTMLElement;
}

@customElement("values-table")
export class ValuesTable extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) pointed: NodeId | null = null;
  @property({ attribute: false }) selected: NodeId | null = null;
  @property({ attribute: false }) notes: readonly NodeNote[] = [];
  @reactive() private showAll = false;

  #rows: TemplateResult[] = [];
  /** Whether the last change was one of numbers only. */
  #sameRows = false;
  #cells: Cells[] = [];
  #written: State | null = null;
  #highlighted: HTMLElement[] = [];
  #noteLines: HTMLElement[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("trace") as Trace | null | undefined;
    this.#sameRows = !changed.has("showAll") && (!changed.has("trace") || hasSameRows(before, this.trace));
    if (this.#sameRows) return;
    if (changed.has("trace")) this.showAll = false;
    this.#rows = this.#makeRows();
  }

  protected override render(): TemplateResult {
    const count = this.trace?.nodes.length ?? 0;
    if (count === 0) return html`<h2 class="panel-title">Values</h2><p class="soft">No values yet.</p>`;
    const hidden = count - this.#rows.length;
    return html`
      <table class="values">
        <caption class="panel-title">Values <span class="soft">${count}</span></caption>
        <thead><tr>
          <th scope="col">name</th><th scope="col" class="made">made by</th>
          <th scope="col" class="number">data</th><th scope="col" class="number">grad</th>
        </tr></thead>
        <tbody>${this.#rows}</tbody>
      </table>
      ${
        hidden > 0
          ? html`<button type="button" class="button" @click=${() => {
              this.showAll = true;
            }}>Show the other ${hidden}</button>`
          : nothing
      }
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#sameRows) {
      this.#cells = [...this.querySelectorAll<HTMLTableRowElement>("tbody tr")].map((row) => ({
        row,
        data: row.cells[2]!,
        grad: row.cells[3]!,
      }));
      this.#written = null;
      this.#noteLines = [];
    }
    if (this.state) this.#writeNumbers(this.state);
    this.#writeNotes();
    this.#highlight(changed.has("step"));
  }

  #makeRows(): TemplateResult[] {
    const { trace } = this;
    if (!trace) return [];
    return trace.nodes.slice(0, this.showAll ? undefined : INITIAL_ROWS).map(
      (node) => html`
      <tr data-node=${node.id}>
        <th scope="row"
          ><button
            type="button" class="link" data-node=${node.id} title="${node.name} = ${expressionOf(trace, node)}"
          >${node.name}</button
          ><span class="made-under">${expressionOf(trace, node)}</span></th>
        <td class="made">${expressionOf(trace, node)}</td><td class="number"></td><td class="number"></td>
      </tr>`,
    );
  }

  #writeNumbers(state: State): void {
    const before = this.#written;
    this.#cells.forEach((cells, node) => {
      for (const field of ["data", "grad"] as const satisfies Field[]) {
        const value = state[field][node] ?? null;
        if (!before || !Object.is(value, before[field][node] ?? null))
          cells[field].textContent = value === null ? "" : allDigits(value);
      }
    });
    this.#written = state;
  }

  /** Adds notes below the numbers; rewriting a number removes its note. */
  #writeNotes(): void {
    for (const line of this.#noteLines) line.remove();
    this.#noteLines = this.notes.flatMap(({ node, field, short, text }) => {
      const cell = this.#cells[node]?.[field];
      if (!cell) return [];
      const line = noteLine(short);
      line.title = text;
      cell.append(line);
      return [line];
    });
  }

  #highlight(stepped: boolean): void {
    for (const element of this.#highlighted) element.classList.remove("changed", "pointed", "selected");
    this.#highlighted = [];
    const highlight = (element: HTMLElement | undefined, name: string): void => {
      if (!element) return;
      element.classList.add(name);
      this.#highlighted.push(element);
    };
    for (const [node, field] of this.step?.set ?? []) highlight(this.#cells[node]?.[field], "changed");
    const scroller = this.closest(".values-pane");
    const first = this.#cells[this.step?.set[0]?.[0] ?? -1]?.row;
    if (first && scroller && stepped) scrollIntoView(scroller, first);
    if (this.pointed !== null) highlight(this.#cells[this.pointed]?.row, "pointed");
    if (this.selected !== null) highlight(this.#cells[this.selected]?.row, "selected");
  }
}

/** Whether two traces differ in their numbers alone. */
function hasSameRows(before: Trace | null | undefined, trace: Trace | null): boolean {
  return before?.source === trace?.source && before?.shape === trace?.shape;
}
