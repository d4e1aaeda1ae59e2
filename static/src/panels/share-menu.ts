// <share-menu>: the button that copies a link to the present state. Where the clipboard is not available, a dialog
// shows the link, selected, to be copied by hand.

import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { DialogElement } from "../lib/dom/dialog-element.js";
import { emit } from "../state/events.js";

@customElement("share-menu")
export class ShareMenu extends DialogElement {
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
      <button
        type="button" class="button" title="Copy a link to this text, step and settings"
        @click=${() => emit(this, "link-share", null)}
      >Share</button>
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
    "share-menu": ShareMenu;
  }
}
