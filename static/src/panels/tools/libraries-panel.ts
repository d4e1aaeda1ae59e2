// <libraries-panel>: the reader's program beside the same one for another library, line by line, with what differs.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { TraceQueries } from "../../backend/queries.js";
import { QueryController } from "../../backend/query-controller.js";
import { copyText } from "../../lib/dom/clipboard.js";
import { radioField } from "../../lib/dom/fields.js";
import { LightElement } from "../../lib/dom/light-element.js";
import {
  type ComparedRow,
  type Comparison,
  LIBRARIES,
  type Library,
  type Step,
  type Trace,
} from "../../trace/contract.js";

const NAMES: Readonly<Record<Library, string>> = { torch: "PyTorch", jax: "JAX", micrograd: "micrograd" };

@customElement("libraries-panel")
export class LibrariesPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) queries: TraceQueries | null = null;

  @state() private library: Library = "torch";
  @state() private message = "";
  readonly #comparison = new QueryController<Comparison>(this);

  protected override willUpdate(changed: PropertyValues): void {
    const { queries, library } = this;
    if (!queries || !this.trace?.nodes.length || !(changed.has("queries") || changed.has("library"))) return;
    this.message = "";
    this.#comparison.run(() => queries.compare(library));
  }

  protected override render(): TemplateResult {
    if (this.trace?.nodes.length === 0)
      return html`<p class="soft">There is nothing to compare yet: type an expression, or choose an example.</p>`;
    const { value, fault } = this.#comparison;
    return html`
      <div class="act-whole">
        <div class="libraries-tools">
          ${radioField("library", {
            label: "Library",
            values: LIBRARIES,
            labels: NAMES,
            value: this.library,
            set: (library) => {
              this.library = library;
            },
          })}
          ${value ? this.#copyButton(value) : nothing}
          <span role="status">${this.message}</span>
        </div>
        ${fault ? html`<p class="act-fault">${fault.message}</p><p class="soft">${fault.hint}</p>` : this.#table(value)}
      </div>`;
  }

  #copyButton({ text, library }: Comparison): TemplateResult {
    const copy = async (): Promise<void> => {
      this.message = (await copyText(text))
        ? "Copied."
        : "Your browser does not let the page copy. Use Export instead.";
    };
    return html`
      <button
        type="button" class="button" title="Copy the whole program" @click=${copy}
      >Copy for ${NAMES[library]}</button>`;
  }

  #table(value: Comparison | null): TemplateResult {
    if (!value) return html`<p class="soft">The program is being written.</p>`;
    const node = this.step?.phase === "order" ? null : (this.step?.node ?? null);
    return html`
      <table class="libraries">
        <thead><tr><th scope="col">Your program</th><th scope="col">In ${NAMES[value.library]}</th></tr></thead>
        <tbody>${value.rows.map((row) => rowView(row, node))}</tbody>
      </table>`;
  }
}

function rowView({ line, ours, theirs, more, notes }: ComparedRow, present: number | null): TemplateResult {
  return html`
    <tr>
      <td>
        <div class="libraries-ours"><span class="libraries-line">${line ?? nothing}</span><code>${ours}</code></div>
      </td>
      <td>
        ${theirs.map(
          ({ text, node }) => html`
            <code
              class=${node !== null && node === present ? "line-lit" : ""} data-node=${node ?? nothing}
            >${text}</code>`,
        )}
        ${more ? html`<p class="soft">and ${more} more like these</p>` : nothing}
        ${notes.map((note) => html`<p class="libraries-note">${note}</p>`)}
      </td>
    </tr>`;
}
