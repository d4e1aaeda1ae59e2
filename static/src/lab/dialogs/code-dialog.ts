// <lab-code>: dialog with the training loop as a program, to copy, download, or open in the playground.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { copyField } from "../../lib/dom/clipboard.js";
import { DialogElement } from "../../lib/dom/dialog-element.js";
import { saveFile } from "../../lib/dom/save-file.js";
import { LatestRequest } from "../../lib/latest-request.js";
import { CODE_FORMATS, type CodeFormat, type Result } from "../../trace/contract.js";
import type { Code } from "../api.js";

const FORMAT_LABELS: Readonly<Record<CodeFormat, string>> = { micrograd: "micrograd", torch: "PyTorch", jax: "JAX" };

export interface CodeSource {
  load(format: CodeFormat): Promise<Result<Code>>;
  openInPlayground(program: string): void;
}

@customElement("lab-code")
export class LabCode extends DialogElement {
  @state() private format: CodeFormat = "micrograd";
  @state() private code: Result<Code> | null = null;
  @state() private message = "";

  readonly #latest = new LatestRequest();
  #source: CodeSource | null = null;

  open(source: CodeSource): void {
    this.#source = source;
    this.dialog.showModal();
    void this.#load(this.format);
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog lab-dialog" aria-labelledby="code-title">
        <h2 id="code-title">The loop as code</h2>
        <p>A program of its own, with these settings and this start. It prints each step's loss and accuracy.</p>
        <div class="embed-kinds" role="group" aria-label="Written for">
          ${CODE_FORMATS.map(
            (format) => html`
            <button type="button" class="button toggle" aria-pressed=${format === this.format}
              @click=${() => void this.#load(format)}>${FORMAT_LABELS[format]}</button>`,
          )}
        </div>
        ${this.#body()}
        <div class="lab-dialog-foot">
          <p role="status">${this.message}</p>
          <span class="bar-space"></span>
          ${this.#buttons()}
          <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
        </div>
      </dialog>`;
  }

  #body(): TemplateResult {
    const { code } = this;
    if (code?.ok) {
      const { text, reason } = code.value;
      return html`
        <textarea class="lab-text" readonly rows="18" spellcheck="false" aria-label="Program"
          .value=${text}></textarea>
        ${reason ? html`<p class="soft">${reason}</p>` : nothing}`;
    }
    const message = code === null ? "The engine is writing it." : `${code.error.message} ${code.error.hint}`;
    return html`<p role="status">${message}</p>`;
  }

  #buttons(): TemplateResult | typeof nothing {
    const { code } = this;
    if (!code?.ok) return nothing;
    const { text, program } = code.value;
    return html`
      ${
        program !== null
          ? html`<button type="button" class="button"
              @click=${() => this.#source!.openInPlayground(program)}>Open in the playground</button>`
          : nothing
      }
      <button type="button" class="button" @click=${() => this.#save(text)}>Download</button>
      <button type="button" class="button" @click=${() => void this.#copy()}>Copy</button>`;
  }

  async #load(format: CodeFormat): Promise<void> {
    this.format = format;
    this.code = null;
    this.message = "";
    const code = await this.#latest.replace(() => this.#source!.load(format));
    if (code) this.code = code;
  }

  #save(text: string): void {
    const name = `loop-${this.format}.py`;
    saveFile(new Blob([text], { type: "text/x-python" }), name);
    this.message = `${name} is saved.`;
  }

  async #copy(): Promise<void> {
    this.message = await copyField(this.querySelector("textarea")!, "The program is copied.");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-code": LabCode;
  }
}
