// <beside-dialog>: the reader's program with its operations as one, beside the same with them in pieces.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { TraceQueries } from "../backend/queries.js";
import { QueryController } from "../backend/query-controller.js";
import type { LayoutSource } from "../graph/drawing.js";
import { DialogElement } from "../lib/dom/dialog-element.js";
import type { Beside } from "../trace/contract.js";

const TITLES = ["As one operation", "In pieces"] as const;

@customElement("beside-dialog")
export class BesideDialog extends DialogElement {
  @property({ attribute: false }) layout: LayoutSource | null = null;
  @state() private isOpen = false;
  readonly #runs = new QueryController<Beside>(this);

  open(queries: TraceQueries): void {
    this.#runs.clear();
    this.isOpen = true;
    this.dialog.showModal();
    this.#runs.run(() => queries.beside());
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog beside-dialog" aria-labelledby="beside-title" @close=${() => (this.isOpen = false)}>
        <div class="beside-head">
          <h2 id="beside-title">Beside its pieces</h2>
          <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
        </div>
        ${this.isOpen ? this.#content() : nothing}
      </dialog>`;
  }

  #content(): TemplateResult {
    const { value, fault } = this.#runs;
    if (fault) return html`<p class="act-fault">${fault.message}</p><p class="soft">${fault.hint}</p>`;
    if (!value) return html`<p class="soft" role="status">The program is run at both levels.</p>`;
    const { text, ...runs } = value;
    return html`
      <p class="beside-text">${text}</p>
      <beside-stage .runs=${{ ...runs, different: null, titles: TITLES }} .layout=${this.layout}></beside-stage>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "beside-dialog": BesideDialog;
  }
}
