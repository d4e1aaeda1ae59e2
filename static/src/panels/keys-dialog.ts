// <keys-dialog>: the list of keyboard shortcuts, generated from the key bindings.

import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { DialogElement } from "../lib/dom/dialog-element.js";
import { GRAPH_KEYS, KEYS, type KeyBinding } from "../state/keymap.js";

@customElement("keys-dialog")
export class KeysDialog extends DialogElement {
  open(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog keys-dialog" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        ${table(KEYS)}
        <h3 class="panel-title">While the graph has the focus</h3>
        ${table(GRAPH_KEYS)}
        <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
      </dialog>
    `;
  }
}

function table(keys: readonly Pick<KeyBinding, "label" | "description">[]): TemplateResult {
  return html`
    <table>
      ${keys.map(
        ({ label, description }) => html`<tr><th scope="row"><kbd>${label}</kbd></th><td>${description}</td></tr>`,
      )}
    </table>`;
}
