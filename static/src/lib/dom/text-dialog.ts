// <text-dialog>: dialog with a text to copy: the link, or the embed.

import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { copyField } from "./clipboard.js";
import { DialogElement } from "./dialog-element.js";

export interface TextContent {
  readonly title: string;
  readonly about: string;
  readonly text: string;
}

@customElement("text-dialog")
export class TextDialog extends DialogElement {
  @state() private content: TextContent = { title: "", about: "", text: "" };
  @state() private message = "";

  async open(content: TextContent): Promise<void> {
    this.content = content;
    this.message = "";
    await this.updateComplete;
    this.dialog.showModal();
    this.querySelector("textarea")!.select();
  }

  protected override render(): TemplateResult {
    const { title, about, text } = this.content;
    return html`
      <dialog class="panel-dialog lab-dialog" aria-labelledby="text-title">
        <h2 id="text-title">${title}</h2>
        <p>${about}</p>
        <textarea class="lab-text" readonly rows="4" spellcheck="false" aria-label=${title} .value=${text}></textarea>
        <div class="lab-dialog-foot">
          <p role="status">${this.message}</p>
          <span class="bar-space"></span>
          <button type="button" class="button" @click=${() => void this.#copy()}>Copy</button>
          <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
        </div>
      </dialog>`;
  }

  async #copy(): Promise<void> {
    this.message = await copyField(this.querySelector("textarea")!, "It is copied.");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "text-dialog": TextDialog;
  }
}
