// <notebook-keys>: the list of keys, generated from the tables of keys.

import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { DialogElement } from "../../lib/dom/dialog-element.js";
import { COMMANDS } from "../commands.js";
import { CELL_KEYS, EDITOR_KEYS, keyLabel } from "../keymap.js";

@customElement("notebook-keys")
export class NotebookKeys extends DialogElement {
  open(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog keys-dialog notebook-keys" aria-labelledby="keys-title">
        <h2 id="keys-title" tabindex="-1" autofocus>Keys</h2>
        <p>As in Jupyter: Esc leaves a cell's text, Enter goes back to it. Ctrl is ⌘ on a Mac.</p>
        <h3 class="panel-title">While a cell is selected</h3>
        ${table(CELL_KEYS)}
        <h3 class="panel-title">While you type in a cell</h3>
        ${table(EDITOR_KEYS.filter(({ key }) => !/Mod|_$/.test(key)))}
        <p class="soft">Tab indents there: press Esc first to leave the cell with it.</p>
        <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
      </dialog>
    `;
  }
}

/** One row for each command, with all its keys. */
function table(bindings: typeof CELL_KEYS): TemplateResult {
  const commands = [...new Set(bindings.map(({ command }) => command))];
  return html`
    <table>
      ${commands.map((command) => {
        const keys = bindings.filter((binding) => binding.command === command);
        return html`
          <tr>
            <th scope="row">${keys.map(({ key }) => html`<kbd>${keyLabel(key)}</kbd> `)}</th>
            <td>${COMMANDS[command].title}</td>
          </tr>`;
      })}
    </table>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "notebook-keys": NotebookKeys;
  }
}
