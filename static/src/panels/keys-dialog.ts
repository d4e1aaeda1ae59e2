// <keys-dialog>: the list of keys, from the same table that the keys are read from.

import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { GRAPH_KEYS, KEYS, type KeyBinding } from "../state/keymap.js";

@customElement("keys-dialog")
export class KeysDialog extends LightElement {
  open(): void {
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="keys-dialog" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        ${table(KEYS)}
        <h3 class="panel-title">While the graph has the focus</h3>
        ${table(GRAPH_KEYS)}
        <button type="button" class="button" @click=${() => this.#dialog.close()}>Close</button>
      </dialog>
    `;
  }
}

function table(keys: readonly Pick<KeyBinding, "written" | "words">[]): TemplateResult {
  return html`
    <table>
      ${keys.map(({ written, words }) => html`<tr><th scope="row"><kbd>${written}</kbd></th><td>${words}</td></tr>`)}
    </table>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "keys-dialog": KeysDialog;
  }
}
