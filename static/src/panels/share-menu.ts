// <share-menu>: the button that copies a link to the page as it is. Where the page may not write to the clipboard, the link
// is shown, selected, to be copied by hand.

import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { copied } from "../lib/dom/clipboard.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";

@customElement("share-menu")
export class ShareMenu extends LightElement {
  @state() private link = "";

  /** Copy the link; whether the clipboard took it. */
  async copy(link: string): Promise<boolean> {
    if (await copied(link)) return true;
    await this.#show(link);
    return false;
  }

  protected override render(): TemplateResult {
    return html`
      <button type="button" class="button" title="Copy a link to this text, step and settings" @click=${() => emit(this, "link-share", null)}>Share</button>
      <dialog class="panel-dialog share-dialog" aria-labelledby="share-title">
        <h2 id="share-title">Link to this page</h2>
        <p>Your browser does not let the page copy. The link is selected: copy it with Ctrl+C or ⌘C.</p>
        <input class="share-link" readonly aria-label="Link" .value=${this.link} @focus=${select}>
        <button type="button" class="button" @click=${() => this.#dialog.close()}>Close</button>
      </dialog>
    `;
  }

  async #show(link: string): Promise<void> {
    this.link = link;
    await this.updateComplete;
    this.#dialog.showModal();
    this.querySelector("input")!.select();
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }
}

function select(event: Event): void {
  (event.target as HTMLInputElement).select();
}

declare global {
  interface HTMLElementTagNameMap {
    "share-menu": ShareMenu;
  }
}
