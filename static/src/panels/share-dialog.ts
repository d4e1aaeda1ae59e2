// <share-dialog>: a link to the present state, selected, to be copied by hand where the clipboard is not available.

import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { DialogElement } from "../lib/dom/dialog-element.js";

@customElement("share-dialog")
export class ShareDialog extends DialogElement {
  @state() private link = "";

  /** Shows the link, selected. */
  async open(link: string): Promise<void> {
    this.link = link;
    await this.updateComplete;
    this.dialog.showModal();
    this.querySelector("input")!.select();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog share-dialog" aria-labelledby="share-title">
        <h2 id="share-title">Link to this page</h2>
        <p>Your browser does not let the page copy. The link is selected: copy it with Ctrl+C or ⌘C.</p>
        <input class="share-link" readonly aria-label="Link" .value=${this.link} @focus=${selectAll}>
        <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
      </dialog>
    `;
  }
}

function selectAll(event: Event): void {
  (event.target as HTMLInputElement).select();
}

declare global {
  interface HTMLElementTagNameMap {
    "share-dialog": ShareDialog;
  }
}
